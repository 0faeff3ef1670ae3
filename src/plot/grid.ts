/** Grids of values: their range, values on it, and coarser grids for small spaces. */
import type { Grid, Value } from '../lesson/panels.js';

export interface GridRange {
  readonly low: number;
  readonly high: number;
  readonly diverging: boolean;
}

/** The range of a grid: its own ends if fixed, else of its values; around zero where signs matter. */
export function gridRange(grid: Grid): GridRange {
  const diverging = grid.scale === 'diverging';
  let low = Infinity;
  let high = -Infinity;
  for (const value of grid.values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) [low, high] = [0, 1];
  if (grid.min !== undefined && Number.isFinite(grid.min)) low = grid.min;
  if (grid.max !== undefined && Number.isFinite(grid.max)) high = grid.max;
  if (diverging) {
    const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return { low: -size, high: size, diverging };
  }
  if (!(high > low)) {
    // A constant grid: zero is one end, the value the other.
    const value = low;
    [low, high] = value > 0 ? [0, value] : value < 0 ? [value, 0] : [0, 1];
  }
  return { low, high, diverging };
}

/** 0 to 1; -1 to 1 where signs matter. */
export function normalise(value: number, range: GridRange): number {
  const share = (value / 2 - range.low / 2) / (range.high / 2 - range.low / 2); // halves: the difference of huge ends overflows
  const clamped = Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
  return range.diverging ? clamped * 2 - 1 : clamped;
}

/**
 * A grid of at most the given size. Each coarse cell is the mean of the values it covers (binary: the share that is on;
 * categories: the most frequent); null where all are missing.
 */
export function coarsen(grid: Grid, rows: number, columns: number): Grid {
  const blockRows = blockSize(grid.rows, rows);
  const blockColumns = blockSize(grid.columns, columns);
  if (blockRows <= 1 && blockColumns <= 1) return grid;
  // Blocks of equal size: uneven ones would draw stripes that are not in the data.
  const outRows = Math.ceil(grid.rows / blockRows);
  const outColumns = Math.ceil(grid.columns / blockColumns);
  const values: Value[] = [];
  for (let row = 0; row < outRows; row++) {
    const top = row * blockRows;
    const bottom = Math.min(grid.rows, top + blockRows);
    for (let column = 0; column < outColumns; column++) {
      const left = column * blockColumns;
      const right = Math.min(grid.columns, left + blockColumns);
      values.push(grid.scale === 'categories' ? mode(grid, top, bottom, left, right) : mean(grid, top, bottom, left, right));
    }
  }
  return { ...grid, rows: outRows, columns: outColumns, values };
}

/** How many fine rows or columns one coarse one stands for, so that at most `most` are left. */
export function blockSize(fine: number, most: number): number {
  return Math.max(1, Math.ceil(fine / Math.max(1, most)));
}

function mean(grid: Grid, top: number, bottom: number, left: number, right: number): Value {
  let sum = 0;
  let count = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const value = grid.values[row * grid.columns + column];
      if (value === null || value === undefined || !Number.isFinite(value)) continue;
      sum += value;
      count++;
    }
  }
  return count === 0 ? null : sum / count;
}

function mode(grid: Grid, top: number, bottom: number, left: number, right: number): Value {
  const counts = new Map<number, number>();
  let best: Value = null;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const value = grid.values[row * grid.columns + column];
      if (value === null || value === undefined || !Number.isFinite(value)) continue;
      const count = (counts.get(value) ?? 0) + 1;
      counts.set(value, count);
      if (best === null || count > (counts.get(best) ?? 0)) best = value;
    }
  }
  return best;
}
