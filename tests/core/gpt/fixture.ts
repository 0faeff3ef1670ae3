/** The small PyTorch transformer of tests/fixtures/gpt.json. */
import { readFileSync } from 'node:fs';
import type { GptConfig, Weights } from '../../../src/core/gpt/index.js';

interface StoredFixture {
  readonly config: GptConfig;
  readonly weights: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
  /** [2, T + 1] */
  readonly ids: readonly (readonly number[])[];
  /** [2, T, V] */
  readonly logits: readonly number[];
  /** One a layer, [2, H, T, T]. */
  readonly attention: readonly (readonly number[])[];
  readonly loss: number;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

const { weights, ...rest } = JSON.parse(readFileSync(new URL('../../fixtures/gpt.json', import.meta.url), 'utf8')) as StoredFixture;

export const fixture = {
  ...rest,
  weights: Object.fromEntries(Object.entries(weights).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }])) as Weights,
};
