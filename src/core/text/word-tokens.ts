/**
 * Running text as lower-case words and sentence ends, the input of word vectors. Words keep apostrophes and inner full stops (don't,
 * u.s), numbers their marks (1,000); each Chinese character is a token, since it needs no dictionary to be found.
 */

/** Stands where a sentence ends. */
export const SENTENCE_END = '.';

const TOKEN =
  /\p{L}(?:\.\p{L})+(?!\p{L})|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*|[.!?…]+(?=["'”’)\]]*(?:\s|$))|[。！？]+/gu;
const WORD = /^[\p{L}\p{N}]/u;
// Chinese characters are letters too: spaces around them keep a run of letters from swallowing them.
const HAN = /\p{Script=Han}/gu;

/** The tokens of a text in order, with {@link SENTENCE_END} at every full stop, question and exclamation mark between sentences. */
export function wordTokens(text: string): string[] {
  const tokens = text.replace(HAN, ' $& ').toLowerCase().replaceAll('’', "'").match(TOKEN) ?? [];
  return tokens.map((token) => (WORD.test(token) ? token : SENTENCE_END));
}
