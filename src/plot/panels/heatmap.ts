/**
 * Heatmaps in one of three ways, the most exact that fits: cells of several characters (labels and values readable),
 * square pixels of half a character, or one dot a weight for masks. What is too large is aggregated, and the legend says how.
 */
import type { Grid, HeatmapPanel } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { truncate, width } from '../cells.js';
import { drawColorBar } from '../color-bar.js';
import { DIM, type DrawContext } from '../context.js';
import { Dots, type Pen } from '../dots.js';
import { markCell } from '../inspect/draw.js';
import { blockSize, coarsen, gridRange, normalise } from '../grid.js';
import { paintPixels } from '../pixels.js';
import { sayPlot } from '../words.js';
import { drawMatrix, gridMap, planMatrix } from './matrix.js';

export function heatmapPanelEmpty(panel: HeatmapPanel): boolean {
  return panel.grid.rows <= 0 || panel.grid.columns <= 0 || !panel.grid.values.some((value) => value !== null && Number.isFinite(value));
}

export function drawHeatmapPanel(canvas: Canvas, rect: Rect, panel: HeatmapPanel, context: DrawContext): void {
  if (heatmapPanelEmpty(panel)) return;
  const axes = axisWords(panel, context);
  const axisRow = axes !== '' && rect.height >= 6 ? 1 : 0;
  const legendRow = rect.height >= 4 ? 1 : 0;
  const area: Rect = { ...rect, y: rect.y + axisRow, height: Math.max(1, rect.height - axisRow - legendRow) };
  if (axisRow > 0) canvas.put(rect.x, rect.y, truncate(axes, rect.width, context.glyphs.ellipsis), DIM, rect.x + rect.width);
  const { grid, block, bottom } = drawGrid(canvas, area, panel, context);
  if (legendRow > 0) drawLegend(canvas, { ...rect, y: Math.min(bottom, rect.y + rect.height - 1), height: 1 }, panel, grid, block, context);
}

/** What the rows and the columns are. */
export function axisWords(panel: HeatmapPanel, context: Pick<DrawContext, 'glyphs' | 'speaker'>): string {
  const y = panel.y === undefined ? '' : `${context.glyphs.down} ${say(panel.y, context.speaker)}`;
  const x = panel.x === undefined ? '' : `${context.glyphs.arrow} ${say(panel.x, context.speaker)}`;
  return [y, x].filter((words) => words !== '').join('   ');
}

/** Rows and columns of the data that one drawn cell stands for. */
interface Block {
  readonly rows: number;
  readonly columns: number;
}

interface Drawn {
  /** As drawn: coarser where it had to be. */
  readonly grid: Grid;
  readonly block: Block;
  /** Row below it. */
  readonly bottom: number;
}

const EACH: Block = { rows: 1, columns: 1 };

function drawGrid(canvas: Canvas, area: Rect, panel: HeatmapPanel, context: DrawContext): Drawn {
  const { grid } = panel;
  const matrix = planMatrix(panel, area, context);
  if (matrix !== undefined) return { grid, block: EACH, bottom: drawMatrix(canvas, area, panel, matrix, context) };
  if (grid.scale === 'binary') {
    const dots = new Dots(area, context.charset);
    if (grid.columns <= dots.width && grid.rows <= dots.height) {
      const pen: Pen = { style: { fg: { series: 0 } }, ascii: context.glyphs.full };
      grid.values.forEach((value, i) => {
        if (value !== null && value !== 0) dots.set(i % grid.columns, Math.floor(i / grid.columns), pen);
      });
      dots.paint(canvas);
      if (context.cursor !== undefined) {
        const [x, y] = dots.cellOf(context.cursor.column, context.cursor.row);
        markCell(canvas, area.x + x, area.y + y, context);
      }
      return { grid, block: EACH, bottom: area.y + Math.ceil((grid.rows * area.height) / dots.height) };
    }
  }
  return grid.scale === 'categories' ? drawKinds(canvas, area, panel, context) : drawPixels(canvas, area, panel, context);
}

/** Classes have no order, so no shades: the texture of each, of the most frequent one where a cell stands for several. */
function drawKinds(canvas: Canvas, area: Rect, panel: HeatmapPanel, context: DrawContext): Drawn {
  const block: Block = { rows: blockSize(panel.grid.rows, area.height), columns: blockSize(panel.grid.columns, area.width) };
  const grid = coarsen(panel.grid, area.height, area.width);
  const cells = Math.max(1, Math.min(2, Math.floor(area.width / grid.columns)));
  grid.values.forEach((value, i) => {
    const cell: Rect = { x: area.x + (i % grid.columns) * cells, y: area.y + Math.floor(i / grid.columns), width: cells, height: 1 };
    const kind = value === null || !Number.isFinite(value) ? undefined : Math.max(0, Math.round(value));
    if (kind === undefined) canvas.put(cell.x, cell.y, context.glyphs.dot, DIM);
    else canvas.fill(cell, context.glyphs.textures[kind % context.glyphs.textures.length], { fg: { series: kind } });
  });
  if (context.cursor !== undefined) markCell(canvas, area.x + Math.floor(context.cursor.column / block.columns) * cells, area.y + Math.floor(context.cursor.row / block.rows), context);
  return { grid, block, bottom: area.y + grid.rows };
}

function drawPixels(canvas: Canvas, area: Rect, panel: HeatmapPanel, context: DrawContext): Drawn {
  const block: Block = { rows: blockSize(panel.grid.rows, area.height * 2), columns: blockSize(panel.grid.columns, area.width) };
  const grid = coarsen(panel.grid, area.height * 2, area.width);
  const range = grid.scale === 'binary' ? { low: 0, high: largestShare(grid), diverging: false } : gridRange(panel.grid);
  const size = Math.max(1, Math.min(Math.floor(area.width / grid.columns), Math.floor((area.height * 2) / grid.rows), 8));
  paintPixels(
    canvas,
    area.x,
    area.y,
    {
      width: grid.columns * size,
      height: grid.rows * size,
      map: gridMap(grid),
      at: (px, py) => {
        const value = grid.values[Math.floor(py / size) * grid.columns + Math.floor(px / size)] ?? null;
        return value === null || !Number.isFinite(value) ? null : normalise(value, range);
      },
    },
    context,
  );
  if (context.cursor !== undefined) {
    // The cell that stands for the one that is read.
    const row = Math.floor(context.cursor.row / block.rows);
    const column = Math.floor(context.cursor.column / block.columns);
    markCell(canvas, area.x + Math.floor((column + 0.5) * size), area.y + Math.floor(((row + 0.5) * size) / 2), context);
  }
  return { grid, block, bottom: area.y + Math.ceil((grid.rows * size) / 2) };
}

/** The upper end of the shares of a coarsened mask, in steps of a tenth: a sparse mask would else look empty. */
function largestShare({ values }: Grid): number {
  let largest = 0;
  for (const value of values) if (value !== null && value > largest) largest = value;
  return Math.max(0.1, Math.min(1, Math.ceil(largest * 10) / 10));
}

function drawLegend(canvas: Canvas, rect: Rect, panel: HeatmapPanel, drawn: Grid, { rows, columns }: Block, context: DrawContext): void {
  const { grid } = panel;
  const { speaker } = context;
  const aggregated = drawn !== grid;
  const block = { rows, columns };
  if (grid.scale === 'categories') {
    if (aggregated) canvas.put(rect.x, rect.y, truncate(sayPlot('mostOf', block, speaker), rect.width, context.glyphs.ellipsis), DIM);
    return;
  }
  if (grid.scale === 'binary') {
    if (aggregated) drawColorBar(canvas, rect, { map: 'ink', low: 0, high: largestShare(drawn), format: { format: 'percent', digits: 0 }, remark: sayPlot('shareOf', block, speaker) }, context);
    else canvas.put(rect.x, rect.y, truncate(onWords(grid, context), rect.width, context.glyphs.ellipsis), DIM);
    return;
  }
  const range = gridRange(grid);
  drawColorBar(canvas, rect, { map: gridMap(grid), low: range.low, high: range.high, format: panel, remark: aggregated ? sayPlot('meanOf', block, speaker) : undefined }, context);
}

/** "2,048 of 8,192 on". */
function onWords(grid: Grid, context: DrawContext): string {
  let on = 0;
  let known = 0;
  for (const value of grid.values) {
    if (value === null) continue;
    known++;
    if (value !== 0) on++;
  }
  const words = sayPlot('onOf', { on, total: known }, context.speaker);
  return width(words) > 0 ? words : '';
}
