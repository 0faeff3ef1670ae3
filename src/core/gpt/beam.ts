/**
 * Beam search: keeps the `width` most probable continuations at every step instead of one. Knows nothing of models: a
 * state gives next-token logits, advancing it by a token gives the next state.
 * Length normalisation as in Wu and others, 2016 ("Google's neural machine translation system"), in the plain form
 * log P / length^alpha that Hugging Face transformers uses.
 */
import * as math from '../math/index.js';
import { byProbability, logSoftmax } from './sampling.js';

/** A model after some tokens. advance() must not change this state: several beams grow from it. */
export interface BeamState {
  readonly logits: ArrayLike<number>;
  advance(token: number): BeamState;
}

export interface BeamSearchOptions {
  /** Beams kept; 1 is greedy decoding. */
  readonly width: number;
  /** Most tokens to add. */
  readonly steps: number;
  /** A beam that ends with this token is finished and only competes. */
  readonly endOfText?: number;
  /** alpha: 0 compares sums of log-probabilities, 1 means. */
  readonly lengthPenalty?: number;
  /** Ids never used. */
  readonly exclude?: readonly number[];
}

export interface Beam {
  readonly tokens: readonly number[];
  /** Sum of log-probabilities of the tokens, in nats. */
  readonly logProbability: number;
  /** logProbability / length^alpha, what beams are ranked by. */
  readonly score: number;
  readonly finished: boolean;
  /** Index of the beam it grew from in the step before; -1 at the first step. */
  readonly parent: number;
}

type Candidate = Beam & { readonly state: BeamState; readonly token: number };

/**
 * Yields the beams after each step, best first; ends after `steps` steps or when every beam is finished. Among equal scores the
 * earlier parent, then the smaller id, comes first.
 * @throws RangeError for a width or a number of steps that is no positive integer, or a negative length penalty
 */
export function* beamSearch(start: BeamState, options: BeamSearchOptions): Generator<readonly Beam[], void> {
  const { width, steps, endOfText, lengthPenalty = 0, exclude = [] } = options;
  for (const [name, value] of [['width', width], ['steps', steps]] as const) {
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`beamSearch: expected ${name} to be a positive integer, got ${value}`);
  }
  if (!(lengthPenalty >= 0)) throw new RangeError(`beamSearch: expected a length penalty of at least 0, got ${lengthPenalty}`);

  const score = (logProbability: number, length: number) => logProbability / lengthPower(length, lengthPenalty);
  let beams: Candidate[] = [{ tokens: [], logProbability: 0, score: 0, finished: false, parent: -1, state: start, token: -1 }];
  for (let step = 0; step < steps; step += 1) {
    const candidates: Candidate[] = [];
    beams.forEach((beam, parent) => {
      if (beam.finished) {
        candidates.push({ ...beam, parent });
        return;
      }
      const logProbabilities = logSoftmax(without(beam.state.logits, exclude));
      // No more than `width` children of one parent can survive.
      for (const token of byProbability(logProbabilities).subarray(0, width)) {
        if (logProbabilities[token] === -Infinity) break;
        const tokens = [...beam.tokens, token];
        const logProbability = beam.logProbability + logProbabilities[token];
        candidates.push({
          tokens, logProbability, score: score(logProbability, tokens.length), finished: token === endOfText,
          parent: step === 0 ? -1 : parent, state: beam.state, token,
        });
      }
    });
    const kept = candidates.sort((a, b) => b.score - a.score).slice(0, width);
    yield kept.map(({ tokens, logProbability, score, finished, parent }) => ({ tokens, logProbability, score, finished, parent }));
    if (step === steps - 1 || kept.every((beam) => beam.finished)) return;
    beams = kept.map((beam) => (beam.finished ? beam : { ...beam, state: beam.state.advance(beam.token) }));
  }
}

function lengthPower(length: number, alpha: number): number {
  return alpha === 0 ? 1 : alpha === 1 ? length : math.pow(length, alpha);
}

function without(logits: ArrayLike<number>, exclude: readonly number[]): ArrayLike<number> {
  if (exclude.length === 0) return logits;
  const allowed = Float64Array.from(logits);
  for (const id of exclude) allowed[id] = -Infinity;
  return allowed;
}
