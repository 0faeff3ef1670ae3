// The types of `ml-tutor/core`: declaration files of src/core in dist/core.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const flags = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false', '--rootDir', 'src/core'];

/** @throws Error with the compiler's own messages */
export async function writeDeclarations(root: string, outdir: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const tsc = path.join(path.dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const settings = ['--project', path.join(root, 'scripts/build/tsconfig.core.json')];
  try {
    await promisify(execFile)(process.execPath, [tsc, ...settings, ...flags, '--outDir', outdir], { cwd: root });
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    throw new Error(`declarations: the types of src/core do not compile. Run "npm run check".\n${output}`);
  }
}
