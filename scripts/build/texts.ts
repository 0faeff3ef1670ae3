// dist/lessons.bin: the texts of all lessons in one compressed file. Together they take about a third less of the tarball than
// each for itself; src/registry/words.ts reads it where the package has no lesson folders.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { lessonFolders } from '../generate/lessons.js';

/** JSON of the Markdown by its path ("lessons/04-lottery-ticket/zh.md"), one language after the other, compressed with Brotli. */
export function packedTexts(root: string): Uint8Array {
  const paths = ['zh', 'en'].flatMap((language) => lessonFolders().map((folder) => `lessons/${folder}/${language}.md`));
  const bytes = new TextEncoder().encode(JSON.stringify(Object.fromEntries(paths.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))));
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}
