/** Texts as words that can be edited and put together again; Chinese is cut by the longest match in the phrase table, else by the character. */
import { text } from '../../src/core/index.js';
import { CONCEPTS } from './phrases.js';

export type Language = 'en' | 'zh';

/** A word and what stands between it and the next: spaces, punctuation. */
export interface Piece {
  readonly word: string;
  readonly after: string;
}

export interface Cut {
  readonly language: Language;
  /** What stands before the first word. */
  readonly before: string;
  readonly pieces: readonly Piece[];
}

/** Phrases of a language by their first word (en) or character (zh), the longest first. */
const PHRASES: Readonly<Record<Language, ReadonlyMap<string, readonly (readonly string[])[]>>> = { en: phrasesOf('en'), zh: phrasesOf('zh') };
const WORD: Readonly<Record<Language, RegExp>> = { en: /[\p{L}\p{N}$%]+(?:['’.-][\p{L}\p{N}]+)*/gu, zh: /\p{Script=Han}|[\p{L}\p{N}]+/gu };
const SENTENCE: Readonly<Record<Language, RegExp>> = { en: /[^.!?]+(?:[.!?]+["')\]]*|$)\s*/g, zh: /[^。！？]+(?:[。！？]+[”’）]*|$)/gu };

export function languageOf(sample: string): Language {
  return text.hasHan(sample) ? 'zh' : 'en';
}

export function cut(sample: string, language: Language): Cut {
  const found = [...sample.matchAll(WORD[language])];
  const pieces: Piece[] = [];
  for (let i = 0; i < found.length; ) {
    const phrase = (PHRASES[language].get(found[i][0].toLowerCase()) ?? []).find((parts) => parts.every((part, k) => found[i + k]?.[0].toLowerCase() === part && (k === 0 || joined(sample, found[i + k - 1], found[i + k]))));
    const last = found[i + (phrase?.length ?? 1) - 1];
    const end = last.index + last[0].length;
    pieces.push({ word: sample.slice(found[i].index, end), after: sample.slice(end, found[i + (phrase?.length ?? 1)]?.index ?? sample.length) });
    i += phrase?.length ?? 1;
  }
  return { language, before: sample.slice(0, found[0]?.index ?? sample.length), pieces };
}

export function paste({ before, pieces }: Cut): string {
  return before + pieces.map(({ word, after }) => word + after).join('');
}

/** Sentences with their ends and the blanks after them. */
export function sentences(sample: string, language: Language): string[] {
  return sample.match(SENTENCE[language]) ?? [sample];
}

/** Only blanks between two words of one phrase. */
function joined(sample: string, one: RegExpMatchArray, next: RegExpMatchArray): boolean {
  return sample.slice((one.index ?? 0) + one[0].length, next.index).trim() === '';
}

function phrasesOf(language: Language): Map<string, readonly (readonly string[])[]> {
  const by = new Map<string, (readonly string[])[]>();
  for (const phrase of CONCEPTS.flatMap((concept) => concept[language])) {
    const parts = language === 'en' ? phrase.split(/[ -]/) : [...phrase];
    by.set(parts[0], [...(by.get(parts[0]) ?? []), parts].sort((a, b) => b.length - a.length));
  }
  return by;
}
