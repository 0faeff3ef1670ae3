/** Bundles a TypeScript file for a test that needs it as a program or worker of its own; much faster to start than through tsx. */
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Bundle {
  /** Path of the bundled module. */
  readonly file: string;
  remove(): void;
}

export async function bundle(entry: string): Promise<Bundle> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-bundle-'));
  const file = path.join(folder, 'bundle.mjs');
  const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`; // for CommonJS libraries inside
  await build({ entryPoints: [entry], outfile: file, bundle: true, platform: 'node', format: 'esm', target: 'node20', banner: { js: banner }, logLevel: 'error' });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
