/** The words of a level in a language, read from its lesson folder and parsed once. */
import { readFileSync } from 'node:fs';
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

/** The Markdown behind the words. */
export function textOfFolder(folder: string, language: Language): string {
  return readFileSync(packageFile(pathOf(folder, language)), 'utf8');
}

function pathOf(folder: string, language: Language): string {
  return `lessons/${folder}/${language}.md`;
}
