// A lesson folder as the linter sees it: lesson.ts, and the words and their source in both languages.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, type Language, type Lesson } from '../../src/lesson/index.js';
import { readLessonWords } from '../../src/lesson/words/parse.js';
import type { LessonWords } from '../../src/lesson/words/types.js';
import { importLesson } from '../generate/lessons.js';
import type { Fault } from './fault.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface LessonFolder {
  /** For example `04-lottery-ticket`. */
  readonly folder: string;
  readonly lesson: Lesson;
  readonly words: Readonly<Record<Language, LessonWords>>;
  readonly source: Readonly<Record<Language, string>>;
}

export function wordsFile(folder: string, language: Language): string {
  return `lessons/${folder}/${language}.md`;
}

/** What belongs in a lesson folder: TypeScript, in folders of its own where there is much, the two texts, nothing stray. */
function strayFiles(folder: string): Fault[] {
  const entries = readdirSync(path.join(root, 'lessons', folder), { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(path.join(root, 'lessons', folder), path.join(entry.parentPath, entry.name)));
  const stray = names.filter((name) => !/\.ts$/.test(name) && !LANGUAGES.some((language) => name === `${language}.md`));
  return stray.map((name) => ({ file: `lessons/${folder}/${name}`, problem: 'does not belong in a lesson folder', fix: 'Data goes to src/data, fixtures to tests' }));
}

/** @returns the folder as far as it can be read (undefined: not at all), with what is wrong in reading it */
export async function loadFolder(folder: string): Promise<{ readonly loaded?: LessonFolder; readonly faults: Fault[] }> {
  const faults: Fault[] = strayFiles(folder);
  const read = (language: Language) => {
    const file = wordsFile(folder, language);
    if (!existsSync(path.join(root, file))) {
      faults.push({ file, problem: 'the file is missing', fix: 'Every lesson speaks both languages: write it with the same structure as the other' });
      return undefined;
    }
    const text = readFileSync(path.join(root, file), 'utf8');
    const result = readLessonWords(text, file);
    faults.push(...result.faults);
    return { text, words: result.words };
  };
  const zh = read('zh');
  const en = read('en');
  let lesson: Lesson;
  try {
    lesson = await importLesson(folder);
  } catch (error) {
    const file = `lessons/${folder}/lesson.ts`;
    const message = error instanceof Error ? error.message : String(error);
    faults.push({ file, problem: message.replace(`${file} `, '').replace(/\.$/, ''), fix: 'Mend the lesson, then check again' });
    return { faults };
  }
  if (!zh || !en) return { faults };
  return { loaded: { folder, lesson, words: { zh: zh.words, en: en.words }, source: { zh: zh.text, en: en.text } }, faults };
}
