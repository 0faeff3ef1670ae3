/** Tables, tokens and texts in SVG: words that are measured, wrapped and set in rows. */
import type { TablePanel, TextPanel, TokensPanel } from '../../../lesson/panels.js';
import { say } from '../../../words/say.js';
import { withoutControls } from '../../cells.js';
import { cellText } from '../../panels/table.js';
import { weighted } from '../../panels/tokens.js';
import { sayPlot } from '../../words.js';
import { wrapText } from '../../wrap.js';
import { cellsIn, color, emphasisColor, emphasisSign, fitted, label, LINE, mapped, MONO, textWidth, type Drawing, type SvgContext } from '../canvas.js';
import { element } from '../xml.js';

const DIM = color('dim');
/** Letters of equal width take more room than others. */
const MONO_WIDER = 1.09;

export function tableSvg(panel: TablePanel, { speaker, width }: SvgContext): Drawing {
  const header = panel.columns.map(({ label: name }) => say(name, speaker));
  const rows = panel.rows.map(({ cells, emphasis }) => panel.columns.map((column, i) => (i === 0 ? emphasisSign(emphasis) : '') + cellText(cells[i] ?? null, column, speaker)));
  const natural = header.map((name, i) => rows.reduce((most, row) => Math.max(most, textWidth(row[i])), textWidth(name)) + 18);
  const total = natural.reduce((sum, one) => sum + one, 0);
  const widths = total <= width ? natural : natural.map((one) => (one * width) / total);
  const starts = widths.map((_, i) => widths.slice(0, i).reduce((sum, one) => sum + one, 0));
  const put = (text: string, i: number, y: number, fill: string) => {
    const right = (panel.columns[i].align ?? (numeric(panel, i) ? 'right' : 'left')) === 'right';
    return label(right ? starts[i] + widths[i] - 12 : starts[i], y, fitted(text, widths[i] - 6), { fill, 'text-anchor': right ? 'end' : undefined });
  };
  const parts = [
    ...header.map((name, i) => put(name, i, 14, DIM)),
    element('path', { d: `M0 ${LINE + 1}H${Math.min(width, Math.round(total))}`, stroke: color('frame') }),
    ...rows.flatMap((row, r) => row.map((text, i) => put(text, i, LINE * (r + 2) - 2, emphasisColor(panel.rows[r].emphasis)))),
  ];
  return { height: LINE * (rows.length + 1) + 8, parts };
}

function numeric({ rows }: TablePanel, column: number): boolean {
  return rows.every(({ cells }) => typeof (cells[column] ?? 0) === 'number');
}

export function tokensSvg(panel: TokensPanel, context: SvgContext): Drawing {
  const parts: string[] = [];
  const size = 14;
  let x = 0;
  let row = 0;
  for (const { text, weight, emphasis } of panel.tokens) {
    for (const [i, piece] of text.split(/\r?\n/).entries()) {
      if (i > 0) [x, row] = [0, row + 1];
      // Blanks are part of tokens, and must stay visible as such.
      const shown = withoutControls(piece).replace(/ /g, '\u00a0');
      if (shown === '') continue;
      const wide = textWidth(shown, size) * MONO_WIDER;
      if (x > 0 && x + wide > context.width) [x, row] = [0, row + 1];
      const strength = weight !== undefined && Number.isFinite(weight) ? Math.max(-1, Math.min(1, weight)) : undefined;
      const paint = strength === undefined || Math.abs(strength) < 0.03 ? undefined : mapped(panel.signed ? 'diverging' : 'weight', strength);
      if (paint) parts.push(element('rect', { x, y: row * 26, width: wide, height: 22, rx: 2, fill: paint.fill }));
      parts.push(label(x, row * 26 + 16, fitted(shown, Math.max(wide, 20) + 20, size), { 'font-family': MONO, 'font-size': size, fill: paint?.ink ?? emphasisColor(emphasis), 'text-decoration': emphasis === undefined || emphasis === 'none' || emphasis === 'muted' ? undefined : 'underline' }));
      x += wide;
    }
  }
  const bottom = (row + 1) * 26;
  if (!weighted(panel)) return { height: bottom + 4, parts };
  const name = panel.weightLabel === undefined ? sayPlot('weight', {}, context.speaker) : say(panel.weightLabel, context.speaker);
  const [low, start] = [panel.signed ? -1 : 0, textWidth(name) + 16];
  const shades = Array.from({ length: 40 }, (_, i) => element('rect', { x: start + 22 + i * 4, y: bottom + 6, width: 4.4, height: 12, fill: mapped(panel.signed ? 'diverging' : 'weight', low + ((1 - low) * i) / 39).fill }));
  return { height: bottom + 26, parts: [...parts, label(0, bottom + 16, name, { fill: DIM }), label(start, bottom + 16, String(low)), ...shades, label(start + 22 + 168, bottom + 16, '1')] };
}

export function textSvg(panel: TextPanel, { speaker, width }: SvgContext): Drawing {
  const lines = panel.lines.flatMap(({ text, emphasis }) => wrapText(emphasisSign(emphasis) + say(text, speaker), cellsIn(width, 14)).map((line) => ({ line, emphasis })));
  return { height: lines.length * 22 + 4, parts: lines.map(({ line, emphasis }, i) => label(0, i * 22 + 16, line.replace(/ /g, '\u00a0'), { fill: emphasisColor(emphasis), 'font-size': 14 })) };
}
