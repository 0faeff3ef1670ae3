// The one instance of the WASM module: compiled on first use, synchronously. Everything in src/core reaches the kernels
// through `wasm().kernels` and the memory through memory/allocator.ts.

import { wasmBase64, type KernelExports } from './wasm.generated.js';

interface Instance {
  readonly kernels: KernelExports;
  readonly memory: WebAssembly.Memory;
}

function isMemory(value: unknown): value is WebAssembly.Memory {
  return value instanceof WebAssembly.Memory;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function hasKernels(exports: WebAssembly.Exports): exports is WebAssembly.Exports & KernelExports {
  return typeof exports['mathExp'] === 'function';
}

function instantiate(): Instance {
  let module: WebAssembly.Module;
  try {
    module = new WebAssembly.Module(decodeBase64(wasmBase64));
  } catch (cause) {
    throw new Error('core: this JavaScript engine cannot compile WebAssembly with SIMD; use Node 20.19 or newer', { cause });
  }
  const { exports } = new WebAssembly.Instance(module, {
    env: {
      abort: (): never => {
        throw new Error('internal: a WASM kernel aborted');
      },
    },
  });
  const memory = exports['memory'];
  if (!isMemory(memory) || !hasKernels(exports)) {
    throw new Error('internal: the WASM module lacks its memory or kernels; run `npm run generate`');
  }
  return { kernels: exports, memory };
}

let instance: Instance | undefined;

/** The instance, made on the first call. */
export function wasm(): Instance {
  instance ??= instantiate();
  return instance;
}
