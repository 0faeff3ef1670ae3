/**
 * The map of the course as a pure reducer: where the pointer is among five parts of levels laid out in columns, column by
 * column. Knows nothing of Ink, titles or stars.
 */
export interface HomeState {
  /** Index of a level in the order of the course; -1 is the line "continue", -2 the line "review" below it. */
  readonly cursor: number;
  readonly asking: boolean;
  /** A number being typed, digit by digit; any other action ends it. */
  readonly typed?: number;
}

export type HomeAction =
  | { readonly type: 'move'; readonly to: 'up' | 'down' | 'left' | 'right' | 'first' | 'last' }
  | { readonly type: 'digit'; readonly digit: number }
  | { readonly type: 'ask' }
  | { readonly type: 'stay' };

/** Number of levels of each part, and into how many columns they are laid. */
export interface HomeGrid {
  readonly parts: readonly number[];
  readonly columns: number;
  /** Cards are due: there is a line "review". */
  readonly review?: boolean;
}

export const CONTINUE = -1;
export const REVIEW = -2;

export interface GridPlace {
  readonly part: number;
  readonly row: number;
  readonly column: number;
}

export function rowsOf(count: number, columns: number): number {
  return Math.ceil(count / columns);
}

export function placeOf(index: number, { parts, columns }: HomeGrid): GridPlace {
  let start = 0;
  for (let part = 0; part < parts.length; part++) {
    if (index < start + parts[part]) {
      const rows = rowsOf(parts[part], columns);
      return { part, row: (index - start) % rows, column: Math.floor((index - start) / rows) };
    }
    start += parts[part];
  }
  throw new RangeError(`placeOf: index ${index} is outside the ${start} levels`);
}

/** The level at a place; a column that is too short gives its last level. */
function indexAt({ part, row, column }: GridPlace, { parts, columns }: HomeGrid): number {
  const start = parts.slice(0, part).reduce((sum, count) => sum + count, 0);
  const rows = rowsOf(parts[part], columns);
  const last = Math.ceil(parts[part] / rows) - 1;
  const at = Math.min(column, last) * rows + Math.min(row, rows - 1);
  return start + Math.min(at, parts[part] - 1);
}

export function reduceHome(state: HomeState, action: HomeAction, grid: HomeGrid): HomeState {
  switch (action.type) {
    case 'ask':
      return { ...state, typed: undefined, asking: true };
    case 'stay':
      return { ...state, asking: false };
    case 'move':
      return { ...state, typed: undefined, cursor: move(state.cursor, action.to, grid) };
    case 'digit': {
      const total = levelsOf(grid);
      const both = (state.typed ?? 0) * 10 + action.digit;
      const number = both <= total ? both : action.digit;
      return number >= 1 && number <= total ? { ...state, typed: number, cursor: number - 1 } : { ...state, typed: undefined };
    }
  }
}

function levelsOf({ parts }: HomeGrid): number {
  return parts.reduce((sum, count) => sum + count, 0);
}

function move(cursor: number, to: 'up' | 'down' | 'left' | 'right' | 'first' | 'last', grid: HomeGrid): number {
  const total = levelsOf(grid);
  if (to === 'first') return CONTINUE;
  if (to === 'last') return total - 1;
  const onward = to === 'down' || to === 'right';
  if (cursor === CONTINUE) return !onward ? CONTINUE : grid.review ? REVIEW : 0;
  if (cursor === REVIEW) return onward ? 0 : CONTINUE;
  const place = placeOf(cursor, grid);
  const rows = rowsOf(grid.parts[place.part], grid.columns);
  switch (to) {
    case 'up':
      if (place.row > 0) return cursor - 1;
      if (place.part === 0) return grid.review ? REVIEW : CONTINUE;
      return indexAt({ part: place.part - 1, row: Number.MAX_SAFE_INTEGER, column: place.column }, grid);
    case 'down':
      if (place.row < rows - 1 && indexAt({ ...place, row: place.row + 1 }, grid) !== cursor) return cursor + 1;
      if (place.part === grid.parts.length - 1) return cursor;
      return indexAt({ part: place.part + 1, row: 0, column: place.column }, grid);
    case 'left':
      return place.column === 0 ? cursor : indexAt({ ...place, column: place.column - 1 }, grid);
    case 'right':
      return indexAt({ ...place, column: Math.min(place.column + 1, grid.columns - 1) }, grid);
  }
}

/** Which parts are laid open: all where they fit, else the one with the pointer and, from there on, as many as have room. */
export function openParts(cursor: number, grid: HomeGrid, rows: number): readonly boolean[] {
  const here = cursor < 0 ? 0 : placeOf(cursor, grid).part;
  const order = grid.parts.map((_, part) => (here + part) % grid.parts.length);
  let room = rows - grid.parts.length;
  const open = new Set<number>();
  for (const part of order) {
    const needed = rowsOf(grid.parts[part], grid.columns);
    if (part !== here && needed > room) break;
    open.add(part);
    room -= needed;
  }
  return grid.parts.map((_, part) => open.has(part));
}
