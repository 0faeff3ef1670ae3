// Storage: one counted block of the WASM memory, shared by the tensors that are views on it.

import { allocate, release } from './allocator.js';

export class Storage {
  pointer: number;
  bytes: number;
  references = 1;

  constructor(bytes: number) {
    this.bytes = bytes;
    this.pointer = allocate(bytes);
  }

  retain(): this {
    this.references++;
    return this;
  }

  /** Drops one reference; the last one frees the block. */
  release(): void {
    if (--this.references === 0) release(this.pointer, this.bytes);
  }

  /** Exchanges the blocks of two storages of the same owner count: a move without copying. */
  swap(other: Storage): void {
    const { pointer, bytes } = this;
    this.pointer = other.pointer;
    this.bytes = other.bytes;
    other.pointer = pointer;
    other.bytes = bytes;
  }
}
