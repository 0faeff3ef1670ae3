/** A panel as rows of data, every value as it is, labels in the learner's language: what CSV files of panels hold. */
import type { Label } from '../lesson/label.js';
import type { Panel } from '../lesson/panels.js';
import { say, type Speaker } from '../words/say.js';

export type Row = readonly (string | number | null | undefined)[];

/** The header first; a missing value is null or absent. */
export function panelRows(panel: Panel, speaker: Speaker): readonly Row[] {
  const word = (label: Label | undefined) => (label === undefined ? '' : say(label, speaker));
  switch (panel.kind) {
    case 'line':
      return [['series', 'x', 'y', 'low', 'high'], ...panel.series.flatMap(({ label, x, y, low, high }) => x.map((value, i): Row => [word(label), value, y[i], low?.[i], high?.[i]]))];
    case 'scatter':
      return [['series', 'x', 'y', 'name'], ...panel.series.flatMap(({ label, x, y, names }) => x.map((value, i): Row => [word(label), value, y[i], word(names?.[i])]))];
    case 'bars':
      return [['label', 'value', 'low', 'high', 'note'], ...panel.bars.map(({ label, value, interval, note }): Row => [word(label), value, interval?.[0], interval?.[1], word(note)])];
    case 'histogram':
      return [['series', 'from', 'to', 'count'], ...panel.series.flatMap(({ label, counts }) => counts.map((count, i): Row => [word(label), panel.edges[i], panel.edges[i + 1], count]))];
    case 'heatmap':
      return [['row', 'column', 'value'], ...panel.grid.values.map((value, i): Row => {
        const [row, column] = [Math.floor(i / panel.grid.columns), i % panel.grid.columns];
        return [word(panel.rowLabels?.[row]) || row, word(panel.columnLabels?.[column]) || column, value];
      })];
    case 'image':
      return [['group', 'picture', 'row', 'column', 'value'], ...panel.groups.flatMap(({ label, pictures }, group) => pictures.flatMap(({ columns, pixels }, picture) => pixels.map((value, i): Row => [word(label) || group, picture, Math.floor(i / columns), i % columns, value])))];
    case 'table':
      return [panel.columns.map(({ label }) => word(label)), ...panel.rows.map(({ cells }) => cells.map((cell) => (cell === null || typeof cell === 'number' ? cell : word(cell))))];
    case 'tokens':
      return [['token', 'weight'], ...panel.tokens.map(({ text, weight }): Row => [text, weight])];
    case 'network':
      return [['layer', 'from', 'to', 'weight'], ...(panel.weights ?? []).flatMap((weights, layer) => weights.map((weight, i): Row => [layer, Math.floor(i / panel.layers[layer + 1].units), i % panel.layers[layer + 1].units, weight]))];
    case 'timeline':
      return [['lane', 'kind', 'start', 'end', 'label'], ...panel.spans.map(({ lane, kind, start, end, label }): Row => [lane, kind, start, end, word(label)])];
    case 'text':
      return [['line'], ...panel.lines.map(({ text }): Row => [word(text)])];
  }
}
