/** How the two shipped models are trained. Everything that decides the weights is here or in the corpora. */
import { optim } from '../../src/core/index.js';
import type { GptLanguage } from '../../src/data/gpt.js';

export interface TrainingSettings {
  /** Name of the prepared corpus (scripts/data/<name>.ts). */
  readonly corpus: string;
  readonly tokenizer: 'bpe' | 'characters';
  readonly vocabularySize: number;
  readonly context: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly dropout: number;
  readonly seed: number;
  readonly batch: number;
  readonly steps: number;
  /**
   * Peak learning rate of AdamW. It rises over `warmup` steps and falls as a cosine towards a twentieth at step `horizon`; from
   * `cooldown` of the steps on it also falls on a straight line, to almost nothing at the last step.
   */
  readonly learningRate: number;
  readonly warmup: number;
  readonly horizon: number;
  readonly betas: readonly [number, number];
  readonly weightDecay: number;
  readonly clipNorm: number;
}

/** Share of the steps after which the learning rate cools down. Until then the length of a run can still be changed. */
export const COOLDOWN = 0.7;

/** Learning rate of a step (0-based) of a run. */
export function learningRate({ learningRate: peak, warmup, horizon, steps }: TrainingSettings, step: number): number {
  const cosine = optim.cosineSchedule(horizon, { warmup, floor: 0.05 })(step);
  const start = COOLDOWN * steps;
  return peak * cosine * (step < start ? 1 : (steps - step) / (steps - start));
}

const common = {
  context: 64, width: 128, layers: 4, heads: 4, seed: 2025, batch: 16,
  learningRate: 3e-3, warmup: 200, horizon: 7000, betas: [0.9, 0.95] as const, weightDecay: 0.1, clipNorm: 1,
};

export const settings: Readonly<Record<GptLanguage, TrainingSettings>> = {
  en: { ...common, corpus: 'sotu', tokenizer: 'bpe', vocabularySize: 2048, dropout: 0, steps: 5600 },
  zh: { ...common, corpus: 'tang', tokenizer: 'characters', vocabularySize: 3002, dropout: 0, steps: 3600 },
};
