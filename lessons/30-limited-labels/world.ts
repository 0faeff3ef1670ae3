/**
 * The world of a repetition: digits of which only a few are labelled, what else is at hand, and the test. Labels are bought in the
 * order of the rows: first one example of every digit (one knows what one is looking for), then whatever comes.
 */
import type { Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';
import type { WarpRange } from '../../src/data/warp.js';
import type { Situation } from './situation.js';
import { movedPictures, SIDE, type Pictures } from './sheet.js';
import { drawSource, type Source } from './source.js';
import { heard, type Heard } from './words-heard.js';

export const CLASSES = 10;
const TEST = 500;
/** Digits from which labels are bought and unlabelled pictures come. */
const POOL = 1200;

export interface World {
  /** Of a picture, in pixels; 8, and more where digits move. */
  readonly side: number;
  /** side * side */
  readonly size: number;
  /** Labels that are paid for. */
  readonly budget: number;
  /** Rows of the pool that are at hand as pictures, the labelled ones among them. */
  readonly atHand: number;
  readonly pool: Pictures;
  readonly test: Pictures;
  /** What happens to a digit that stays the same: copies and views are changed as much. */
  readonly changes: WarpRange;
  readonly source?: Source;
  /** The second sense, of pool and test. */
  readonly poolHeard: Heard;
  readonly testHeard: Heard;
}

export function drawWorld(budget: number, situation: Situation, random: Random): World {
  const { moved, unlabelled, source } = situation;
  const set = digits();
  const split = balancedSplit(set, { test: TEST, pool: POOL }, random.split('split'));
  const rows = oneOfEachFirst(split.pool, labelsOf(set, split.pool));
  const side = SIDE + 2 * moved;
  const pictures = (of: Int32Array, own: Random): Pictures => ({ pixels: movedPictures(pixelsOf(set, of), moved, own), labels: labelsOf(set, of) });
  const pool = pictures(rows, random.split('move pool'));
  const test = pictures(split.test, random.split('move test'));
  return {
    side,
    size: side * side,
    budget,
    atHand: budget + unlabelled,
    pool,
    test,
    changes: { rotation: 15, scale: 0.15, shift: 0.5 + moved },
    ...(source !== 'none' && { source: drawSource(source, moved, random.split('source')) }),
    poolHeard: heard(pool.labels, random.split('pool heard')),
    testHeard: heard(test.labels, random.split('test heard')),
  };
}

function oneOfEachFirst(rows: Int32Array, labels: Int32Array): Int32Array {
  const first = Array.from({ length: CLASSES }, (_, digit) => labels.indexOf(digit));
  const others = Array.from(rows.keys()).filter((at) => !first.includes(at));
  return Int32Array.from([...first, ...others], (at) => rows[at]);
}
