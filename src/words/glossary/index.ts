/**
 * The glossary: the field's terms in both languages, each with a short definition. Lesson texts open an entry by
 * [term](#id); `npm run lesson:check` sees to it that the id is here. Chinese is typed by the ids of English.
 */
import type { Language } from '../../lesson/label.js';
import { en } from './en.js';
import { zh } from './zh.js';

/** The term, then one or two sentences on what it means. */
export type Entry = readonly [term: string, definition: string];
export type TermId = keyof typeof en;

export interface GlossaryTerm {
  readonly id: TermId;
  readonly term: string;
  readonly definition: string;
  /** The term in the other language, for those who read papers in it. */
  readonly otherTerm: string;
}

const entries: Record<Language, Readonly<Record<TermId, Entry>>> = { en, zh };

export function isTerm(id: string): id is TermId {
  return Object.hasOwn(en, id);
}

/** An entry in a language; undefined where the glossary has none of this id. */
export function glossaryTerm(id: string, language: Language): GlossaryTerm | undefined {
  if (!isTerm(id)) return undefined;
  const [term, definition] = entries[language][id];
  return { id, term, definition, otherTerm: entries[language === 'zh' ? 'en' : 'zh'][id][0] };
}

/** All entries, in alphabetical order of the language (Chinese by pronunciation). */
export function glossary(language: Language): GlossaryTerm[] {
  const collator = new Intl.Collator(language === 'zh' ? 'zh-Hans-CN-u-co-pinyin' : 'en');
  return Object.keys(en)
    .flatMap((id) => glossaryTerm(id, language) ?? [])
    .sort((a, b) => collator.compare(a.term, b.term));
}
