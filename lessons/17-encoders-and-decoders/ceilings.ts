/**
 * What is possible at best, counted over the whole language: no model, however large, does better than this in the long run.
 */
import { math } from '../../src/core/index.js';
import { allLines, DIGITS, type Writing } from './language.js';

export interface Ceilings {
  /** A hidden digit, seen from both sides; from the left alone. */
  readonly bothSides: number;
  readonly leftOnly: number;
  /** All that follows the first digit, each place drawn for itself although its own distribution is known exactly (and the length, too). */
  readonly independent: number;
  /** Rewriting where the number of symbols has to be fixed before anything is read: the share of the commonest length. */
  readonly fixedLength: number;
  readonly commonestLength: number;
  /** Nats a symbol (and end) that a model which only knows what stands before must pay at least, on average. */
  readonly entropy: number;
}

/** @param examined  the lines over which is averaged; what may be known is the whole language */
export function ceilingsOf(writing: Writing, examined: readonly string[] = allLines(writing)): Ceilings {
  const lines = allLines(writing);
  const places = Array.from({ length: DIGITS }, (_, place) => place);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [commonest] = [...groups(lines, ({ length }) => length).values()].sort((a, b) => b.length - a.length);
  const alike = new Map([...groups(lines, likeness)].map(([key, group]) => [key, agreement(group)]));
  return {
    bothSides: mean(places.map((place) => bestGuess(lines, place, (line) => line.slice(0, place) + line.slice(place + 1)))),
    leftOnly: mean(places.map((place) => bestGuess(lines, place, (line) => line.slice(0, place)))),
    independent: mean(examined.map((line) => alike.get(likeness(line)) ?? 0)),
    fixedLength: mean(examined.map(({ length }) => (length === commonest[0].length ? 1 : 0))),
    commonestLength: commonest[0].length - DIGITS - 1,
    // All lines are equally likely: log of their number, spread over their symbols and the end.
    entropy: math.log(lines.length) / mean(lines.map((line) => line.length + 1)),
  };
}

/** First digit and length. */
function likeness(line: string): string {
  return line[0] + line.length;
}

function groups<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const item of items) {
    const group = found.get(key(item));
    if (group) group.push(item);
    else found.set(key(item), [item]);
  }
  return found;
}

/** Share of right guesses of what stands at a place, for whoever sees only `seen` of the line and knows all lines. */
function bestGuess(lines: readonly string[], place: number, seen: (line: string) => string): number {
  const right = [...groups(lines, seen).values()].map((alike) => Math.max(...[...groups(alike, (line) => line[place]).values()].map(({ length }) => length)));
  return right.reduce((sum, count) => sum + count, 0) / lines.length;
}

/** Probability that symbols drawn place by place, each from its share among lines of one length, make up one of these lines. */
function agreement(lines: readonly string[]): number {
  const shares = Array.from(lines[0], (_, place) => groups(lines, (line) => line[place]));
  return lines.reduce((sum, line) => sum + shares.reduce((product, share, place) => (product * (share.get(line[place])?.length ?? 0)) / lines.length, 1), 0);
}
