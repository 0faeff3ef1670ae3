/**
 * Rules of thumb about digits in pixels, as somebody would write them down who looks at a page of them for half an hour: each votes for
 * one digit or says nothing, and each is wrong at times. Source of labels for weak supervision (Ratner et al., 2016, Data Programming).
 */
import type { stats } from '../../src/core/index.js';
import { SIDE } from './sheet.js';

/** From here on a pixel counts as part of a line. */
const INK = 0.5;
/** Of the picture with one row and column of paper around it. */
const FRAMED = SIDE + 2;

interface Hole {
  readonly pixels: number;
  /** Mean row. */
  readonly row: number;
}

/** What the rules look at. */
export interface Sight {
  /** Paper that lines shut in. */
  readonly holes: readonly Hole[];
  /** Mean ink of the rows and columns from .. to. */
  ink(fromRow: number, toRow: number, fromColumn: number, toColumn: number): number;
}

interface Rule {
  readonly name: string;
  readonly digit: number;
  applies(sight: Sight): boolean;
}

const noHole = ({ holes }: Sight): boolean => holes.length === 0;
const oneHole = ({ holes }: Sight, fits: (hole: Hole) => boolean): boolean => holes.length === 1 && fits(holes[0]);

export const RULES: readonly Rule[] = [
  { name: 'a large hole in the middle', digit: 0, applies: (s) => oneHole(s, ({ pixels, row }) => pixels >= 5 && row > 2.5 && row < 4.5) },
  { name: 'a thick line down the middle', digit: 1, applies: (s) => noHole(s) && s.ink(0, 7, 3, 4) > 0.75 && s.ink(4, 7, 1, 2) + s.ink(4, 7, 5, 6) < 0.5 },
  { name: 'a bar at the foot, the middle leans right', digit: 2, applies: (s) => noHole(s) && s.ink(6, 7, 2, 6) > 0.55 && s.ink(2, 3, 1, 2) < 0.25 && s.ink(4, 5, 5, 6) < 0.35 },
  { name: 'ink at the top and low right, none at the left', digit: 3, applies: (s) => noHole(s) && s.ink(5, 6, 5, 5) > 0.5 && s.ink(2, 5, 1, 2) < 0.25 && s.ink(0, 0, 2, 4) > 0.4 },
  { name: 'ink at the left, one leg', digit: 4, applies: (s) => s.ink(3, 5, 1, 2) > 0.3 && s.ink(6, 7, 1, 2) + s.ink(7, 7, 5, 6) < 0.25 && s.ink(0, 0, 4, 6) < 0.3 },
  { name: 'a bar at the top, then down at the left', digit: 5, applies: (s) => noHole(s) && s.ink(1, 3, 2, 3) > 0.6 && s.ink(2, 2, 5, 6) < 0.3 && s.ink(0, 0, 3, 5) > 0.5 && s.ink(5, 6, 1, 2) < 0.25 },
  { name: 'a hole in the lower half', digit: 6, applies: (s) => oneHole(s, ({ row }) => row > 4.2) },
  { name: 'a bar at the top, nothing at the lower right', digit: 7, applies: (s) => noHole(s) && s.ink(0, 1, 2, 5) > 0.5 && s.ink(6, 7, 4, 7) < 0.15 && s.ink(2, 3, 0, 2) < 0.2 },
  { name: 'two holes', digit: 8, applies: ({ holes }) => holes.length === 2 },
  { name: 'a hole in the upper half', digit: 9, applies: (s) => oneHole(s, ({ row }) => row < 3) },
];

/** What every rule says about the first `count` pictures. @param pixels [n * side * side] */
export function votesOn(pixels: Float32Array, side: number, count: number): stats.Votes {
  const votes = RULES.map(() => new Int32Array(count).fill(-1));
  for (let i = 0; i < count; i++) {
    const sight = look(window(pixels.subarray(i * side * side, (i + 1) * side * side), side));
    RULES.forEach(({ digit, applies }, rule) => {
      if (applies(sight)) votes[rule][i] = digit;
    });
  }
  return votes;
}

/** The 8x8 part of a sheet that has most ink: rules are about the digit, wherever it lies. */
function window(sheet: Float32Array, side: number): Float32Array {
  let best: Float32Array | undefined;
  let most = -1;
  for (let top = 0; top + SIDE <= side; top++) {
    for (let left = 0; left + SIDE <= side; left++) {
      const part = Float32Array.from({ length: SIDE * SIDE }, (_, at) => sheet[(top + Math.floor(at / SIDE)) * side + left + (at % SIDE)]);
      const ink = part.reduce((sum, value) => sum + value, 0);
      if (ink > most) [best, most] = [part, ink];
    }
  }
  return best ?? sheet;
}

function look(picture: Float32Array): Sight {
  return {
    holes: holesOf(picture),
    ink(fromRow, toRow, fromColumn, toColumn) {
      let sum = 0;
      for (let row = fromRow; row <= toRow; row++) for (let column = fromColumn; column <= toColumn; column++) sum += picture[row * SIDE + column];
      return sum / ((toRow - fromRow + 1) * (toColumn - fromColumn + 1));
    },
  };
}

/** Stretches of paper that do not touch the outside, found by flooding the paper from every pixel that is still dry. */
export function holesOf(picture: Float32Array): Hole[] {
  const wet = Uint8Array.from({ length: FRAMED * FRAMED }, (_, at) => {
    const [row, column] = [Math.floor(at / FRAMED) - 1, (at % FRAMED) - 1];
    return row >= 0 && row < SIDE && column >= 0 && column < SIDE && picture[row * SIDE + column] >= INK ? 1 : 0;
  });
  const flood = (start: number): Hole => {
    const front = [start];
    wet[start] = 1;
    let [pixels, rows] = [0, 0];
    for (let at = front.pop(); at !== undefined; at = front.pop()) {
      const [row, column] = [Math.floor(at / FRAMED), at % FRAMED];
      pixels++;
      rows += row - 1;
      for (const [r, c] of [[row - 1, column], [row + 1, column], [row, column - 1], [row, column + 1]]) {
        if (r < 0 || r >= FRAMED || c < 0 || c >= FRAMED || wet[r * FRAMED + c]) continue;
        wet[r * FRAMED + c] = 1;
        front.push(r * FRAMED + c);
      }
    }
    return { pixels, row: rows / pixels };
  };
  flood(0); // the outside
  return Array.from(wet.keys()).flatMap((at) => (wet[at] ? [] : [flood(at)]));
}
