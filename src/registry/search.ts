/**
 * Search over levels, cards and glossary, in both languages at once: whoever reads Chinese may know a term in English. Latin words match
 * from their beginning or within a word; Chinese has no blanks between words, so it matches as it stands or, weaker, by pairs of
 * characters. Titles count more than bodies.
 */
import { LANGUAGES, type Language } from '../lesson/label.js';
import { glossary } from '../words/glossary/index.js';
import type { Level } from './registry.js';
import { lessonOutline } from './outline.js';

export type Target =
  | { readonly kind: 'level'; readonly level: string }
  /** `index` is the card's place in the level, from 0. */
  | { readonly kind: 'card'; readonly level: string; readonly card: string; readonly index: number }
  | { readonly kind: 'term'; readonly term: string };

export interface Hit {
  readonly target: Target;
  /** In the language asked for. */
  readonly title: string;
  /** Words around what was found, or the beginning. */
  readonly excerpt: string;
  readonly score: number;
}

/** What the search needs of the course. */
export interface Searchable {
  readonly levels: readonly Level[];
  /** The text of a lesson: zh.md or en.md. */
  readLesson(level: Level, language: Language): string;
}

interface Field {
  readonly text: string;
  readonly weight: number;
}

interface Entry {
  readonly target: Target;
  /** By language. */
  readonly shown: Readonly<Record<Language, { readonly title: string; readonly body: string }>>;
  readonly fields: readonly Field[];
}

const TITLE = 10;
const NAME = 8;
const BODY = 1;
/** Beside a match from the beginning of a word. */
const WITHIN = 0.4;
/** Beside a Chinese match as it stands. */
const PAIRS = 0.3;
const EXCERPT = 72;

export class Search {
  #entries: readonly Entry[] | undefined;

  constructor(private readonly course: Searchable) {}

  /** @returns the best first; all words of the query are found in each */
  find(query: string, language: Language, limit = 30): Hit[] {
    const tokens = tokensOf(query);
    if (tokens.length === 0) return [];
    this.#entries ??= entriesOf(this.course);
    return this.#entries
      .flatMap((entry, place): (Hit & { readonly place: number })[] => {
        const scores = tokens.map((token) => scoreOf(token, entry.fields));
        if (scores.some((score) => score === 0)) return [];
        const { title, body } = entry.shown[language];
        return [{ target: entry.target, title, excerpt: excerptOf(body, tokens), score: scores.reduce((sum, score) => sum + score, 0), place }];
      })
      .sort((a, b) => b.score - a.score || a.place - b.place)
      .slice(0, limit)
      .map(({ place: _place, ...hit }) => hit);
  }
}

function entriesOf({ levels, readLesson }: Searchable): Entry[] {
  const levelEntries = levels.flatMap((level): Entry[] => {
    const outlines = level.available ? byLanguage((language) => lessonOutline(readLesson(level, language))) : undefined;
    const shown = byLanguage((language) => ({ title: level.title[language], body: outlines?.[language].summary ?? '' }));
    const names: Field[] = [...LANGUAGES.flatMap((language) => [level.title[language], level.short[language]]), level.id, ...level.simulations].map((text, i) => ({ text: normal(text), weight: i < 4 ? TITLE : NAME }));
    const own: Entry = { target: { kind: 'level', level: level.id }, shown, fields: [...names, ...LANGUAGES.map((language) => ({ text: normal(shown[language].body), weight: BODY }))] };
    const cards = (outlines?.en.cards ?? []).map(({ id }, index): Entry => {
      const card = byLanguage((language) => {
        const found = outlines?.[language].cards.find((candidate) => candidate.id === id);
        return { title: found?.title ?? id, body: found?.body ?? '' };
      });
      return { target: { kind: 'card', level: level.id, card: id, index }, shown: card, fields: fieldsOf(card) };
    });
    return [own, ...cards];
  });
  const terms = byLanguage((language) => new Map(glossary(language).map(({ id, term, definition }) => [id, { title: term, body: definition }])));
  const termEntries = [...terms.en].map(([id, en]): Entry => {
    const shown = { en, zh: terms.zh.get(id) ?? en };
    return { target: { kind: 'term', term: id }, shown, fields: [...fieldsOf(shown), { text: normal(id), weight: NAME }] };
  });
  return [...levelEntries, ...termEntries];
}

function byLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return { zh: make('zh'), en: make('en') };
}

function fieldsOf(shown: Entry['shown']): Field[] {
  return LANGUAGES.flatMap((language) => [
    { text: normal(shown[language].title), weight: TITLE },
    { text: normal(shown[language].body), weight: BODY },
  ]);
}

function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

const HAN_RUN = /\p{Script=Han}+|[^\s\p{Script=Han}\p{P}]+/gu;

/** What is looked for: words of Latin letters and runs of Chinese, in lower case. */
export function tokensOf(query: string): readonly string[] {
  return normal(query).match(HAN_RUN) ?? [];
}

/** The best field counts: many mentions in a body do not outweigh a title. */
function scoreOf(token: string, fields: readonly Field[]): number {
  return fields.reduce((best, { text, weight }) => Math.max(best, weight * matchOf(token, text)), 0);
}

/** 0 to 2: not there, within, at the beginning of a word, the whole text. */
function matchOf(token: string, text: string): number {
  if (text === token) return 2;
  const at = text.indexOf(token);
  if (/\p{Script=Han}/u.test(token)) return at >= 0 ? 1 : pairsOf(token, text);
  if (at < 0) return 0;
  for (let place = at; place >= 0; place = text.indexOf(token, place + 1)) if (place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1])) return 1;
  // Two letters within a word mean nothing.
  return token.length >= 3 ? WITHIN : 0;
}

/** Share of the pairs of neighbours that are there, where it is most of them. */
function pairsOf(token: string, text: string): number {
  const characters = [...token];
  if (characters.length < 3) return 0;
  const pairs = characters.slice(1).map((character, i) => characters[i] + character);
  const share = pairs.filter((pair) => text.includes(pair)).length / pairs.length;
  return share > 0.5 ? PAIRS * share : 0;
}

function excerptOf(body: string, tokens: readonly string[]): string {
  const text = normal(body);
  // Where normalising changes lengths, places do not fit: then the beginning will do.
  const at = text.length === body.length ? tokens.reduce((found, token) => (found >= 0 ? found : text.indexOf(token)), -1) : -1;
  const start = at <= EXCERPT / 2 ? 0 : wordStart(body, at - Math.floor(EXCERPT / 3));
  const cut = body.slice(start, start + EXCERPT);
  const end = start + cut.length < body.length && /\w$/.test(cut) && /^\w/.test(body.slice(start + cut.length)) ? cut.replace(/\s+\S*$/, '') : cut;
  return `${start > 0 ? '… ' : ''}${end.trim()}${start + end.length < body.length ? ' …' : ''}`;
}

/** Not in the middle of a Latin word. */
function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && /\w/.test(text[start - 1]) && /\w/.test(text[start])) start--;
  return start;
}
