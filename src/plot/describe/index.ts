/** A panel in words: one or two sentences and a table, for the table key, for screen readers and for plain output. */
import type { Panel } from '../../lesson/panels.js';
import type { Speaker } from '../../words/say.js';
import { say } from '../../words/say.js';
import { pad, width } from '../cells.js';
import { describeCurves, describeHistogram, describeScatter } from './axes.js';
import type { Body } from './body.js';
import { describeHeatmap, describeImage, describeNetwork, describeTimeline } from './pictures.js';
import { describeBars, describeTable, describeText, describeTokens } from './lists.js';

export interface PanelDescription {
  readonly title: string;
  /** One or two sentences, then the caption if there is one. */
  readonly sentences: readonly string[];
  /** Column names; empty where there is no table. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function describePanel(panel: Panel, speaker: Speaker): PanelDescription {
  const body = describeBody(panel, speaker);
  const caption = panel.caption === undefined ? [] : [say(panel.caption, speaker)];
  return { title: say(panel.title, speaker), sentences: [...body.sentences, ...caption], header: body.header, rows: body.rows };
}

function describeBody(panel: Panel, speaker: Speaker): Body {
  switch (panel.kind) {
    case 'line':
      return describeCurves(panel, speaker);
    case 'scatter':
      return describeScatter(panel, speaker);
    case 'bars':
      return describeBars(panel, speaker);
    case 'histogram':
      return describeHistogram(panel, speaker);
    case 'heatmap':
      return describeHeatmap(panel, speaker);
    case 'image':
      return describeImage(panel, speaker);
    case 'table':
      return describeTable(panel, speaker);
    case 'tokens':
      return describeTokens(panel, speaker);
    case 'network':
      return describeNetwork(panel, speaker);
    case 'timeline':
      return describeTimeline(panel, speaker);
    case 'text':
      return describeText(panel, speaker);
  }
}

/** The description as lines of plain text, columns in line by cells; no line is cut. */
export function descriptionLines(description: PanelDescription): string[] {
  const table = description.header.length > 0 ? [description.header, ...description.rows] : description.rows;
  const widths: number[] = [];
  for (const row of table) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, width(cell))));
  const rows = table.map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : pad(cell, widths[i]))).join('  ').trimEnd());
  return [description.title, ...description.sentences, ...rows];
}
