/** Tables in prose: cells wrap where the words of all columns do not fit side by side. */
import type { PhrasingContent, Table } from 'mdast';
import { fitLine, lineWidth, span, type Align, type Line, type Span, type Style } from './cells.js';
import type { ProseContext } from './prose.js';
import { wrapSpans } from './wrap.js';

const GAP = 2;
const LEAST = 4;

type Inline = (children: readonly PhrasingContent[], style: Style) => Span[];

export function proseTable(table: Table, cells: number, context: ProseContext, inline: Inline): Line[] {
  const rows = table.children.map((row, r) => row.children.map((cell) => inline(cell.children, r === 0 ? { ...context.base, bold: true } : context.base)));
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const aligns: Align[] = Array.from({ length: count }, (_, i) => table.align?.[i] ?? 'left');
  const widths = fitWidths(
    Array.from({ length: count }, (_, i) => rows.reduce((most, row) => Math.max(most, lineWidth(row[i] ?? [])), 1)),
    cells - GAP * (count - 1),
  );
  const ruleCells = Math.min(cells, widths.reduce((sum, column) => sum + column, 0) + GAP * (count - 1));
  return rows.flatMap((row, r) => {
    const wrapped = widths.map((column, i) => wrapSpans(row[i] ?? [], column));
    const height = wrapped.reduce((most, lines) => Math.max(most, lines.length), 1);
    const lines: Line[] = Array.from({ length: height }, (_, y) =>
      widths.flatMap((column, i) => [...(i > 0 ? [span(' '.repeat(GAP))] : []), ...fitLine(wrapped[i][y] ?? [], column, aligns[i], context.glyphs.ellipsis)]),
    );
    return r === 0 ? [...lines, [span(context.glyphs.horizontal.repeat(Math.max(1, ruleCells)), { fg: 'frame' })]] : lines;
  });
}

/** The widest columns give way first. */
function fitWidths(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  let total = widths.reduce((sum, column) => sum + column, 0);
  while (total > room) {
    let widest = 0;
    for (let i = 1; i < widths.length; i++) if (widths[i] > widths[widest]) widest = i;
    if (widths[widest] <= LEAST) break;
    widths[widest]--;
    total--;
  }
  return widths;
}
