/**
 * Whose preference it is: a hidden reader with a taste that can be written down, so that what a learned reward model thinks can be held
 * against the truth. The reader likes certain words, each once, and dislikes repetition; of verse also broken metre.
 */
import type { gpt } from '../../src/core/index.js';

export type Language = 'en' | 'zh';

export const LIKED: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'peace', 'prosperity', 'progress', 'freedom', 'justice', 'people', 'nation', 'country', 'citizens', 'great', 'good', 'free', 'new', 'best',
    'world', 'future', 'hope', 'work', 'help', 'strong', 'together', 'health', 'education', 'children', 'families', 'america', 'american',
  ],
  zh: [...'山水风月花云春江秋雨雪草木林松竹烟鸟石溪'],
};
/** Words as short as "the" may come again. */
const NOTICED = 4;
/** A couplet: five characters, a comma, five characters, a full stop. */
const COUPLET: Readonly<Record<number, string>> = { 5: '，', 11: '。' };

/** What the reader thinks of a continuation: one point a liked word, minus one a repetition or a place where the metre breaks. */
export function trueScore(language: Language, model: gpt.LanguageModel, tokens: readonly number[]): number {
  const text = model.tokenizer.decode([...tokens]);
  return language === 'en' ? proseScore(text) : verseScore(text);
}

function proseScore(text: string): number {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const distinct = new Set(words);
  const liked = LIKED.en.filter((word) => distinct.has(word)).length;
  const noticed = words.filter((word) => word.length >= NOTICED);
  return liked - (noticed.length - new Set(noticed).size);
}

function verseScore(text: string): number {
  const characters = [...text];
  const written = characters.filter((character) => !'，。'.includes(character));
  const distinct = new Set(written);
  const liked = LIKED.zh.filter((character) => distinct.has(character)).length;
  const broken = characters.filter((character, i) => (COUPLET[i] ?? '') !== ('，。'.includes(character) ? character : '')).length;
  return liked - (written.length - distinct.size) - broken;
}
