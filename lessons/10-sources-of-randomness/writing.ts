/**
 * Writing with a language model, token by token: by sampling, greedily, or by beam search; and what a text is like once it
 * stands (surprise, repetition). Knows nothing of panels.
 */
import { gpt, math, type Random } from '../../src/core/index.js';

/** One token written, with all that led to it. */
export interface Written {
  readonly token: number;
  readonly stages: gpt.SamplingStages;
  /** Probability the model itself gave the token: T = 1, nothing cut. */
  readonly probability: number;
  /** Whether no other token was more probable. */
  readonly favourite: boolean;
}

export interface Style {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
}

/** How the next token comes from the distributions: a draw from what the cuts leave, or the most probable one. */
export type Chooser = (stages: gpt.SamplingStages) => number;

export const greedily: Chooser = (stages) => gpt.greedy(stages.topP.probabilities);
export const byDraw =
  (random: Random): Chooser =>
  (stages) =>
    gpt.drawToken(stages.topP.probabilities, random.uniform());
/** Tokens known beforehand, for a text that a search has found. */
export const following = (tokens: readonly number[]): Chooser => {
  let position = 0;
  return () => tokens[position++];
};

/** Writes `length` tokens after the prompt, one a yield. */
export function* write(model: gpt.LanguageModel, prompt: string, length: number, style: Style, choose: Chooser): Generator<Written, void> {
  let state = model.start(prompt);
  for (let i = 0; i < length; i++) {
    const stages = gpt.samplingStages(state.logits, { ...style, exclude: model.undrawable });
    const token = choose(stages);
    const likeliest = gpt.greedy(stages.temperature.probabilities);
    yield { token, stages, probability: stages.model.probabilities[token], favourite: token === likeliest };
    if (i < length - 1) state = state.advance(token);
  }
}

/** The most probable text of `length` tokens that a beam search of `width` finds; yields the best so far after each step. */
export function* search(model: gpt.LanguageModel, prompt: string, length: number, width: number): Generator<readonly number[], readonly number[]> {
  let best: readonly number[] = [];
  for (const beams of gpt.beamSearch(model.start(prompt), { width, steps: length, exclude: model.undrawable })) {
    best = beams[0].tokens;
    yield best;
  }
  return best;
}

/** What a finished text is like. */
export interface Assessment {
  /** Mean of -log2 p over the tokens, in bits, p as the model itself gives it. */
  readonly surprise: number;
  /** Share of pairs of neighbouring tokens that already stood earlier in the text. */
  readonly repeats: number;
  /** Distinct tokens over tokens. */
  readonly distinct: number;
}

export function assess(text: readonly Pick<Written, 'token' | 'probability'>[]): Assessment {
  const pairs = new Set<string>();
  for (let i = 1; i < text.length; i++) pairs.add(`${text[i - 1].token} ${text[i].token}`);
  return {
    surprise: mean(text.map(({ probability }) => -math.log2(probability))),
    repeats: text.length < 2 ? 0 : 1 - pairs.size / (text.length - 1),
    distinct: text.length === 0 ? 0 : new Set(text.map(({ token }) => token)).size / text.length,
  };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
