// Learning-rate schedules as factors of the base rate, and gradient clipping.

import { wasm } from '../kernels/module.js';
import { cos, pow } from '../math/index.js';
import type { Parameter } from '../nn/parameter.js';

/** step (0-based) -> factor; multiply the base learning rate with it. */
export type Schedule = (step: number) => number;

/** Rises linearly to 1 over `warmup` steps: (step + 1) / warmup. */
export function linearWarmup(warmup: number): Schedule {
  return (step) => (step < warmup ? (step + 1) / warmup : 1);
}

/** Linear warm-up, then half a cosine from 1 down to `floor` at `total` steps (Loshchilov and Hutter 2017). */
export function cosineSchedule(total: number, { warmup = 0, floor = 0 }: { warmup?: number; floor?: number } = {}): Schedule {
  return (step) => {
    if (step < warmup) return (step + 1) / warmup;
    const progress = Math.min(1, (step - warmup) / Math.max(1, total - warmup));
    return floor + (1 - floor) * 0.5 * (1 + cos(Math.PI * progress));
  };
}

/** Linear warm-up, then a straight line from 1 down to `floor` at `total` steps. */
export function linearSchedule(total: number, { warmup = 0, floor = 0 }: { warmup?: number; floor?: number } = {}): Schedule {
  return (step) => {
    if (step < warmup) return (step + 1) / warmup;
    const progress = Math.min(1, (step - warmup) / Math.max(1, total - warmup));
    return 1 + (floor - 1) * progress;
  };
}

/** Multiplies by `factor` every `every` steps. */
export function stepSchedule(every: number, factor: number): Schedule {
  return (step) => pow(factor, Math.floor(step / every));
}

/** Euclidean norm of all gradients together. */
export function gradNorm(parameters: readonly Parameter[]): number {
  let total = 0;
  for (const { grad } of parameters) if (grad !== null) total += wasm().kernels.sumSquares(grad.pointer, grad.size);
  return Math.sqrt(total);
}

/** Scales all gradients so that their joint norm is at most `maxNorm`; returns the norm before. As torch.nn.utils.clip_grad_norm_. */
export function clipGradNorm(parameters: readonly Parameter[], maxNorm: number): number {
  const norm = gradNorm(parameters);
  const factor = maxNorm / (norm + 1e-6);
  if (factor < 1) {
    for (const { grad } of parameters) if (grad !== null) wasm().kernels.scaleInPlace(grad.pointer, factor, grad.size);
  }
  return norm;
}
