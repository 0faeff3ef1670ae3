/** The ways of keeping a model up to date, as plans: what each remembers, and what it trains on at the end of a day. No training here. */
import { stats, type Random } from '../../src/core/index.js';
import { DIGIT_PIXELS, joinedDigits, type LabelledDigits } from '../../src/data/noisy-digits.js';
import { START, PER_DAY } from './stream.js';

export const METHODS = ['never', 'all', 'window', 'alarm', 'update', 'replay'] as const;
export type Method = (typeof METHODS)[number];

export interface PlanParams {
  /** Days from one training to the next. */
  readonly interval: number;
  /** Days that the window holds. */
  readonly window: number;
  /** Examples that the replay buffer holds. */
  readonly buffer: number;
}

export interface Day {
  readonly number: number;
  readonly examples: LabelledDigits;
  /** What the model said before the labels came, by example: 1 wrong, 0 right. */
  readonly errors: readonly number[];
}

export interface Training {
  /** Stateless: a new model; stateful: the model there is learns on. */
  readonly from: 'scratch' | 'state';
  readonly examples: LabelledDigits;
}

export interface Plan {
  readonly stateful: boolean;
  /** Once, at a day's end: the labels have come. Undefined: no training today. */
  endOfDay(day: Day): Training | undefined;
  /** Examples kept for later trainings. */
  stored(): number;
  /** What came on these days was wrong: it is deleted, and where a training is made of stored examples the next one is due today. */
  drop(isWrong: (day: number) => boolean): void;
}

export function makePlan(method: Method, params: PlanParams, start: LabelledDigits, random: Random): Plan {
  switch (method) {
    case 'never':
      return { stateful: false, endOfDay: () => undefined, stored: () => 0, drop() {} };
    case 'all':
      return new Stateless(start, Infinity, params.interval);
    case 'window':
      return new Stateless(start, params.window, params.interval);
    case 'alarm':
      return new OnAlarm(start, params.window);
    case 'update':
      return new Stateful(start, 0, params.interval, random);
    case 'replay':
      return new Stateful(start, params.buffer, params.interval, random);
  }
}

interface Kept {
  readonly day: number;
  readonly examples: LabelledDigits;
}

/** What was known at the start, as if it had come on the days before. */
function startDays(start: LabelledDigits): Kept[] {
  const days = START / PER_DAY;
  return Array.from({ length: days }, (_, d) => ({ day: d - days, examples: rowsOf(start, d * PER_DAY, (d + 1) * PER_DAY) }));
}

/** Every so many days a new model from the last days, or from all. */
class Stateless implements Plan {
  readonly stateful = false;
  #kept: readonly Kept[];
  #due = false;

  constructor(start: LabelledDigits, readonly span: number, readonly interval: number) {
    this.#kept = startDays(start).slice(-span);
  }

  endOfDay({ number, examples }: Day): Training | undefined {
    this.#kept = [...this.#kept, { day: number, examples }].slice(-this.span);
    if ((number + 1) % this.interval !== 0 && !this.#due) return undefined;
    this.#due = false;
    return { from: 'scratch', examples: joinedDigits(this.#kept.map((kept) => kept.examples)) };
  }

  stored = (): number => count(this.#kept);

  drop(isWrong: (day: number) => boolean): void {
    this.#kept = this.#kept.filter(({ day }) => !isWrong(day));
    this.#due = true;
  }
}

/**
 * A new model when the errors say that something has changed, and again each day until the window is full of days since then: a
 * first model from one day alone would stay poor.
 */
class OnAlarm implements Plan {
  readonly stateful = false;
  readonly #detector = new stats.DriftDetector();
  #kept: readonly Kept[];
  /** First day of what may have changed. */
  #since: number | undefined;
  #filling = false;

  constructor(start: LabelledDigits, readonly span: number) {
    this.#kept = startDays(start).slice(-span);
  }

  endOfDay({ number, examples, errors }: Day): Training | undefined {
    this.#kept = [...this.#kept, { day: number, examples }].slice(-this.span);
    if (this.#alarm(number, errors)) {
      this.#kept = this.#kept.filter(({ day }) => day >= (this.#since ?? number));
      this.#filling = true;
    } else if (!this.#filling) return undefined;
    if (this.#kept.length >= this.span) this.#filling = false;
    this.#since = undefined;
    this.#detector.reset();
    return { from: 'scratch', examples: joinedDigits(this.#kept.map((kept) => kept.examples)) };
  }

  #alarm(number: number, errors: readonly number[]): boolean {
    const states = errors.map((error) => this.#detector.look(error));
    if (states.includes('drift')) return true;
    if (states[states.length - 1] === 'stable') this.#since = undefined;
    else this.#since ??= number;
    return false;
  }

  stored = (): number => count(this.#kept);

  drop(isWrong: (day: number) => boolean): void {
    this.#kept = this.#kept.filter(({ day }) => !isWrong(day));
    this.#filling = true;
  }
}

interface Remembered {
  readonly day: number;
  readonly pixels: Float32Array;
  readonly label: number;
}

/** Every so many days the model learns on from what is new, mixed with a random sample of all that came before if there is a buffer. */
class Stateful implements Plan {
  readonly stateful = true;
  #waiting: readonly Kept[] = [];
  #buffer: Remembered[] = [];
  #seen = 0;

  constructor(start: LabelledDigits, readonly size: number, readonly interval: number, readonly random: Random) {
    for (const kept of startDays(start)) this.#remember(kept);
  }

  endOfDay({ number, examples }: Day): Training | undefined {
    this.#waiting = [...this.#waiting, { day: number, examples }];
    if ((number + 1) % this.interval !== 0) return undefined;
    const old = this.#buffer;
    const pixels = new Float32Array(old.length * DIGIT_PIXELS);
    old.forEach((each, i) => pixels.set(each.pixels, i * DIGIT_PIXELS));
    const labels = Int32Array.from(old, ({ label }) => label);
    const training = joinedDigits([...this.#waiting.map((kept) => kept.examples), { pixels, given: labels, truth: labels }]);
    this.#waiting.forEach((kept) => this.#remember(kept));
    this.#waiting = [];
    return { from: 'state', examples: training };
  }

  /** Reservoir sampling (Vitter, 1985): after n examples each is in the buffer with probability size / n. */
  #remember({ day, examples }: Kept): void {
    if (this.size === 0) return;
    examples.given.forEach((label, i) => {
      const place = this.#seen++ < this.size ? this.#buffer.length : this.random.integer(this.#seen);
      if (place < this.size) this.#buffer[place] = { day, pixels: examples.pixels.slice(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS), label };
    });
  }

  stored = (): number => this.#buffer.length + count(this.#waiting);

  drop(isWrong: (day: number) => boolean): void {
    const right = this.#buffer.filter(({ day }) => !isWrong(day));
    // What comes next takes the free places.
    if (right.length < this.#buffer.length) this.#seen = right.length;
    this.#buffer = right;
    this.#waiting = this.#waiting.filter(({ day }) => !isWrong(day));
  }
}

const count = (kept: readonly Kept[]): number => kept.reduce((sum, { examples }) => sum + examples.given.length, 0);

function rowsOf({ pixels, given, truth }: LabelledDigits, from: number, to: number): LabelledDigits {
  return { pixels: pixels.subarray(from * DIGIT_PIXELS, to * DIGIT_PIXELS), given: given.subarray(from, to), truth: truth.subarray(from, to) };
}
