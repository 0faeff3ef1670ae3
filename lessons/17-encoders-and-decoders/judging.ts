/**
 * What the three models can do with lines they have not learnt from: every architecture on every task, and the detours by which an
 * architecture does what it is not made for.
 */
import type { Random } from '../../src/core/index.js';
import { BLANK, digitsOf, DIGITS, idsOf, rewritten, textOf, type Writing } from './language.js';
import type { EncoderDecoder, Stack } from './networks.js';
import { answerOf, blanksAfter, continueLines, fillAtOnce, fillOneByOne, repairLines, scoreLines } from './writing.js';

export const ARCHITECTURES = ['encoder', 'decoder', 'both'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];
export const TASKS = ['fill', 'continue', 'rewrite'] as const;
export type Task = (typeof TASKS)[number];

export interface Models {
  readonly encoder: Stack;
  readonly decoder: Stack;
  readonly both: EncoderDecoder;
}

type Row = Partial<Record<Task, number>>;
/** Shares of held-out lines that came out right. */
export type Cells = Record<Architecture, Row>;

export function noCells(): Cells {
  return { encoder: {}, decoder: {}, both: {} };
}

export interface Detours {
  /** Encoder, rewriting, when it is told how many symbols the answer has. */
  readonly told?: number;
  /** Encoder, continuing, one blank a pass; the passes a line takes. */
  readonly oneByOne?: number;
  readonly oneByOnePasses?: number;
  /** Decoder, filling, by comparing the whole line with each of the ten digits in the gap. */
  readonly scored?: number;
}

/** Lines whose ten variants are compared. */
const SCORED = 100;

/** Some lines that nobody has learnt from, and what is asked about them. */
export class Examination {
  readonly lines: readonly number[][];
  /** Passes that a written line takes: with a decoder, and with an encoder. */
  readonly passes = { encoder: 1, decoder: 0, both: 0 };

  constructor(readonly numbers: readonly number[], readonly writing: Writing, readonly answerLength: number, readonly random: Random) {
    this.lines = numbers.map((number) => idsOf(`${digitsOf(number)}=${rewritten(number, writing)}`));
  }

  /** One cell after another, each counted into `cells`. */
  *judge(models: Models, trained: readonly Architecture[], cells: Cells): Generator<void, void> {
    if (trained.includes('encoder')) yield* this.#encoder(models.encoder, cells.encoder);
    if (trained.includes('decoder')) yield* this.#decoder(models.decoder, cells.decoder);
    if (trained.includes('both')) yield* this.#both(models.both, cells.both);
  }

  *#encoder(model: Stack, cells: Row): Generator<void, void> {
    cells.fill = this.#share(fillAtOnce(model, this.#gapped()), this.#gapRight);
    yield;
    cells.continue = this.#valid(fillAtOnce(model, this.lines.map((line) => blanksAfter(line.slice(0, 1), line.length - 1)), this.random.split('encoder')));
    yield;
    cells.rewrite = this.#share(fillAtOnce(model, this.#questions().map((line) => blanksAfter(line, this.answerLength))), this.#whole);
    yield;
  }

  *#decoder(model: Stack, cells: Row): Generator<void, void> {
    // All lines whose gap is at one place have beginnings of one length.
    const guesses: number[][] = this.lines.map(() => []);
    for (let place = 0; place < DIGITS; place++) {
      const rows = this.lines.flatMap((_, i) => (gapOf(i) === place ? [i] : []));
      continueLines(model, rows.map((i) => this.lines[i].slice(0, place)), null, 1).lines.forEach((line, k) => (guesses[rows[k]] = line));
    }
    cells.fill = this.#share(guesses, this.#gapRight);
    yield;
    const continued = continueLines(model, this.lines.map((line) => line.slice(0, 1)), this.random.split('decoder'));
    this.passes.decoder = continued.passesEach;
    cells.continue = this.#valid(continued.lines);
    yield;
    cells.rewrite = this.#share(continueLines(model, this.#questions()).lines, this.#whole);
    yield;
  }

  *#both(model: EncoderDecoder, cells: Row): Generator<void, void> {
    cells.fill = this.#share(repairLines(model, this.#gapped(), null, DIGITS).lines, this.#gapRight);
    yield;
    cells.continue = this.#valid(repairLines(model, this.lines.map((line) => [line[0], BLANK]), this.random.split('both')).lines);
    yield;
    const written = repairLines(model, this.#questions().map((line) => [...line, BLANK]));
    this.passes.both = written.passesEach;
    cells.rewrite = this.#share(written.lines, this.#whole);
    yield;
  }

  /** The detours; the encoder-decoder needs none. */
  *detours({ encoder, decoder }: Models, trained: readonly Architecture[]): Generator<void, Detours> {
    let found: Detours = {};
    if (trained.includes('encoder')) {
      const told = this.#share(fillAtOnce(encoder, this.lines.map((line) => blanksAfter(line.slice(0, DIGITS + 1), answerOf(line).length))), this.#whole);
      yield;
      const stepwise = fillOneByOne(encoder, this.lines.map((line) => blanksAfter(line.slice(0, 1), line.length - 1)), this.random.split('one by one'));
      yield;
      found = { told, oneByOne: this.#valid(stepwise.lines), oneByOnePasses: stepwise.passesEach };
    }
    if (!trained.includes('decoder')) return found;
    let right = 0;
    for (const [i, line] of this.lines.slice(0, SCORED).entries()) {
      const variants = Array.from({ length: 10 }, (_, digit) => line.map((id, j) => (j === gapOf(i) ? digit : id)));
      const likelihoods = scoreLines(decoder, variants);
      if (likelihoods.indexOf(Math.max(...likelihoods)) === line[gapOf(i)]) right++;
      if (i % 25 === 24) yield;
    }
    return { ...found, scored: right / Math.min(SCORED, this.lines.length) };
  }

  /** With one digit hidden. */
  #gapped(): number[][] {
    return this.lines.map((line, i) => line.map((id, j) => (j === gapOf(i) ? BLANK : id)));
  }

  /** Up to the equals sign. */
  #questions(): number[][] {
    return this.lines.map((line) => line.slice(0, DIGITS + 1));
  }

  readonly #gapRight = (line: readonly number[], i: number): boolean => line[gapOf(i)] === this.lines[i][gapOf(i)];
  readonly #whole = (line: readonly number[], i: number): boolean => textOf(line) === textOf(this.lines[i]);

  #share(written: readonly (readonly number[])[], right: (line: readonly number[], i: number) => boolean): number {
    return written.filter(right).length / this.lines.length;
  }

  /** Share that are lines of the language and begin as they were told to. */
  #valid(written: readonly (readonly number[])[]): number {
    return written.filter((line, i) => line[0] === this.lines[i][0] && isLine(textOf(line), this.writing)).length / written.length;
  }
}

/** Which digit of the i-th line is hidden: each place in turn. */
function gapOf(i: number): number {
  return i % DIGITS;
}

export function isLine(text: string, writing: Writing): boolean {
  const number = Number(/^\d{3}(?==)/.exec(text)?.[0] ?? 0);
  return number > 0 && text === `${digitsOf(number)}=${rewritten(number, writing)}`;
}
