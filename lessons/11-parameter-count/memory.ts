/** What a network takes in memory, to keep and to train: every number counted once, at the bytes it takes. */
import type { Totals } from './architecture.js';

/** Numbers an optimiser keeps for each parameter besides it. Adam: Kingma and Ba (2015), algorithm 1, m and v. */
export const OPTIMIZER_STATE = { adam: 2, momentum: 1, sgd: 0 } as const;
export type Optimizer = keyof typeof OPTIMIZER_STATE;

export const BYTES = { float32: 4, float16: 2 } as const;
export type Precision = keyof typeof BYTES;

export interface Memory {
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
  /** Outputs kept for the backward pass, for the whole batch. */
  readonly activations: number;
  readonly total: number;
}

/** All in bytes. */
export function memoryOf({ parameters, kept }: Totals, settings: { readonly optimizer: Optimizer; readonly precision: Precision; readonly batch: number }): Memory {
  const bytes = BYTES[settings.precision];
  const weights = parameters * bytes;
  const optimizer = weights * OPTIMIZER_STATE[settings.optimizer];
  const activations = settings.batch * kept * bytes;
  return { weights, gradients: weights, optimizer, activations, total: 2 * weights + optimizer + activations };
}
