/**
 * Where the package's own files are: lesson texts, data sets, model weights.
 * This file and every bundle in dist/ sit exactly one folder below the root, so one relative URL serves both.
 */
import { fileURLToPath } from 'node:url';

/** Absolute path of a file inside the package, for example `src/data/files/digits.bin`. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
