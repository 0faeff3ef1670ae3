/**
 * Whether what a model writes reads like its corpus, as one number: the share of words that occur in the corpus (English), of
 * lines that have five characters (Chinese). Measured on samples at temperature 0.7 with top-k 40.
 */
import { gpt, Random } from '../../src/core/index.js';
import type { GptLanguage } from '../../src/data/gpt.js';

const SAMPLES = 20;
const TOKENS = 150;

export function readability(language: GptLanguage, model: gpt.LanguageModel, documents: readonly string[]): number {
  const random = new Random(3);
  const known = new Set(language === 'en' ? documents.flatMap(words) : []);
  let good = 0;
  let all = 0;
  for (let i = 0; i < SAMPLES; i += 1) {
    const text = model.continueText('', random.split(i), { tokens: TOKENS, temperature: 0.7, topK: 40 });
    // The last word or line may be cut off.
    const pieces = (language === 'en' ? words(text) : text.split(/[，。\n]/u).filter((line) => line !== '')).slice(0, -1);
    good += pieces.filter((piece) => (language === 'en' ? known.has(piece) : [...piece].length === 5)).length;
    all += pieces.length;
  }
  return good / all;
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+/g) ?? [];
}
