/**
 * Count-based language model: interpolated Kneser-Ney (Kneser and Ney, 1995; formulas as in Chen and Goodman, 1999, "An
 * empirical study of smoothing techniques for language modeling", section 2.7). The baseline a neural model has to beat.
 *
 *   P_m(w | h) = max(c(h w) - D, 0) / c(h .) + D N(h .) / c(h .) * P_{m-1}(w | h without its first token),   P_0 = 1 / V
 *
 * c are counts at the highest order and, below it, the numbers of distinct tokens seen before (h w); N(h .) is how many distinct
 * tokens follow h; D = n1 / (n1 + 2 n2) with n1, n2 the numbers of m-grams of count one and two.
 */
import * as math from '../math/index.js';
import { expectTokenId } from './tokenizer.js';

/** Counts of all m-grams of one length; an m-gram is the index of its first m - 1 tokens (in the table below) and its last token. */
class Table {
  readonly index = new Map<number, number>();
  /** c(h w) for each m-gram. */
  readonly counts: number[] = [];
  /** c(h .) and N(h .) for each history h, by the history's index in the table below. */
  readonly total: number[] = [];
  readonly followers: number[] = [];
  discount = 0;
}

export class NgramModel {
  readonly order: number;
  readonly vocabularySize: number;
  readonly #tables: Table[];

  /**
   * @param tokens  the training stream, documents separated by their own token
   * @param options order: tokens per n-gram, 1 to 6; vocabularySize: ids run below it
   */
  constructor(tokens: ArrayLike<number>, options: { readonly order: number; readonly vocabularySize: number }) {
    const { order, vocabularySize } = options;
    if (!Number.isInteger(order) || order < 1 || order > 6) throw new RangeError(`NgramModel: expected an order from 1 to 6, got ${order}`);
    this.order = order;
    this.vocabularySize = vocabularySize;
    this.#tables = Array.from({ length: order }, () => new Table());
    this.#count(tokens);
    for (const table of this.#tables) this.#summarise(table);
  }

  /** P(token | context); only the last order - 1 tokens of the context matter. */
  probability(context: ArrayLike<number>, token: number): number {
    expectTokenId('NgramModel.probability', token, this.vocabularySize);
    let probability = 1 / this.vocabularySize;
    for (let m = 1; m <= this.order && m - 1 <= context.length; m += 1) {
      const history = this.#history(context, m - 1);
      if (history === undefined) break;
      probability = this.#interpolate(m, history, token, probability);
    }
    return probability;
  }

  /** The whole next-token distribution, [vocabularySize]. */
  probabilities(context: ArrayLike<number>): Float64Array {
    return Float64Array.from({ length: this.vocabularySize }, (_, token) => this.probability(context, token));
  }

  /** Mean negative log-likelihood of a stream in nats a token, each token predicted from those before it. */
  crossEntropy(tokens: ArrayLike<number>): number {
    if (tokens.length < 2) throw new RangeError(`NgramModel.crossEntropy: expected at least 2 tokens, got ${tokens.length}`);
    let sum = 0;
    const context: number[] = [tokens[0]];
    for (let i = 1; i < tokens.length; i += 1) {
      sum -= math.log(this.probability(context, tokens[i]));
      context.push(tokens[i]);
      if (context.length >= this.order) context.shift();
    }
    return sum / (tokens.length - 1);
  }

  #interpolate(m: number, history: number, token: number, lower: number): number {
    const table = this.#tables[m - 1];
    const total = table.total[history] ?? 0;
    if (total === 0) return lower;
    const at = table.index.get(history * this.vocabularySize + token);
    const count = at === undefined ? 0 : table.counts[at];
    return Math.max(count - table.discount, 0) / total + ((table.discount * table.followers[history]) / total) * lower;
  }

  /** Index of the last `length` tokens of the context among the grams of that length; 0 for the empty history. */
  #history(context: ArrayLike<number>, length: number): number | undefined {
    let index: number | undefined = 0;
    for (let m = 1; m <= length; m += 1) {
      index = this.#tables[m - 1].index.get(index * this.vocabularySize + context[context.length - length + m - 1]);
      if (index === undefined) return undefined;
    }
    return index;
  }

  #count(tokens: ArrayLike<number>): void {
    // before[m] is the index of the m-gram that ends just before the current token, now[m] of the one that ends with it.
    let before: (number | undefined)[] = [0];
    for (let i = 0; i < tokens.length; i += 1) {
      expectTokenId(`NgramModel: token ${i}`, tokens[i], this.vocabularySize);
      const now: (number | undefined)[] = [0];
      for (let m = 1; m <= this.order; m += 1) {
        const history = before[m - 1];
        if (history === undefined) break;
        const table = this.#tables[m - 1];
        const key = history * this.vocabularySize + tokens[i];
        let at = table.index.get(key);
        const isNew = at === undefined;
        if (at === undefined) {
          at = table.counts.push(0) - 1;
          table.index.set(key, at);
        }
        if (m === this.order) table.counts[at] += 1;
        // A new m-gram is one more distinct token before its last m - 1 tokens.
        const suffix = now[m - 1];
        if (isNew && m > 1 && suffix !== undefined) this.#tables[m - 2].counts[suffix] += 1;
        now.push(at);
      }
      before = now;
    }
  }

  #summarise(table: Table): void {
    let once = 0;
    let twice = 0;
    for (const [key, at] of table.index) {
      const count = table.counts[at];
      const history = Math.floor(key / this.vocabularySize);
      table.total[history] = (table.total[history] ?? 0) + count;
      table.followers[history] = (table.followers[history] ?? 0) + (count > 0 ? 1 : 0);
      if (count === 1) once += 1;
      if (count === 2) twice += 1;
    }
    // Without any count of one the formula gives no discount; half a count keeps unseen tokens possible.
    table.discount = once > 0 ? once / (once + 2 * twice) : 0.5;
  }
}
