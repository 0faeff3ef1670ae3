/** Search over this course; apart from index.ts, so that the program does not load the glossary before it is asked for. */
import type { Language } from '../lesson/label.js';
import { levels, textOf } from './index.js';
import { Search, type Hit } from './search.js';

const everything = new Search({ levels: levels(), readLesson: textOf });

/** Levels, cards and terms that have all words of the query, best first. The first search reads the texts of the course. */
export function search(query: string, language: Language, limit?: number): Hit[] {
  return everything.find(query, language, limit);
}
