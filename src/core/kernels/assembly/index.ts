// Entry of the WASM module: every kernel family is exported from here.

export * from './math';
