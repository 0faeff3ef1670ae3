/**
 * Four ways to predict a grade, each a fit on some rows and probabilities (or a grade) for others: the cumulative logit, which
 * knows the order; softmax regression, which does not, with next to no penalty and with an ordinary one; least squares on
 * the numbers of the grades, which believes in equal distances. And how they are scored on rows held out.
 */
import { matrix, rowOf, type Matrix } from '../../src/core/linalg/index.js';
import * as math from '../../src/core/math/index.js';
import type { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import type { GradedProblem } from './grades.js';

export const RIVALS = ['ordinal', 'softmax', 'penalised', 'ols'] as const;
export type Rival = (typeof RIVALS)[number];

/** So small that the estimates are all but those of maximum likelihood, and yet exist where classes can be separated. */
const HARDLY_A_PENALTY = 1e-3;
/** No held-out row costs more than this: a probability of exactly 0 would cost infinitely much. */
const LEAST_PROBABILITY = 1e-12;

export interface Scores {
  /** Mean absolute error in grades, predicting the median of the distribution (least squares: its value, rounded). */
  readonly mae: number;
  /** Mean negative log-likelihood in nats; least squares on numbers has no probabilities of grades. */
  readonly nll?: number;
}

interface Part {
  readonly terms: GradedProblem['terms'];
  readonly response: Int32Array;
}

/**
 * Scores on the test rows of each rival fitted to the training rows.
 * @returns undefined where a model of these training rows does not exist: a level that does not occur, separated grades
 */
export function compete(problem: GradedProblem, training: Int32Array, test: Int32Array): Record<Rival, Scores> | undefined {
  const [seen, held] = [part(problem, training), part(problem, test)];
  const classes = problem.names.length;
  try {
    const ordinal = stats.ordinalRegression({ terms: seen.terms, response: seen.response });
    const line = stats.glm({ design: stats.withIntercept(seen.response.length, seen.terms), response: Float64Array.from(seen.response), family: stats.gaussian });
    const scale = standardise(seen);
    const [x, xHeld] = [scale(seen), scale(held)];
    const softmax = (l2: number) => scoreDistribution(stats.softmaxProbabilities(stats.fitSoftmaxRegression(x, seen.response, { l2, classes }), xHeld), held.response);
    const predicted = stats.predict(line, stats.withIntercept(held.response.length, held.terms));
    return {
      ordinal: scoreDistribution(stats.ordinalProbabilities(ordinal, held.terms), held.response),
      softmax: softmax(HARDLY_A_PENALTY),
      penalised: softmax(1),
      ols: { mae: stats.mean(Array.from(predicted, (value, i) => Math.abs(Math.min(classes - 1, Math.max(0, Math.round(value))) - held.response[i]))) },
    };
  } catch (error) {
    if (error instanceof stats.GlmError) return undefined;
    throw error;
  }
}

function part({ terms, response }: GradedProblem, rows: Int32Array): Part {
  return { terms: terms.map(({ name, values }) => ({ name, values: stats.select(values, rows) })), response: Int32Array.from(rows, (row) => response[row]) };
}

/** Columns with mean 0 and standard deviation 1 on the training rows, for a penalty treats them alike. */
function standardise(seen: Part): (one: Part) => Matrix {
  const scales = seen.terms.map(({ values }) => ({ mean: stats.mean(values), sd: stats.standardDeviation(values) || 1 }));
  return ({ terms, response }) => {
    const out = matrix(response.length, terms.length);
    terms.forEach(({ values }, j) => values.forEach((value, i) => (out.data[i * terms.length + j] = (value - scales[j].mean) / scales[j].sd)));
    return out;
  };
}

function scoreDistribution(probabilities: Matrix, response: Int32Array): Scores {
  let [error, loss] = [0, 0];
  response.forEach((grade, i) => {
    const row = rowOf(probabilities, i);
    error += Math.abs(medianGrade(row) - grade);
    loss -= math.log(Math.max(LEAST_PROBABILITY, row[grade]));
  });
  return { mae: error / response.length, nll: loss / response.length };
}

/** The grade at which half of the probability is reached: what has the least absolute error. */
function medianGrade(probabilities: Float64Array): number {
  let below = 0;
  for (let grade = 0; grade < probabilities.length - 1; grade++) {
    below += probabilities[grade];
    if (below >= 0.5) return grade;
  }
  return probabilities.length - 1;
}

/** Numbers of training rows to compare at: 40, 80, 160 and so on, as far as a table with a third held out goes. */
export function trainingSizes(rows: number): number[] {
  const most = rows - heldOut(rows);
  const sizes: number[] = [];
  for (let size = 40; size < most; size *= 2) sizes.push(size);
  return most >= 20 ? [...sizes.filter((size) => size < 0.8 * most), most] : [];
}

/** A third of the rows, 500 at most. */
function heldOut(rows: number): number {
  return Math.min(500, Math.floor(rows / 3));
}

/** Test rows, and all others in random order but for the first of each grade, which lead: no training set lacks a grade. */
export function splitRows({ response, names }: GradedProblem, random: Random): { readonly training: Int32Array; readonly test: Int32Array } {
  const order = random.permutation(response.length);
  const test = order.subarray(0, heldOut(response.length));
  const rest = Array.from(order.subarray(test.length));
  const leaders = names.map((_, grade) => rest.find((row) => response[row] === grade)).filter((row) => row !== undefined);
  return { training: Int32Array.from([...leaders, ...rest.filter((row) => !leaders.includes(row))]), test };
}

/** The splits so far at one number of training rows. */
export interface Tally {
  readonly size: number;
  readonly scores: Record<Rival, Scores>[];
  /** Splits in which one of the models did not exist. */
  missing: number;
}

/** Mean over the splits; undefined before the first, or where the rival has no such score. */
export function meanScore({ scores }: Tally, rival: Rival, score: keyof Scores): number | undefined {
  const values = scores.map((one) => one[rival][score]).filter((value) => value !== undefined);
  return values.length > 0 ? stats.mean(values) : undefined;
}
