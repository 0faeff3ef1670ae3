/** A heatmap with cells of several characters: row and column labels, values printed where there is room. */
import type { Grid, HeatmapPanel } from '../../lesson/panels.js';
import { formatNumber } from '../../words/numbers.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { pad, truncate, width, type ColorMap, type Style } from '../cells.js';
import { DIM, type DrawContext } from '../context.js';
import { markCell, turnOver } from '../inspect/draw.js';
import { gridRange, normalise, type GridRange } from '../grid.js';
import { density, quantise } from '../pixels.js';

export interface MatrixPlan {
  /** Columns and rows of characters a cell has. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly labelWidth: number;
  readonly columnLabels: boolean;
  readonly values: boolean;
}

export function gridMap(grid: Grid): ColorMap {
  return grid.scale === 'diverging' ? 'diverging' : grid.scale === 'binary' ? 'ink' : 'sequential';
}

/** How a grid is laid out with large cells, or undefined where it has too many cells for that or nothing that asks for it. */
export function planMatrix(panel: HeatmapPanel, area: Rect, context: DrawContext): MatrixPlan | undefined {
  const { grid } = panel;
  const { speaker } = context;
  const wordy = panel.showValues || panel.rowLabels !== undefined || panel.columnLabels !== undefined || grid.scale === 'categories';
  if (!wordy && grid.rows * 2 > area.height) return undefined;
  const longest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, width(text)), 0);
  const rowLabel = longest((panel.rowLabels ?? []).map((label) => say(label, speaker)));
  const labelWidth = rowLabel === 0 ? 0 : Math.min(rowLabel, Math.max(4, Math.floor(area.width * 0.3))) + 1;
  const room = area.width - labelWidth;
  const values = panel.showValues ? longest(grid.values.map((value) => valueText(value, panel, context))) : 0;
  const labels = longest((panel.columnLabels ?? []).map((label) => say(label, speaker)));
  const most = Math.floor(room / grid.columns);
  // Without words a cell of two columns is square.
  const wished = Math.max(2, values > 0 ? values + 2 : 0, labels > 0 ? Math.min(labels + 1, 10) : 0);
  const columnLabels = labels > 0 && area.height > grid.rows;
  const rows = Math.floor((area.height - (columnLabels ? 1 : 0)) / grid.rows);
  const cellWidth = Math.min(most, Math.max(wished, wordy ? 0 : Math.min(rows, 4) * 2));
  if (cellWidth < 1 || rows < 1) return undefined;
  if (!wordy && cellWidth < 2) return undefined;
  const cellHeight = Math.max(1, Math.min(rows, Math.floor(cellWidth / 2), 4));
  return { cellWidth, cellHeight, labelWidth, columnLabels: columnLabels && cellWidth >= 2, values: values > 0 && cellWidth > values };
}

/** @returns the row below the matrix */
export function drawMatrix(canvas: Canvas, area: Rect, panel: HeatmapPanel, plan: MatrixPlan, context: DrawContext): number {
  const { grid } = panel;
  const { speaker } = context;
  const left = area.x + plan.labelWidth;
  const top = area.y + (plan.columnLabels ? 1 : 0);
  if (plan.columnLabels) {
    (panel.columnLabels ?? []).slice(0, grid.columns).forEach((label, column) => {
      const words = truncate(say(label, speaker), plan.cellWidth - (plan.cellWidth > 2 ? 1 : 0), plan.cellWidth > 4 ? context.glyphs.ellipsis : '');
      canvas.put(left + column * plan.cellWidth, area.y, pad(words, plan.cellWidth, 'center', ''), DIM);
    });
  }
  const range = gridRange(grid);
  for (let row = 0; row < grid.rows; row++) {
    const y = top + row * plan.cellHeight;
    const label = panel.rowLabels?.[row];
    if (label !== undefined && plan.labelWidth > 0) {
      canvas.put(area.x, y + ((plan.cellHeight - 1) >> 1), pad(say(label, speaker), plan.labelWidth - 1, 'right', context.glyphs.ellipsis), DIM);
    }
    for (let column = 0; column < grid.columns; column++) {
      const cell: Rect = { x: left + column * plan.cellWidth, y, width: plan.cellWidth, height: plan.cellHeight };
      drawCell(canvas, cell, grid.values[row * grid.columns + column] ?? null, panel, range, plan, context);
    }
  }
  if (context.cursor !== undefined) {
    const { row, column } = context.cursor;
    const cell: Rect = { x: left + column * plan.cellWidth, y: top + row * plan.cellHeight, width: plan.cellWidth, height: plan.cellHeight };
    turnOver(canvas, cell);
    if (!plan.values) markCell(canvas, cell.x + ((cell.width - 1) >> 1), cell.y + ((cell.height - 1) >> 1), context);
  }
  return top + grid.rows * plan.cellHeight;
}

function drawCell(canvas: Canvas, cell: Rect, value: number | null, panel: HeatmapPanel, range: GridRange, plan: MatrixPlan, context: DrawContext): void {
  const middle = cell.y + ((cell.height - 1) >> 1);
  if (value === null || !Number.isFinite(value)) {
    canvas.put(cell.x + (cell.width >> 1), middle, context.glyphs.dot, DIM);
    return;
  }
  const { grid } = panel;
  if (grid.scale === 'categories') {
    const kind = Math.max(0, Math.round(value));
    canvas.fill(cell, context.glyphs.textures[kind % context.glyphs.textures.length], { fg: { series: kind } });
    return;
  }
  const share = normalise(value, range);
  const map = gridMap(grid);
  const text = plan.values ? valueText(value, panel, context) : '';
  if (context.shades) {
    const style: Style = { fg: 'contrast', bg: { map, value: quantise(share) } };
    canvas.fill(cell, ' ', style);
    canvas.put(cell.x, middle, pad(text, cell.width, 'center', ''), style);
    return;
  }
  const { glyph, style } = density(map, share, context);
  if (text === '') canvas.fill(cell, glyph, style);
  else {
    // The number says it exactly; one character of shade beside it lets the eye find the pattern.
    const free = cell.width - width(text);
    const x = cell.x + Math.max(0, free - 1 - (free > 2 ? 1 : 0));
    if (free > 0) canvas.put(x, middle, glyph, style);
    canvas.put(x + Math.min(free, 1), middle, text);
  }
}

function valueText(value: number | null, panel: HeatmapPanel, context: DrawContext): string {
  if (value === null || !Number.isFinite(value)) return '';
  // Percentages without the sign: the legend has it.
  const text = formatNumber(value, panel, context.speaker.language);
  return panel.format === 'percent' ? text.replace(' %', '') : text;
}
