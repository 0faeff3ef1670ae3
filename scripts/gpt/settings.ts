/** How the two shipped models are trained. Everything that decides the weights is here or in the corpora. */
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
  /** Peak learning rate of AdamW; rises over `warmup` steps, then falls as a cosine to a twentieth. */
  readonly learningRate: number;
  readonly warmup: number;
  readonly betas: readonly [number, number];
  readonly weightDecay: number;
  readonly clipNorm: number;
}

const common = {
  context: 64, width: 128, layers: 4, heads: 4, seed: 2025, batch: 16,
  learningRate: 3e-3, warmup: 200, betas: [0.9, 0.95] as const, weightDecay: 0.1, clipNorm: 1,
};

export const settings: Readonly<Record<GptLanguage, TrainingSettings>> = {
  en: { ...common, corpus: 'sotu', tokenizer: 'bpe', vocabularySize: 2048, dropout: 0, steps: 7000 },
  zh: { ...common, corpus: 'tang', tokenizer: 'characters', vocabularySize: 3002, dropout: 0, steps: 4000 },
};
