/** Pieces of the two corpora that the shipped language models have not seen: sentences (en), whole poems (zh). */
import type { GptLanguage } from './gpt.js';
import { once, readPacked } from './packed.js';

const texts = once(() => JSON.parse(new TextDecoder().decode(readPacked('held-out-text'))) as Readonly<Record<GptLanguage, readonly string[]>>);

/** The pieces of a language, in the order of the corpus. */
export function heldOutText(language: GptLanguage): readonly string[] {
  return texts()[language];
}
