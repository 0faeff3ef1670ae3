/**
 * Weak supervision: one label from several rules that vote or abstain. The majority, and the accuracies of the rules estimated
 * without any true label by expectation-maximisation (Dawid and Skene, 1979, "Maximum likelihood estimation of observer
 * error-rates using the EM algorithm", Applied Statistics 28, with one accuracy a rule: errors fall evenly on the other classes).
 * Rules are taken to err independently given the label; copies of a bad rule mislead it.
 */
import { expectInteger } from '../../linalg/expect.js';
import { matrix, rowOf, type Matrix } from '../../linalg/matrix.js';
import * as math from '../../math/index.js';

/** votes[rule][row]: 0 .. classes - 1, or -1 where the rule abstains. */
export type Votes = readonly ArrayLike<number>[];

export interface LabelModel {
  /** P(rule is right | it votes), [rules]. */
  readonly accuracies: Float64Array;
  /** P(class), [classes]. */
  readonly priors: Float64Array;
  /** P(class | votes) of each row; the priors where all rules abstain, [n, classes]. */
  readonly probabilities: Matrix;
  readonly iterations: number;
}

/** Shares of the votes for each class; equal shares where all rules abstain, [n, classes]. @throws RangeError as {@link fitLabelModel} */
export function majorityVote(votes: Votes, classes: number): Matrix {
  const n = expectVotes('majorityVote', votes, classes);
  const out = matrix(n, classes);
  for (const rule of votes) for (let i = 0; i < n; i++) if (rule[i] >= 0) out.data[i * classes + rule[i]] += 1;
  for (let i = 0; i < n; i++) {
    const row = rowOf(out, i);
    const total = row.reduce((sum, count) => sum + count, 0);
    row.forEach((count, c) => (row[c] = total === 0 ? 1 / classes : count / total));
  }
  return out;
}

/**
 * Begins at the majority; each accuracy has one right and one wrong vote added to it, so that none becomes certain.
 * @throws RangeError if there are no rules, lengths differ, or a vote is not -1 or a class
 */
export function fitLabelModel(votes: Votes, classes: number, options: { readonly maxIterations?: number; readonly tolerance?: number } = {}): LabelModel {
  const { maxIterations = 200, tolerance = 1e-8 } = options;
  const n = expectVotes('fitLabelModel', votes, classes);
  let probabilities = majorityVote(votes, classes);
  let accuracies = new Float64Array(votes.length);
  for (let iterations = 1; ; iterations++) {
    const next = Float64Array.from(votes, (rule) => {
      let [right, cast] = [1, 2];
      for (let i = 0; i < n; i++) {
        if (rule[i] < 0) continue;
        right += probabilities.data[i * classes + rule[i]];
        cast += 1;
      }
      return right / cast;
    });
    const priors = new Float64Array(classes).fill(1 / (n + classes));
    probabilities.data.forEach((p, at) => (priors[at % classes] += p / (n + classes)));
    probabilities = posterior(votes, next, priors, n);
    const change = next.reduce((most, a, j) => Math.max(most, Math.abs(a - accuracies[j])), 0);
    accuracies = next;
    if (change < tolerance || iterations === maxIterations) return { accuracies, priors, probabilities, iterations };
  }
}

function posterior(votes: Votes, accuracies: Float64Array, priors: Float64Array, n: number): Matrix {
  const classes = priors.length;
  const out = matrix(n, classes);
  // A vote for k multiplies the odds of k against any other class by a / ((1 - a) / (classes - 1)).
  const weights = accuracies.map((a) => math.log((a * (classes - 1)) / (1 - a)));
  const logPriors = priors.map(math.log);
  for (let i = 0; i < n; i++) {
    const scores = logPriors.slice();
    votes.forEach((rule, j) => {
      if (rule[i] >= 0) scores[rule[i]] += weights[j];
    });
    rowOf(out, i).set(math.softmax(scores));
  }
  return out;
}

function expectVotes(where: string, votes: Votes, classes: number): number {
  expectInteger(where, 'classes', classes, 2);
  if (votes.length === 0 || votes[0].length === 0) throw new RangeError(`${where}: there are no votes; give at least one rule and one row`);
  votes.forEach((rule, j) => {
    if (rule.length !== votes[0].length) throw new RangeError(`${where}: rule 0 has ${votes[0].length} rows, rule ${j} has ${rule.length}; they must be alike`);
    for (let i = 0; i < rule.length; i++) expectInteger(where, `vote of rule ${j} in row ${i}`, rule[i], -1, classes - 1);
  });
  return votes[0].length;
}
