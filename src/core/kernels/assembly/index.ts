// Entry of the WASM module: every kernel family is exported from here.

export * from './math';

/** First free byte of the memory: the allocator's start. */
export function heapBase(): usize { return __heap_base; }
