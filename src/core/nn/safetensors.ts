/**
 * Named tensors and a little text as one run of bytes, in the safetensors layout: eight bytes (little-endian) with the length
 * of a JSON header, the header (name -> dtype, shape, data_offsets; `__metadata__` -> strings), then the data.
 * Only the two types the project ships: F32 and I8.
 */
import { utf8Bytes } from '../text/utf8.js';
import type { Module, StateDict } from './module.js';

export type StoredTensor =
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'I8'; readonly shape: readonly number[]; readonly data: Int8Array };

export interface TensorFile {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The bytes of a module's parameters and buffers, in float32. */
export function saveWeights(module: Module, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const tensors: Record<string, StoredTensor> = {};
  for (const [name, { shape, data }] of Object.entries(module.stateDict())) tensors[name] = { dtype: 'F32', shape, data };
  return encodeTensors({ tensors, metadata });
}

/**
 * Overwrites a module's parameters and buffers with saved ones; returns the text that was saved with them.
 * @throws RangeError if the bytes are damaged, or belong to a module of another structure; nothing is changed then
 */
export function loadWeights(module: Module, bytes: Uint8Array): Readonly<Record<string, string>> {
  const { tensors, metadata } = decodeTensors(bytes);
  const state: StateDict = {};
  for (const [name, tensor] of Object.entries(tensors)) {
    if (tensor.dtype !== 'F32') throw new RangeError(`loadWeights: ${name} is of type ${tensor.dtype}; saveWeights() writes F32`);
    state[name] = tensor;
  }
  module.loadStateDict(state);
  return metadata;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** The bytes of a file; tensors in the order of their names, floats first so that they stay aligned. */
export function encodeTensors({ tensors, metadata }: TensorFile): Uint8Array {
  const names = Object.keys(tensors).sort((a, b) => order(tensors[a]) - order(tensors[b]) || (a < b ? -1 : 1));
  const entries: Record<string, HeaderEntry | Readonly<Record<string, string>>> = { __metadata__: metadata };
  let end = 0;
  for (const name of names) {
    const { dtype, shape, data } = tensors[name];
    const size = shape.reduce((product, n) => product * n, 1);
    if (size !== data.length) throw new RangeError(`encodeTensors: ${name} has shape [${shape.join(', ')}] but ${data.length} numbers`);
    entries[name] = { dtype, shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  let header = JSON.stringify(entries);
  // Spaces at the end keep the data aligned to eight bytes.
  header += ' '.repeat((8 - (utf8Bytes(header).length % 8)) % 8);
  const headerBytes = utf8Bytes(header);
  const bytes = new Uint8Array(8 + headerBytes.length + end);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, headerBytes.length, true);
  bytes.set(headerBytes, 8);
  let at = 8 + headerBytes.length;
  for (const name of names) {
    const tensor = tensors[name];
    if (tensor.dtype === 'I8') bytes.set(new Uint8Array(tensor.data.buffer, tensor.data.byteOffset, tensor.data.length), at);
    else tensor.data.forEach((value, i) => view.setFloat32(at + 4 * i, value, true));
    at += tensor.data.byteLength;
  }
  return bytes;
}

/**
 * Reads what encodeTensors() wrote.
 * @throws RangeError if the bytes are cut short or hold another type of tensor
 */
export function decodeTensors(bytes: Uint8Array): TensorFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length >= 8 && view.getUint32(4, true) === 0 ? view.getUint32(0, true) : Infinity;
  if (8 + length > bytes.length) throw new RangeError(`decodeTensors: the header is cut short or damaged (${bytes.length} bytes); fetch the file again`);
  const { __metadata__: metadata = {}, ...entries } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as {
    __metadata__?: Record<string, string>;
  } & Record<string, HeaderEntry>;
  const tensors: Record<string, StoredTensor> = {};
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries<HeaderEntry>(entries)) {
    const start = 8 + length + from;
    const size = shape.reduce((product, n) => product * n, 1);
    if (dtype !== 'F32' && dtype !== 'I8') throw new RangeError(`decodeTensors: ${name} is of type ${dtype}; only F32 and I8 are read`);
    if (to - from !== size * (dtype === 'F32' ? 4 : 1) || 8 + length + to > bytes.length) {
      throw new RangeError(`decodeTensors: the data of ${name} is cut short; fetch the file again`);
    }
    tensors[name] = dtype === 'I8'
      ? { dtype, shape, data: new Int8Array(bytes.subarray(start, start + size)) }
      : { dtype, shape, data: readFloats(view, start, size) };
  }
  return { tensors, metadata };
}

function readFloats(view: DataView, start: number, count: number): Float32Array {
  const data = new Float32Array(count);
  for (let i = 0; i < count; i += 1) data[i] = view.getFloat32(start + 4 * i, true);
  return data;
}

function order(tensor: StoredTensor): number {
  return tensor.dtype === 'F32' ? 0 : 1;
}
