/**
 * A stream of handwritten digits, a batch a day, whose distribution drifts: in the pictures, in which digits are common, in what a
 * label means, or as it did when the digits were collected. No picture comes twice.
 */
import type { Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { rowsByClass } from '../../src/data/images.js';
import { DIGIT_CLASSES, DIGIT_PIXELS, DIGIT_SIDE, type LabelledDigits } from '../../src/data/noisy-digits.js';
import { turned } from '../../src/data/warp.js';

export const DRIFTS = ['features', 'classes', 'concept', 'writers', 'none'] as const;
export const COURSES = ['sudden', 'gradual', 'recurring'] as const;

export interface Scenario {
  /** What changes. */
  readonly drift: (typeof DRIFTS)[number];
  /** How it changes over time. */
  readonly course: (typeof COURSES)[number];
  /** In days: how long a gradual drift takes, how long a phase of a recurring one lasts. */
  readonly pace: number;
  /** Days on which an upstream bug makes all labels wrong. */
  readonly bug: number;
}

export interface Stream {
  /** Known before the first day. */
  readonly start: LabelledDigits;
  readonly days: readonly LabelledDigits[];
}

export const START = 200;
export const DAYS = 30;
export const PER_DAY = 40;
/** The first day of a sudden or gradual drift, counted from 0. */
export const DRIFT_DAY = 10;
/** The first day of the bug: after everything else has settled. */
export const BUG_DAY = 21;

const FULL_TURN = 90;
/** Common and rare digits come in these shares; drift exchanges them. */
const COMMON = 0.9;
/** What is called what after the meaning of labels has changed: 1 and 7, 4 and 9, 3 and 8 change places. */
const RENAMED = [0, 7, 2, 8, 9, 5, 6, 1, 3, 4];

/** How far the drift has gone on a day, 0 to 1. */
export function levelOf({ course, pace }: Pick<Scenario, 'course' | 'pace'>, day: number): number {
  switch (course) {
    case 'sudden':
      return day >= DRIFT_DAY ? 1 : 0;
    case 'gradual':
      return Math.min(1, Math.max(0, (day - DRIFT_DAY + 1) / pace));
    case 'recurring':
      return Math.floor(day / pace) % 2;
  }
}

export const isBuggy = ({ bug }: Pick<Scenario, 'bug'>, day: number): boolean => day >= BUG_DAY && day < BUG_DAY + bug;

export function makeStream(scenario: Scenario, random: Random): Stream {
  const next = source(scenario, random.split('rows'));
  const own = random.split('drift');
  return {
    start: batch(START, 0, false, scenario, next, own),
    days: Array.from({ length: DAYS }, (_, day) => batch(PER_DAY, levelOf(scenario, day), isBuggy(scenario, day), scenario, next, own)),
  };
}

function batch(size: number, level: number, buggy: boolean, { drift }: Scenario, next: (level: number) => number, random: Random): LabelledDigits {
  const set = digits();
  const pixels = new Float32Array(size * DIGIT_PIXELS);
  const truth = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const row = next(level);
    const picture = set.pixels.subarray(row * DIGIT_PIXELS, (row + 1) * DIGIT_PIXELS);
    const place = pixels.subarray(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS);
    if (drift === 'features' && level > 0) turned(picture, DIGIT_SIDE, level * FULL_TURN, place);
    else place.set(picture);
    truth[i] = drift === 'concept' && random.uniform() < level ? RENAMED[set.labels[row]] : set.labels[row];
  }
  // One class too far, as an export with a shifted column would have it.
  const given = buggy ? truth.map((label) => (label + 1) % DIGIT_CLASSES) : truth;
  return { pixels, truth, given };
}

/** Draws rows without putting them back. */
function source({ drift }: Scenario, random: Random): (level: number) => number {
  const set = digits();
  if (drift === 'writers') {
    let at = 0;
    return () => at++;
  }
  if (drift !== 'classes') {
    const order = random.permutation(set.count);
    let at = 0;
    return () => order[at++];
  }
  const byClass = rowsByClass(set);
  const groups = [byClass.slice(0, 5), byClass.slice(5)].map((classes) => Array.from(random.shuffle(Int32Array.from(classes.flatMap((rows) => Array.from(rows))))));
  return (level) => {
    const second = random.uniform() < COMMON * level + (1 - COMMON) * (1 - level);
    const row = groups[second ? 1 : 0].pop() ?? groups[second ? 0 : 1].pop();
    if (row === undefined) throw new RangeError('the stream asks for more digits than there are');
    return row;
  };
}
