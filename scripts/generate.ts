// Makes the generated sources (*.generated.ts, never committed): runs every step in scripts/generate, in the order of their
// file names. A step is a file whose default export is a GenerateStep; it skips its work when its inputs have not changed.

import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';

export interface GenerateStep {
  readonly name: string;
  /** Brings the step's outputs up to date. */
  run(): Promise<'made' | 'unchanged'>;
}

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'generate');

/** Runs all steps; a failing step stops the rest. */
export async function generate(log: (line: string) => void = console.log): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts')).sort();
  for (const file of files) {
    const module: { default: GenerateStep } = await import(pathToFileURL(path.join(folder, file)).href);
    log(`generate ${module.default.name}: ${await module.default.run()}`);
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await generate(process.argv.includes('--quiet') ? () => {} : undefined);
  } catch (error) {
    process.stderr.write(`generate: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
