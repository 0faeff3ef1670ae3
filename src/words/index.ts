/**
 * The interface's words in both languages. Chinese is typed by the shape of English, so a missing key does not compile.
 * Entries are strings with {values} or functions of their values; one file an area of the interface.
 */
import type { Language } from '../lesson/label.js';
import { en } from './en/index.js';
import { zh } from './zh/index.js';

export type Catalogue = typeof en;

const catalogues: Record<Language, Catalogue> = { en, zh };

export function catalogue(language: Language): Catalogue {
  return catalogues[language];
}
