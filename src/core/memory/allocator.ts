// The allocator of the WASM memory: blocks in size classes (four to an octave), freed blocks kept in one list a class, so
// that a training step reuses the blocks of the step before. All addresses are byte offsets, 64-byte aligned.

import { wasm } from '../kernels/module.js';

const PAGE = 65536;
/** Kernels may load this far past an operand's end (never store), so the last block keeps this room behind it. */
const SLACK = 128;
const LIMIT = 65535; // pages: 4 GiB less one page

interface Heap {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  top: number;
  f32: Float32Array<ArrayBuffer>;
  i32: Int32Array<ArrayBuffer>;
}

let heap: Heap | undefined;
const freeLists = new Map<number, number[]>();
let bytesInUse = 0;

function open(): Heap {
  const { kernels, memory } = wasm();
  heap = { memory, top: (kernels.heapBase() + 63) & ~63, f32: new Float32Array(memory.buffer), i32: new Int32Array(memory.buffer) };
  return heap;
}

/** The whole memory as float32; take it anew after any allocation, for growing the memory detaches it. */
export function float32Memory(): Float32Array<ArrayBuffer> {
  return (heap ?? open()).f32;
}

/** The whole memory as int32; take it anew after any allocation. */
export function int32Memory(): Int32Array<ArrayBuffer> {
  return (heap ?? open()).i32;
}

/** The size a request is rounded up to: a multiple of 64 and of a quarter of its power of two. */
export function blockSize(bytes: number): number {
  if (bytes <= 256) return bytes <= 64 ? 64 : (bytes + 63) & ~63;
  const step = 1 << (29 - Math.clz32(bytes - 1));
  return Math.ceil(bytes / step) * step;
}

function growTo(bytes: number, own: Heap): void {
  const have = own.memory.buffer.byteLength / PAGE;
  const need = Math.ceil(bytes / PAGE);
  if (need <= have) return;
  if (need > LIMIT) throw outOfMemory(bytes);
  // A quarter more than needed, so that a growing program does not grow the memory at every step.
  const wanted = Math.min(LIMIT, Math.max(need, Math.ceil(have * 1.25)));
  try {
    own.memory.grow(wanted - have);
  } catch {
    throw outOfMemory(bytes);
  }
  own.f32 = new Float32Array(own.memory.buffer);
  own.i32 = new Int32Array(own.memory.buffer);
}

function outOfMemory(bytes: number): RangeError {
  return new RangeError(
    `core: out of memory: ${Math.ceil(bytes / 2 ** 20)} MiB of tensors are alive at once; wrap each step in scope(() => ...) or use smaller batches`,
  );
}

/** A block of at least `bytes` bytes, contents undefined. @throws RangeError when the memory cannot grow */
export function allocate(bytes: number): number {
  const own = heap ?? open();
  const size = blockSize(bytes);
  bytesInUse += size;
  const reused = freeLists.get(size)?.pop();
  if (reused !== undefined) return reused;
  const pointer = own.top;
  growTo(pointer + size + SLACK, own);
  own.top = pointer + size;
  return pointer;
}

/** Gives back a block that `allocate(bytes)` returned. */
export function release(pointer: number, bytes: number): void {
  const size = blockSize(bytes);
  bytesInUse -= size;
  const list = freeLists.get(size);
  if (list) list.push(pointer);
  else freeLists.set(size, [pointer]);
}

/**
 * In bytes: what tensors hold now (`used`), what has ever been handed out (`touched`: it stands still while every block is one
 * used before), and the size of the whole memory (`total`).
 */
export function memoryUsage(): { used: number; touched: number; total: number } {
  const { top, memory } = heap ?? open();
  return { used: bytesInUse, touched: top - wasm().kernels.heapBase(), total: memory.buffer.byteLength };
}
