/** Perplexity: how many equally likely tokens a model wavers between, on average. */
import * as math from '../../math/index.js';

/**
 * exp(-mean log P(token | those before it)); Infinity where the model ruled a token out.
 * @param logProbabilities  natural logarithms, at most 0, one a token
 * @throws RangeError if there are none, or one is NaN or above 0
 */
export function perplexity(logProbabilities: ArrayLike<number>): number {
  if (logProbabilities.length === 0) throw new RangeError('perplexity: there are no tokens; give at least one log-probability');
  let sum = 0;
  for (let i = 0; i < logProbabilities.length; i++) {
    if (!(logProbabilities[i] <= 1e-9)) throw new RangeError(`perplexity: logProbabilities[${i}] is ${logProbabilities[i]}; a log-probability must be a number of at most 0`);
    sum += logProbabilities[i];
  }
  return math.exp(-sum / logProbabilities.length);
}
