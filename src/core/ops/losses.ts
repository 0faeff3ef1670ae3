// Losses. Each takes predictions first, targets second, and reduces to the mean over its rows or elements by default.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { checkIds, empty, idTensor } from '../tensor/create.js';
import { broadcastShapes, formatShape, sameShape } from '../tensor/shape.js';
import { Tensor } from '../tensor/tensor.js';
import { add, mul, sub } from './arithmetic.js';
import { abs, affine, exp, log, softplus, square, clamp } from './elementwise.js';
import { mean, sum } from './reduce.js';
import { gatherColumns } from './gather.js';
import { logSoftmax } from './softmax.js';
import { packed, shapeError } from './support.js';

export type Reduction = 'mean' | 'sum' | 'none';

function reduce(values: Tensor, reduction: Reduction): Tensor {
  return reduction === 'none' ? values : reduction === 'sum' ? sum(values) : mean(values);
}

function expectSameShape(op: string, a: Tensor, b: Tensor): void {
  if (!sameShape(a.shape, b.shape)) throw shapeError(op, 'predictions and targets of one shape', [a, b], 'reshape one of them');
}

export interface CrossEntropyOptions {
  /** Weight of the uniform distribution in the target (Szegedy et al. 2016), 0 to 1. */
  readonly labelSmoothing?: number;
  readonly reduction?: Reduction;
}

/**
 * Cross-entropy of logits: the mean of -log softmax(logits)[target]. Fused: backward is (softmax - target) / N.
 * @param logits  [N, C] (or [..., C] with as many targets as rows)
 * @param targets class ids, one a row; -1 leaves a row out of sum and mean. Or a tensor of probabilities [N, C].
 */
export function crossEntropy(logits: Tensor, targets: ArrayLike<number> | Tensor, { labelSmoothing = 0, reduction = 'mean' }: CrossEntropyOptions = {}): Tensor {
  if (logits.rank < 1) throw shapeError('crossEntropy', 'logits [N, C]', [logits], 'reshape to [1, C] for a single example');
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) throw new RangeError(`crossEntropy: labelSmoothing must be from 0 to 1, got ${labelSmoothing}`);
  const cols = logits.shape[logits.rank - 1];
  if (targets instanceof Tensor) return softCrossEntropy(logits, targets, cols, labelSmoothing, reduction);
  const rows = logits.size / Math.max(cols, 1);
  if (targets.length !== rows) {
    throw new RangeError(`crossEntropy: logits ${formatShape(logits.shape)} have ${rows} rows, got ${targets.length} targets; give one class id for each row`);
  }
  checkIds('crossEntropy', targets, logits.shape, logits.rank - 1, true);
  const { kernels } = wasm();
  const x = packed(logits);
  const ids = idTensor(targets);
  const probabilities = empty(logits.shape);
  const losses = empty([rows]);
  kernels.crossEntropyRows(x.pointer, ids.pointer, probabilities.pointer, losses.pointer, rows, cols, labelSmoothing);
  let counted = 0;
  for (let i = 0; i < rows; i++) if (targets[i] >= 0) counted++;
  const scale = reduction === 'mean' ? 1 / counted : 1;
  let out = losses;
  if (reduction !== 'none') {
    out = empty([]);
    kernels.sumAxis(losses.pointer, out.pointer, 1, rows, 1, scale);
  }
  return record('crossEntropy', [logits], out, (g) => {
    const dx = empty(logits.shape);
    kernels.crossEntropyGrad(probabilities.pointer, ids.pointer, g.pointer, reduction === 'none' ? 1 : 0, scale, dx.pointer, rows, cols, labelSmoothing);
    return [dx];
  });
}

function softCrossEntropy(logits: Tensor, targets: Tensor, cols: number, smoothing: number, reduction: Reduction): Tensor {
  expectSameShape('crossEntropy', logits, targets);
  const smoothed = smoothing === 0 ? targets : affine(targets, 1 - smoothing, smoothing / cols);
  return reduce(affine(sum(mul(logSoftmax(logits), smoothed), -1), -1, 0), reduction);
}

/** Negative log-likelihood of log-probabilities [N, C] at the target classes. */
export function nllLoss(logProbabilities: Tensor, targets: ArrayLike<number>, { reduction = 'mean' }: { reduction?: Reduction } = {}): Tensor {
  return affine(reduce(gatherColumns('nllLoss', logProbabilities, targets), reduction), -1, 0);
}

/** Mean of (x - y)^2. */
export function mseLoss(x: Tensor, y: Tensor, { reduction = 'mean' }: { reduction?: Reduction } = {}): Tensor {
  expectSameShape('mseLoss', x, y);
  return reduce(square(sub(x, y)), reduction);
}

/** Mean of |x - y|. */
export function l1Loss(x: Tensor, y: Tensor, { reduction = 'mean' }: { reduction?: Reduction } = {}): Tensor {
  expectSameShape('l1Loss', x, y);
  return reduce(abs(sub(x, y)), reduction);
}

/** Huber loss: d^2 / 2 up to |d| = delta, then delta (|d| - delta / 2). */
export function huberLoss(x: Tensor, y: Tensor, { delta = 1, reduction = 'mean' }: { delta?: number; reduction?: Reduction } = {}): Tensor {
  expectSameShape('huberLoss', x, y);
  const size = abs(sub(x, y));
  const near = clamp(size, 0, delta); // d^2 / 2 = near (size - near / 2) holds on both sides of delta
  return reduce(mul(near, sub(size, affine(near, 0.5, 0))), reduction);
}

/** -[y log s(x) + (1 - y) log(1 - s(x))] of logits x, as softplus(x) - x y, which cannot overflow. */
export function binaryCrossEntropyWithLogits(x: Tensor, y: Tensor, { reduction = 'mean' }: { reduction?: Reduction } = {}): Tensor {
  expectSameShape('binaryCrossEntropyWithLogits', x, y);
  return reduce(sub(softplus(x), mul(x, y)), reduction);
}

export interface KlOptions {
  /** 'batchmean' divides the sum by the number of rows, which is the divergence's own scale. */
  readonly reduction?: Reduction | 'batchmean';
}

/**
 * KL(target || prediction) = sum target (log target - prediction), prediction in log-probabilities (PyTorch's kl_div).
 * Zero target probabilities contribute 0.
 */
export function klDivergence(logProbabilities: Tensor, target: Tensor, { reduction = 'batchmean' }: KlOptions = {}): Tensor {
  expectSameShape('klDivergence', logProbabilities, target);
  const tiny = 1e-38;
  const logTarget = log(clamp(target, tiny, Infinity));
  const values = mul(target, sub(logTarget, logProbabilities));
  if (reduction !== 'batchmean') return reduce(values, reduction);
  return affine(sum(values), 1 / Math.max(values.shape[0] ?? 1, 1), 0);
}

/** Negative log-likelihood of a Gaussian with the given log-variance, without its constant: ((x - m)^2 / e^v + v) / 2. */
export function gaussianNll(meanOf: Tensor, logVariance: Tensor, x: Tensor, { reduction = 'mean' }: { reduction?: Reduction } = {}): Tensor {
  broadcastShapes('gaussianNll', broadcastShapes('gaussianNll', x.shape, meanOf.shape), logVariance.shape);
  const scaled = mul(square(sub(x, meanOf)), exp(affine(logVariance, -1, 0)));
  return reduce(affine(add(scaled, logVariance), 0.5, 0), reduction);
}
