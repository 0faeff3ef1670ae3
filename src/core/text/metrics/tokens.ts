/** How BLEU and ROUGE cut text into tokens, by the conventions of sacrebleu and rouge-score, and Chinese by the character. */

const HAN = /\p{Script=Han}/u;
/** Ideographs, and the punctuation and full-width forms set among them: each is a token of its own. */
const CHINESE = /[\p{Script=Han}\u2600-\u27bf\u2f00-\u2fdf\u3000-\u303f\u31c0-\u31ef\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef]/gu;

/**
 * Tokens for BLEU: case kept; ASCII punctuation stands alone, but `.` and `,` between digits, `-` except after a digit, and `'`
 * stay in the word (mteval-v13a, the default of sacrebleu). Each Chinese character or full-width mark is a token, as with
 * sacrebleu's `zh`.
 */
export function bleuTokens(text: string): string[] {
  const spaced = text
    .replace(CHINESE, ' $& ')
    .replace(/&(quot|amp|lt|gt);/g, (_, name: 'quot' | 'amp' | 'lt' | 'gt') => ({ quot: '"', amp: '&', lt: '<', gt: '>' })[name]);
  return ` ${spaced} `
    .replace(/[!-&(-+/:-@[-`{-~]/g, ' $& ')
    .replace(/([^0-9])([.,])/g, '$1 $2 ')
    .replace(/([.,])([^0-9])/g, ' $1 $2')
    .replace(/([0-9])-/g, '$1 - ')
    .split(/\s+/)
    .filter((token) => token !== '');
}

/**
 * Tokens for ROUGE: lower case, runs of the letters a to z and digits, everything else dropped (rouge-score without its stemmer);
 * here each Chinese character is a token too, where rouge-score drops it.
 */
export function rougeTokens(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+|\p{Script=Han}/gu) ?? [];
}

/** Does the text hold Chinese characters? */
export function hasHan(text: string): boolean {
  return HAN.test(text);
}
