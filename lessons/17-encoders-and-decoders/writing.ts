/**
 * How trained models write: an encoder fills all blanks in one pass (or, at a cost, one blank a pass), a decoder symbol by symbol, each
 * pass reading what has been written. Passes are counted.
 */
import { gpt, noGrad, scope, type Random } from '../../src/core/index.js';
import { BLANK, DIGITS, END, START, SYMBOLS } from './language.js';
import { PLACES, type EncoderDecoder, type Stack } from './networks.js';
import { rowsOf } from './rows.js';

export type Lines = readonly (readonly number[])[];

export interface Written {
  /** Without the end mark. */
  readonly lines: number[][];
  /** Passes through the model until the last line was done; and passes that lines took on average. */
  readonly passes: number;
  readonly passesEach: number;
}

/** The likeliest symbol, or one drawn by its probability. */
function pick(scores: Float32Array, draw: Random | null): number {
  return draw ? draw.categorical(gpt.softmax(scores)) : gpt.greedy(scores);
}

/** Scores [rows * length, symbols] as plain numbers, outside the memory of the step. */
function plain(compute: () => { toArray(): Float32Array }): Float32Array {
  return scope(() => noGrad(() => compute().toArray()));
}

const at = (scores: Float32Array, place: number) => scores.subarray(place * SYMBOLS, (place + 1) * SYMBOLS);

/** All blanks at once: one pass, each blank for itself. */
export function fillAtOnce(model: Stack, lines: Lines, draw: Random | null = null): number[][] {
  const length = Math.max(...lines.map((line) => line.length));
  const scores = plain(() => model.forward(rowsOf(lines)));
  return lines.map((line, i) => line.map((id, j) => (id === BLANK ? pick(at(scores, i * length + j), draw) : id)));
}

/** The first blank of each line in every pass, until none is left: later ones see what stands in the earlier. */
export function fillOneByOne(model: Stack, lines: Lines, draw: Random | null = null): Written {
  let current = lines.map((line) => [...line]);
  const needed = lines.map((line) => line.filter((id) => id === BLANK).length);
  const passes = Math.max(...needed);
  for (let pass = 0; pass < passes; pass++) {
    const filled = fillAtOnce(model, current, draw);
    current = current.map((line, i) => {
      const first = line.indexOf(BLANK);
      return line.map((id, j) => (j === first ? filled[i][j] : id));
    });
  }
  return { lines: current, passes, passesEach: needed.reduce((sum, count) => sum + count, 0) / lines.length };
}

/** Goes on behind each beginning until its end mark, at most `limit` symbols. All beginnings are of the same length. */
function goOn(starts: Lines, next: (lines: Lines) => Float32Array, draw: Random | null, limit: number): Written {
  const lines = starts.map((line) => [START, ...line]);
  const taken = starts.map(() => 0);
  const done = starts.map(() => false);
  let passes = 0;
  while (passes < limit && lines[0].length < PLACES && !done.every(Boolean)) {
    const length = lines[0].length;
    const scores = next(lines);
    passes++;
    lines.forEach((line, i) => {
      const id = done[i] ? END : pick(at(scores, i * length + length - 1), draw);
      if (!done[i]) taken[i] = passes;
      done[i] ||= id === END;
      line.push(id);
    });
  }
  const cut = (line: readonly number[]) => (line.includes(END) ? line.slice(1, line.indexOf(END)) : line.slice(1));
  return { lines: lines.map(cut), passes, passesEach: taken.reduce((sum, count) => sum + count, 0) / lines.length };
}

export function continueLines(model: Stack, starts: Lines, draw: Random | null = null, limit = PLACES): Written {
  return goOn(starts, (lines) => plain(() => model.forward(rowsOf(lines))), draw, limit);
}

/** The encoder reads each source once; the decoder writes the line for it. */
export function repairLines(model: EncoderDecoder, sources: Lines, draw: Random | null = null, limit = PLACES): Written {
  return scope(() => {
    const source = rowsOf(sources);
    const memory = noGrad(() => model.memory(source));
    return goOn(sources.map(() => []), (lines) => plain(() => model.write(memory, source, rowsOf(lines))), draw, limit);
  });
}

/** How probable the decoder finds each whole line, as the sum of the log probabilities of its symbols and its end. */
export function scoreLines(model: Stack, lines: Lines): number[] {
  const length = Math.max(...lines.map((line) => line.length)) + 1;
  const scores = plain(() => model.forward({ ...rowsOf(lines.map((line) => [START, ...line])), padding: null }));
  return lines.map((line, i) => [...line, END].reduce((sum, id, j) => sum + gpt.logSoftmax(at(scores, i * length + j))[id], 0));
}

/** A line of which the first symbols are known and the rest is blank. */
export function blanksAfter(known: readonly number[], length: number): number[] {
  return [...known, ...Array.from({ length }, () => BLANK)];
}

/** What stands behind the equals sign. */
export function answerOf(line: readonly number[]): number[] {
  return line.slice(DIGITS + 1);
}
