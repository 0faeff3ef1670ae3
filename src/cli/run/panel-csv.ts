/** `--csv --panel ID`: the data of one panel as rows, every value as it is, labels in the learner's language. */
import { stringify } from 'csv-stringify/sync';
import type { Label, Panel } from '../../lesson/index.js';
import { say, type Speaker } from '../../words/say.js';
import { suggest, UsageError } from '../usage-error.js';

type Row = readonly (string | number | null | undefined)[];

/** @throws UsageError cli.panel */
export function panelCsv(panels: readonly Panel[], id: string, speaker: Speaker): string {
  const ids = panels.map((panel) => panel.id);
  const panel = panels.find((candidate) => candidate.id === id);
  if (!panel) throw new UsageError('cli.panel', { panel: id, known: ids.join(', ') }, suggest(id, ids));
  return stringify([...rowsOf(panel, (label) => (label === undefined ? '' : say(label, speaker)))].map((row) => row.map((cell) => cell ?? '')));
}

/** The header first. */
function rowsOf(panel: Panel, word: (label: Label | undefined) => string): readonly Row[] {
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
