/**
 * Int8 weights, one scale for each output channel (row of a weight matrix, token of an embedding): symmetric and linear,
 * w ~ scale * q with q from -127 to 127 and scale = max |w| / 127 (Jacob and others, 2018, CVPR, in the weights-only form).
 * Vectors (biases, layer norms) stay in float32: they are few and small errors in them matter more.
 */
import type { StoredTensor } from '../nn/safetensors.js';

/** A model's parameters by name, as a module's stateDict() gives them. */
export type Weights = Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;

const SCALE = '.scale';

/** Each matrix becomes an I8 tensor of the same name and an F32 tensor `<name>.scale` [rows]. */
export function quantize(weights: Weights): Record<string, StoredTensor> {
  const stored: Record<string, StoredTensor> = {};
  for (const [name, { shape, data }] of Object.entries(weights)) {
    if (shape.length < 2) {
      stored[name] = { dtype: 'F32', shape, data };
      continue;
    }
    const { values, scales } = quantizeRows(data, shape[0]);
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

/** Int8 values and scales of a matrix of that many rows; a row of zeros gets scale 0. Halves round away from zero. */
export function quantizeRows(data: Float32Array, rows: number): { values: Int8Array; scales: Float32Array } {
  const columns = data.length / rows;
  const values = new Int8Array(data.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let largest = 0;
    for (let i = row * columns; i < (row + 1) * columns; i += 1) largest = Math.max(largest, Math.abs(data[i]));
    scales[row] = largest / 127;
    if (scales[row] === 0) continue;
    for (let i = row * columns; i < (row + 1) * columns; i += 1) {
      const magnitude = Math.min(127, Math.floor(Math.abs(data[i]) / scales[row] + 0.5));
      values[i] = data[i] < 0 ? -magnitude : magnitude;
    }
  }
  return { values, scales };
}
