/** The seven ways to make another text of a text. Each keeps the label, or hopes to. */
import type { gpt, Random } from '../../src/core/index.js';
import { CONCEPTS, type Concept } from './phrases.js';
import { cut, paste, sentences, type Cut, type Language, type Piece } from './words.js';

export const TECHNIQUES = ['synonyms', 'deletion', 'swap', 'shuffle', 'noise', 'backTranslation', 'synthetic'] as const;
export type Technique = (typeof TECHNIQUES)[number];

const CONCEPT: Readonly<Record<Language, ReadonlyMap<string, Concept>>> = { en: byExpression('en'), zh: byExpression('zh') };
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Keys beside each other: what a finger hits by mistake. */
const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** Characters that sound alike, as a Chinese input method mixes them up. */
const SOUND_ALIKE = ['的地得', '在再', '做作', '他她它', '以已', '进近', '心新', '是事', '有又', '和合', '件见', '买卖', '免面', '请情', '快块', '今金', '天添', '房方', '电店', '很狠', '需须', '到道', '时实', '我窝', '们门', '信新', '费非', '帮邦', '价架'];
/** Words of the beginning that the language model gets, and tokens that it adds. */
export const OPENING = 3;
export const CONTINUED = 10;

/** What a language model is asked for; undefined where there is none to ask. */
export type Continue = (prompt: string, tokens: number, random: Random) => string;

/**
 * Another text by one technique.
 * @param rate  share of the words that it touches, about
 */
export function augmented(technique: Technique, sample: string, language: Language, rate: number, random: Random, proceed: Continue): string {
  const parts = cut(sample, language);
  switch (technique) {
    case 'synonyms':
      return paste(mapWords(parts, (word) => (random.bernoulli(Math.min(1, 3 * rate)) ? synonym(word, language, random) : word)));
    case 'deletion':
      return deleted(parts, rate, random);
    case 'swap':
      return swapped(parts, rate, random);
    case 'shuffle':
      return shuffled(sample, language, random);
    case 'noise':
      return noisy(parts, rate, random);
    case 'backTranslation':
      return paste(mapWords(parts, (word) => backTranslated(word, language).back));
    case 'synthetic':
      return synthetic(parts, proceed, random);
  }
}

/** The way through the other language and back; words that the table lacks stay. */
export function backTranslated(word: string, language: Language): { readonly pivot: string; readonly back: string } {
  const concept = CONCEPT[language].get(word.toLowerCase());
  if (!concept) return { pivot: word, back: word };
  const other = language === 'en' ? 'zh' : 'en';
  const pivot = concept[other][0];
  const back = CONCEPT[other].get(pivot.toLowerCase())?.[language][0] ?? word;
  return { pivot, back: likeCase(back, word) };
}

/** The text as it stands in the other language on the way. */
export function pivotOf(sample: string, language: Language): string {
  const apart = (word: string, pivot: string): string => (pivot === word ? word : language === 'zh' ? ` ${pivot} ` : pivot);
  return paste(mapWords(cut(sample, language), (word) => apart(word, backTranslated(word, language).pivot))).replace(/ +/g, ' ').trim();
}

function synonym(word: string, language: Language, random: Random): string {
  const others = (CONCEPT[language].get(word.toLowerCase())?.[language] ?? []).filter((other) => other !== word.toLowerCase());
  return others.length === 0 ? word : likeCase(others[random.integer(others.length)], word);
}

function deleted(parts: Cut, rate: number, random: Random): string {
  const gone = someWords(parts, rate, random);
  const kept: Piece[] = [];
  parts.pieces.forEach((piece, i) => {
    if (!gone.has(i) || gone.size === parts.pieces.length) kept.push(piece);
    // The end of a sentence stays where its last word goes.
    else if (/\S/.test(piece.after) && kept.length > 0) kept[kept.length - 1] = { word: kept[kept.length - 1].word, after: piece.after };
  });
  return paste({ ...parts, pieces: kept });
}

function noisy(parts: Cut, rate: number, random: Random): string {
  const hit = someWords(parts, rate, random);
  return paste({ ...parts, pieces: parts.pieces.map((piece, i) => (hit.has(i) ? { ...piece, word: mistyped(piece.word, parts.language, random) } : piece)) });
}

/** Places of that share of the words, one at least. */
function someWords({ pieces }: Cut, rate: number, random: Random): Set<number> {
  return new Set(pieces.length === 0 ? [] : random.sampleWithoutReplacement(pieces.length, Math.max(1, Math.round(rate * pieces.length))));
}

function swapped(parts: Cut, rate: number, random: Random): string {
  const words = parts.pieces.map(({ word }) => word);
  const swaps = words.length < 2 ? 0 : Math.max(1, Math.round((rate * words.length) / 2));
  for (let s = 0; s < swaps; s++) {
    const [a, b] = random.sampleWithoutReplacement(words.length, 2);
    [words[a], words[b]] = [words[b], words[a]];
  }
  return paste({ ...parts, pieces: parts.pieces.map(({ after }, i) => ({ word: words[i], after })) });
}

function shuffled(sample: string, language: Language, random: Random): string {
  const list = sentences(sample, language).map((sentence) => sentence.trim());
  const order = random.permutation(list.length);
  // An order that happens to be the old one is turned on by one.
  const turn = order.every((from, to) => from === to) ? 1 : 0;
  return Array.from(order, (i) => list[(i + turn) % list.length]).join(language === 'en' ? ' ' : '');
}

/** A character put in, left out, turned round with its neighbour, or hit beside; a Chinese character takes one that sounds alike. */
function mistyped(word: string, language: Language, random: Random): string {
  if (language === 'zh') {
    const characters = [...word];
    const at = random.integer(characters.length);
    const alike = SOUND_ALIKE.find((group) => group.includes(characters[at]));
    if (!alike) return random.bernoulli(0.5) ? word + characters[at] : characters.filter((_, i) => i !== at).join('');
    const others = [...alike].filter((other) => other !== characters[at]);
    characters[at] = others[random.integer(others.length)];
    return characters.join('');
  }
  const at = random.integer(word.length);
  switch (random.integer(4)) {
    case 0:
      return word.slice(0, at) + LETTERS[random.integer(LETTERS.length)] + word.slice(at);
    case 1:
      return word.length === 1 ? word : word.slice(0, at) + word.slice(at + 1);
    case 2:
      return at + 1 < word.length ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) : word;
    default:
      return word.slice(0, at) + beside(word[at], random) + word.slice(at + 1);
  }
}

function beside(letter: string, random: Random): string {
  const row = KEYBOARD.find((keys) => keys.includes(letter.toLowerCase()));
  if (!row) return letter;
  const at = row.indexOf(letter.toLowerCase());
  const near = [row[at - 1], row[at + 1]].filter((key) => key !== undefined);
  return near[random.integer(near.length)];
}

function synthetic(parts: Cut, proceed: Continue, random: Random): string {
  const pieces = parts.pieces.slice(0, OPENING);
  const opening = paste({ ...parts, pieces: pieces.map((piece, i) => (i === pieces.length - 1 ? { ...piece, after: '' } : piece)) });
  return opening + proceed(opening, CONTINUED, random);
}

function mapWords(parts: Cut, change: (word: string) => string): Cut {
  return { ...parts, pieces: parts.pieces.map(({ word, after }) => ({ word: change(word), after })) };
}

function likeCase(word: string, model: string): string {
  return /^\p{Lu}/u.test(model) ? word[0].toUpperCase() + word.slice(1) : word;
}

/** An expression of several concepts belongs to the first: so does a translator who knows no context. */
function byExpression(language: Language): Map<string, Concept> {
  const by = new Map<string, Concept>();
  for (const concept of CONCEPTS) for (const expression of concept[language]) if (!by.has(expression)) by.set(expression, concept);
  return by;
}

export type Model = Pick<gpt.LanguageModel, 'continueText'>;
/** The shipped model's continuation, its line breaks made blanks. */
export const continuing =
  (model: Model): Continue =>
  (prompt, tokens, random) =>
    model.continueText(prompt, random, { tokens, temperature: 0.8, topK: 40 }).replace(/\s+/g, ' ');
