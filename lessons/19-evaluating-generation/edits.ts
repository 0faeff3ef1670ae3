/** Ways to spoil or rewrite a sentence of which we know what they do to its meaning: the bench on which the metrics are tried. */
import type { Random } from '../../src/core/index.js';
import type { GptLanguage } from '../../src/data/gpt.js';
import { heldOutText } from '../../src/data/held-out-text.js';
import { OPPOSITES, SYNONYMS } from './vocabulary.js';

export const EDITS = ['synonyms', 'random', 'opposite', 'shuffled', 'half', 'padded', 'looped', 'other'] as const;
export type Edit = (typeof EDITS)[number];

export interface BenchSentence {
  readonly original: string;
  readonly edited: Readonly<Record<Edit, string>>;
}

const WORD: Readonly<Record<GptLanguage, RegExp>> = { en: /[A-Za-z][A-Za-z'’-]*|\d[\d,.]*\d|\d/g, zh: /\p{Script=Han}/gu };
/** Words that a loop repeats: a phrase, a line of verse. */
const LOOP: Readonly<Record<GptLanguage, number>> = { en: 3, zh: 5 };
const FEWEST_SYNONYMS = 1;

/** That many held-out sentences, each in all ways; fewer if fewer can be edited. */
export function drawBench(language: GptLanguage, count: number, random: Random): BenchSentence[] {
  const all = heldOutText(language);
  const usable = all.filter((sentence) => synonyms(sentence, language).count >= FEWEST_SYNONYMS && opposite(sentence, language) !== sentence);
  const drawn = random.split('sentences').permutation(usable.length).slice(0, count);
  const strangers = all.filter((sentence) => !usable.includes(sentence));
  const words = all.flatMap((sentence) => wordsOf(sentence, language));
  return Array.from(drawn, (index) => {
    const own = random.split('edits').split(index);
    const original = usable[index];
    const other = strangers[own.integer(strangers.length)];
    return {
      original,
      edited: {
        synonyms: synonyms(original, language).text,
        random: replaced(original, language, (word) => (isKnown(word, language) ? words[own.integer(words.length)] : word)),
        opposite: opposite(original, language),
        shuffled: shuffled(original, language, own),
        half: half(original, language),
        padded: `${original}${language === 'en' ? ' ' : ''}${other}`,
        looped: looped(original, language),
        other,
      },
    };
  });
}

function wordsOf(sentence: string, language: GptLanguage): string[] {
  return sentence.match(WORD[language]) ?? [];
}

function replaced(sentence: string, language: GptLanguage, by: (word: string, position: number) => string): string {
  let position = 0;
  return sentence.replace(WORD[language], (word) => by(word, position++));
}

function isKnown(word: string, language: GptLanguage): boolean {
  return SYNONYMS[language].has(word);
}

function synonyms(sentence: string, language: GptLanguage): { text: string; count: number } {
  let count = 0;
  const text = replaced(sentence, language, (word) => {
    const other = SYNONYMS[language].get(word);
    if (other !== undefined) count += 1;
    return other ?? word;
  });
  return { text, count };
}

/** The first word that can be turned round: a verb denied or undenied (en), a character for its opposite (zh). */
function opposite(sentence: string, language: GptLanguage): string {
  if (language === 'en') {
    const undenied = sentence.replace(/ not\b/, '');
    if (undenied !== sentence) return undenied;
    return sentence.replace(/\b(is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|shall)\b/, '$1 not');
  }
  let done = false;
  return replaced(sentence, language, (character) => {
    const other = done ? undefined : OPPOSITES.get(character);
    done ||= other !== undefined;
    return other ?? character;
  });
}

function shuffled(sentence: string, language: GptLanguage, random: Random): string {
  const words = wordsOf(sentence, language);
  const order = random.permutation(words.length);
  return replaced(sentence, language, (_, position) => words[order[position]]);
}

function half(sentence: string, language: GptLanguage): string {
  const words = wordsOf(sentence, language);
  let end = 0;
  replaced(sentence, language, (word, position) => {
    if (position < words.length / 2) end = sentence.indexOf(word, end) + word.length;
    return word;
  });
  return sentence.slice(0, end);
}

function looped(sentence: string, language: GptLanguage): string {
  const words = wordsOf(sentence, language);
  return words.map((_, i) => words[i % Math.min(LOOP[language], words.length)]).join(language === 'en' ? ' ' : '');
}
