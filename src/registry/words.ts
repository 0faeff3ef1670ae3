/** The words of a level in a language, read from its lesson folder and parsed once. */
import { existsSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { Language } from '../lesson/label.js';
import { parseLessonWords } from '../lesson/words/parse.js';
import type { LessonWords } from '../lesson/words/types.js';
import { packageFile } from '../package-root.js';

const read = new Map<string, LessonWords>();

/**
 * @param folder  of the lesson, for example `04-lottery-ticket`
 * @throws WordsError where the file breaks the format; the linter and the tests keep that from being shipped
 */
export function wordsOfFolder(folder: string, language: Language): LessonWords {
  const path = pathOf(folder, language);
  const known = read.get(path);
  if (known) return known;
  const words = parseLessonWords(textOfFolder(folder, language), path);
  read.set(path, words);
  return words;
}

/** The Markdown behind the words: of the lesson's folder, or of the packed texts in a package that has no such folders. */
export function textOfFolder(folder: string, language: Language): string {
  const path = pathOf(folder, language);
  const file = packageFile(path);
  return existsSync(file) ? readFileSync(file, 'utf8') : packedText(path);
}

let packed: Readonly<Record<string, string>> | undefined;

/** From dist/lessons.bin, which scripts/build/texts.ts makes; read once. */
function packedText(path: string): string {
  packed ??= JSON.parse(brotliDecompressSync(readFileSync(packageFile('dist/lessons.bin'))).toString('utf8')) as Readonly<Record<string, string>>;
  const text = packed[path];
  if (text === undefined) throw new Error(`internal: dist/lessons.bin has no ${path}; run npm run build`);
  return text;
}

function pathOf(folder: string, language: Language): string {
  return `lessons/${folder}/${language}.md`;
}
