/**
 * What a kind of layer is: the words it may be typed with, and one function that infers everything about a layer from what was
 * typed and from the shape that comes in: the shape that goes out, the weights, the work, and how to build it for real.
 */
import { nn, type Parameter, type Random } from '../../src/core/index.js';
import { UserError, type LabelValues } from '../../src/lesson/index.js';
import { MOST, shapeText, sizeOf, type Shape } from './shape.js';
import type { Statement } from './syntax.js';

/** Where parameters and work are added up. */
export const GROUPS = ['conv', 'linear', 'attention', 'embedding', 'norm'] as const;
export type Group = (typeof GROUPS)[number];

/** What one layer may need to know of those before it. */
export interface Before {
  /** The vocabulary table, which an output layer may share. */
  readonly table?: { readonly count: number; readonly size: number };
  readonly isFirst: boolean;
}

/** What building a layer for real needs. */
export interface Site {
  readonly random: Random;
  /** The parameter of the embedding built before, for a layer that shares it. */
  readonly table?: Parameter;
}

export interface Inferred {
  readonly output: Shape;
  /** Shapes of the trained tensors; their sizes add up to the parameters. */
  readonly weights: readonly Shape[];
  /** Parameters by group; all in one, except in a whole transformer block. */
  readonly groups: Partial<Record<Group, number>>;
  /** Multiplications with an addition, for one example forward, by group. Element-wise work is not counted. */
  readonly work: Partial<Record<Group, number>>;
  /** Numbers that the backward pass needs again, for one example: outputs of the operations in the layer. */
  readonly kept: number;
  /** Numbers that are saved with the layer but not trained. */
  readonly buffers?: number;
  build(site: Site): nn.Layer;
}

export interface Kind {
  /** The first is the one shown; the others are understood. */
  readonly names: readonly string[];
  /** How many plain numbers may be typed, least and most. */
  readonly numbers: readonly [number, number];
  /** Options by letter with their ranges. */
  readonly options?: Readonly<Record<string, readonly [least: number, most: number]>>;
  readonly flags?: readonly string[];
  /** As it is typed, for the error when it is typed otherwise. */
  readonly usage: string;
  /** Plain numbers need not be whole. */
  readonly fractions?: boolean;
  infer(statement: Statement, input: Shape, before: Before): Inferred;
}

/** An error that names the layer by its number and its words. */
export function fault(key: string, { number, source }: Statement, values: LabelValues = {}): UserError {
  return new UserError(`layers.${key}`, { number, source, ...values });
}

/** @throws UserError layers.words, layers.range */
export function checkWords(statement: Statement, kind: Kind): void {
  const { numbers, options, flags } = statement;
  const [least, most] = kind.numbers;
  const strange = [...Object.keys(options).filter((letter) => !Object.hasOwn(kind.options ?? {}, letter)), ...flags.filter((flag) => !(kind.flags ?? []).includes(flag))];
  if (strange.length > 0) throw fault('words', statement, { word: strange[0], usage: kind.usage });
  if (numbers.length < least || numbers.length > most) throw fault('count', statement, { count: numbers.length, usage: kind.usage });
  for (const [letter, value] of Object.entries(options)) {
    const [low, high] = kind.options?.[letter] ?? [1, MOST];
    if (value < low || value > high) throw fault('range', statement, { word: `${letter}${value}`, low, high });
  }
  if (kind.fractions) return;
  for (const value of numbers) if (!Number.isInteger(value) || value < 1 || value > MOST) throw fault('range', statement, { word: value, low: 1, high: MOST });
}

/** The channels or features that a layer says it takes must be those that come in. */
export function checkInputs(statement: Statement, said: number | undefined, found: number, input: Shape): void {
  if (said !== undefined && said !== found) throw fault('inputs', statement, { said, found, shape: shapeText(input) });
}

/** A layer without weights that keeps the shape. */
export function elementwise(input: Shape, build: (site: Site) => nn.Layer, kept = sizeOf(input)): Inferred {
  return { output: input, weights: [], groups: {}, work: {}, kept, build };
}

/** Parameters of all weights together. */
export function countOf(weights: readonly Shape[]): number {
  return weights.reduce((sum, shape) => sum + sizeOf(shape), 0);
}

/** A layer whose weights and work belong to one group. */
export function weighted(group: Group, output: Shape, weights: readonly Shape[], work: number, build: (site: Site) => nn.Layer, kept = sizeOf(output)): Inferred {
  return { output, weights, groups: { [group]: countOf(weights) }, work: work > 0 ? { [group]: work } : {}, kept, build };
}
