// Compiles the AssemblyScript kernels (src/core/kernels/assembly) to one WASM module and embeds it, as base64 and with the
// types of its exports, in src/core/kernels/wasm.generated.ts.

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { GenerateStep } from '../generate.js';

const self = fileURLToPath(import.meta.url);
const root = path.resolve(path.dirname(self), '..', '..');
const sources = path.join(root, 'src/core/kernels/assembly');
const output = path.join(root, 'src/core/kernels/wasm.generated.ts');

// Deterministic SIMD only: the "relaxed-simd" feature stays off, its results depend on the processor.
const flags = ['--enable', 'simd', '-O3', '--noAssert', '--runtime', 'stub', '--bindings', 'raw', '--initialMemory', '256'];

function inputHash(): string {
  const hash = createHash('sha256').update(asc.version).update(flags.join(' ')).update(readFileSync(self));
  for (const name of readdirSync(sources).filter((file) => file.endsWith('.ts')).sort()) {
    hash.update(name).update(readFileSync(path.join(sources, name)));
  }
  return hash.digest('hex');
}

/** From the compiler's declaration file: one interface member for each exported function. */
function exportTypes(declarations: string): string {
  const members: string[] = [];
  for (const match of declarations.matchAll(/export function (\w+)\(([^)]*)\): (\w+);/g)) {
    members.push(`  ${match[1]}(${match[2]}): ${match[3]};`);
  }
  return members.join('\n');
}

const step: GenerateStep = {
  name: 'kernels',
  async run() {
    const mark = `// inputs ${inputHash()}`;
    if (existsSync(output) && readFileSync(output, 'utf8').startsWith(mark)) return 'unchanged';
    const folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-kernels-'));
    try {
      const wasm = path.join(folder, 'kernels.wasm');
      const { error, stderr } = await asc.main([path.join(sources, 'index.ts'), ...flags, '--outFile', wasm]);
      if (error) throw new Error(`kernels: the AssemblyScript compiler failed\n${stderr.toString()}`);
      const types = exportTypes(readFileSync(path.join(folder, 'kernels.d.ts'), 'utf8'));
      const text = [
        mark,
        '// Made by scripts/generate/kernels.ts from src/core/kernels/assembly; do not edit.',
        '',
        '/** The functions of the WASM module. Pointers are byte offsets into its memory, counts are in elements. */',
        'export interface KernelExports {',
        types,
        '}',
        '',
        `export const wasmBase64: string = '${readFileSync(wasm).toString('base64')}';`,
        '',
      ].join('\n');
      const draft = `${output}.${process.pid}.tmp`;
      writeFileSync(draft, text);
      renameSync(draft, output); // whole or not at all: tests may be reading it
      return 'made';
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default step;
