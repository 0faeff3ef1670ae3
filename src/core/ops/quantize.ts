// Integer quantisation: symmetric grids of 2 to 8 bits by tensor or by row, the int8 matrix product that uses them, and fake
// quantisation for training. Source: Jacob et al., "Quantization and training of neural networks" (CVPR 2018).

import { wasm } from '../kernels/module.js';
import { noGrad } from '../autograd/mode.js';
import { record } from '../autograd/tape.js';
import { scope } from '../memory/scope.js';
import { empty, tensor } from '../tensor/create.js';
import { formatShape } from '../tensor/shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { combine, maximum, minimum, mul, neg, sub } from './arithmetic.js';
import { abs, square } from './elementwise.js';
import { max, sum } from './reduce.js';
import { packed, reshaped, shapeError } from './support.js';

export interface QuantizeOptions {
  /** 2 to 8; b bits give the integers -(2^(b-1) - 1) .. 2^(b-1) - 1. */
  readonly bits?: number;
  /** One scale for each row (output channel), or one for the whole tensor. */
  readonly scale?: 'row' | 'tensor';
  /** What the largest integer stands for: the largest magnitude, or the one with the least squared error; values beyond it are clipped. */
  readonly range?: 'max' | 'mse';
}

/** Ranges that `mse` tries, as shares of the largest magnitude. */
const RANGES = Array.from({ length: 20 }, (_, i) => 1 - i / 20);

/** x ~ scale[row] * integer. The integers are int8 in the memory of `values`, rows padded to a multiple of 16. */
export interface QuantizedMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly padded: number;
  readonly values: Tensor;
  /** [rows] */
  readonly scales: Tensor;
}

function levels(op: string, bits: number): number {
  if (!(Number.isInteger(bits) && bits >= 2 && bits <= 8)) throw new RangeError(`${op}: bits must be an integer from 2 to 8, got ${bits}`);
  return (1 << (bits - 1)) - 1;
}

/**
 * Rounds a matrix [rows, columns] (or [..., columns]) to integers times a scale; not recorded.
 * @throws RangeError if x holds NaN or infinities
 */
export function quantize(x: Tensor, options: QuantizeOptions = {}): QuantizedMatrix {
  return quantizeFor('quantize', x, options);
}

function quantizeFor(op: string, x: Tensor, options: QuantizeOptions): QuantizedMatrix {
  if (x.rank < 1) throw shapeError(op, 'x [..., columns]', [x], 'reshape it');
  if (options.range !== 'mse') return round(op, x, options);
  const clipped = noGrad(() => clipToLeastError(op, x, options));
  const q = round(op, clipped, options);
  clipped.dispose();
  return q;
}

/** x [..., columns] as [rows, columns], clipped by row or as a whole where its rounded values are nearest to it in squares. */
function clipToLeastError(op: string, x: Tensor, options: QuantizeOptions): Tensor {
  const columns = x.shape[x.rank - 1];
  const rows = x.size / Math.max(columns, 1);
  const shared = options.scale === 'tensor';
  return scope(() => {
    const matrix = reshaped(packed(x), [rows, columns]);
    const top = shared ? reshaped(max(abs(matrix)), [1, 1]) : max(abs(matrix), 1, true);
    const clip = (limit: Tensor) => maximum(minimum(matrix, limit), neg(limit));
    const best = Array.from({ length: top.size }, () => ({ error: Infinity, share: 1 }));
    for (const share of RANGES) {
      scope(() => {
        const squares = square(sub(dequantize(round(op, clip(mul(top, share)), options)), matrix));
        (shared ? reshaped(sum(squares), [1]) : sum(squares, 1)).toArray().forEach((error, i) => {
          if (error < best[i].error) best[i] = { error, share };
        });
      });
    }
    return clip(mul(top, tensor(best.map(({ share }) => [share]))));
  });
}

function round(op: string, x: Tensor, { bits = 8, scale = 'row' }: QuantizeOptions): QuantizedMatrix {
  const columns = x.shape[x.rank - 1];
  const rows = x.size / Math.max(columns, 1);
  const padded = (columns + 15) & ~15;
  const values = empty([Math.max(1, (rows * padded) >> 2)]);
  const scales = empty([rows]);
  wasm().kernels.quantizeRows(packed(x).pointer, values.pointer, scales.pointer, rows, columns, padded, levels(op, bits), scale === 'tensor' ? 1 : 0);
  const found = scales.data;
  for (let row = 0; row < rows; row++) {
    if (!Number.isFinite(found[row])) throw new RangeError(`${op}: row ${row} of x ${formatShape(x.shape)} holds NaN or an infinity, which no integer stands for`);
  }
  return { rows, columns, padded, values, scales };
}

/** The float32 matrix [rows, columns] that the integers stand for. */
export function dequantize(q: QuantizedMatrix): Tensor {
  const out = empty([q.rows, q.columns]);
  wasm().kernels.dequantizeRows(q.values.pointer, q.scales.pointer, out.pointer, q.rows, q.columns, q.padded);
  return out;
}

/**
 * y = x W^T + b in integers: the rows of x are rounded as they come, to int8 unless fewer bits are asked for; products are summed
 * in int32, exactly. No gradient.
 * @param x [..., in]  @param weight quantised [out, in]  @returns [..., out]
 */
export function int8Linear(x: Tensor, weight: QuantizedMatrix, bias: Tensor | null = null, { bits = 8 }: Pick<QuantizeOptions, 'bits'> = {}): Tensor {
  if (x.rank < 1 || x.shape[x.rank - 1] !== weight.columns) {
    throw shapeError('int8Linear', `x [..., ${weight.columns}] for a weight [${weight.rows}, ${weight.columns}]`, [x], `the last axis of x must be ${weight.columns}`);
  }
  const rows = quantizeFor('int8Linear', x, { bits });
  const out = empty([...x.shape.slice(0, -1), weight.rows]);
  const scratch = empty([((2 * rows.rows + 16) * weight.padded) >> 2]);
  wasm().kernels.gemmInt8(
    rows.values.pointer, rows.scales.pointer, weight.values.pointer, weight.scales.pointer, out.pointer,
    rows.rows, weight.rows, weight.padded, scratch.pointer,
  );
  for (const done of [scratch, rows.values, rows.scales]) done.dispose();
  return bias === null ? out : combine('int8Linear', 'binaryAdd', out, bias);
}

/**
 * Rounds to the grid and back, so that a network trains with the rounding it will live with.
 *   backward  dx = g (straight-through estimator; Bengio, Leonard and Courville 2013)
 */
export function fakeQuantize(x: Tensor, options: QuantizeOptions = {}): Tensor {
  return record('fakeQuantize', [x], reshaped(dequantize(quantizeFor('fakeQuantize', x, options)), x.shape), (g) => [g]);
}
