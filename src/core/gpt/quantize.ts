/**
 * Weights as small whole numbers, one scale for each output channel (row of a weight matrix, token of an embedding): symmetric
 * and linear, w ~ scale * q with q from -L to L, L = 2^(bits - 1) - 1 and scale = max |w| / L (Jacob and others, 2018, CVPR, in
 * the weights-only form). They lie in int8 whatever the bits: fewer levels show in what a compressor makes of them.
 * Vectors (biases, layer norms) stay in float32: they are few and small errors in them matter more.
 */
import type { StoredTensor } from '../nn/safetensors.js';

/** A model's parameters by name, as a module's stateDict() gives them. */
export type Weights = Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;

const SCALE = '.scale';

/**
 * Each matrix becomes an I8 tensor of the same name and an F32 tensor `<name>.scale` [rows].
 * @param bits  2 to 8
 * @throws RangeError if the bits are none of those
 */
export function quantize(weights: Weights, bits = 8): Record<string, StoredTensor> {
  const stored: Record<string, StoredTensor> = {};
  for (const [name, { shape, data }] of Object.entries(weights)) {
    if (shape.length < 2) {
      stored[name] = { dtype: 'F32', shape, data };
      continue;
    }
    const { values, scales } = quantizeRows(data, shape[0], bits);
    stored[name] = { dtype: 'I8', shape, data: values };
    stored[name + SCALE] = { dtype: 'F32', shape: [shape[0]], data: scales };
  }
  return stored;
}

/** Float32 weights from what quantize() stored. */
export function dequantize(stored: Readonly<Record<string, StoredTensor>>): Weights {
  const weights: Record<string, { shape: readonly number[]; data: Float32Array }> = {};
  for (const [name, tensor] of Object.entries(stored)) {
    if (tensor.dtype === 'F32') {
      if (!name.endsWith(SCALE)) weights[name] = { shape: tensor.shape, data: tensor.data };
      continue;
    }
    const scale = stored[name + SCALE];
    if (scale?.dtype !== 'F32' || scale.data.length !== tensor.shape[0]) {
      throw new RangeError(`dequantize: ${name} needs a float tensor ${name}${SCALE} with ${tensor.shape[0]} scales`);
    }
    const columns = tensor.data.length / tensor.shape[0];
    const data = new Float32Array(tensor.data.length);
    for (let row = 0, i = 0; row < tensor.shape[0]; row += 1) {
      for (const end = i + columns; i < end; i += 1) data[i] = tensor.data[i] * scale.data[row];
    }
    weights[name] = { shape: tensor.shape, data };
  }
  return weights;
}

/**
 * Values and scales of a matrix of that many rows; a row of zeros gets scale 0. Halves round away from zero.
 * @param bits  2 to 8
 * @throws RangeError if the bits are none of those
 */
export function quantizeRows(data: Float32Array, rows: number, bits = 8): { values: Int8Array; scales: Float32Array } {
  if (!Number.isInteger(bits) || bits < 2 || bits > 8) throw new RangeError(`quantizeRows: bits must be a whole number from 2 to 8, not ${bits}`);
  const levels = 2 ** (bits - 1) - 1;
  const columns = data.length / rows;
  const values = new Int8Array(data.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let largest = 0;
    for (let i = row * columns; i < (row + 1) * columns; i += 1) largest = Math.max(largest, Math.abs(data[i]));
    scales[row] = largest / levels;
    if (scales[row] === 0) continue;
    for (let i = row * columns; i < (row + 1) * columns; i += 1) {
      const magnitude = Math.min(levels, Math.floor(Math.abs(data[i]) / scales[row] + 0.5));
      values[i] = data[i] < 0 ? -magnitude : magnitude;
    }
  }
  return { values, scales };
}
