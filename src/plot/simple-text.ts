/**
 * Text in which every character is a cluster of its own with a width of one or two cells: nearly all that is ever drawn.
 * It is measured as string-width does, but without its emoji tables, which cost 40 ms to load.
 */
import { eastAsianWidth } from 'get-east-asian-width';

// Latin, Greek, punctuation, signs, braille, kana, Han and full-width forms, without combining marks and joiners.
const CHARACTERS =
  '\\x20-\\x7e\\u00a1-\\u00ac\\u00ae-\\u02ff\\u0370-\\u0373\\u0391-\\u03ff\\u2010-\\u2027\\u2030-\\u205e\\u2070-\\u209c\\u2190-\\u23ff\\u2500-\\u25ff\\u2605\\u2606\\u2713\\u2717\\u27f0-\\u27ff\\u2800-\\u28ff\\u3000-\\u3029\\u3041-\\u3096\\u30a1-\\u30fe\\u4e00-\\u9fff\\uff01-\\uff60';

export const SIMPLE = new RegExp(`^[${CHARACTERS}]*$`);
/** The same with line feeds and colour codes (SGR) in it. */
export const SIMPLE_STYLED = new RegExp(`^(?:[\\n${CHARACTERS}]|\\x1b\\[[\\d;]*m)*$`);
export const ASCII = /^[\x20-\x7e]*$/;

/** Cells of one character of a simple text. */
export function characterWidth(character: string): number {
  const code = character.charCodeAt(0);
  // East Asian wide characters begin beyond the combining marks, the box and braille characters are narrow.
  if (code < 0x1100 || (code >= 0x2500 && code <= 0x25fc) || (code >= 0x2800 && code <= 0x28ff)) return 1;
  return eastAsianWidth(code);
}

/** Cells of a text without controls; undefined where it is not simple. */
export function simpleWidth(text: string): number | undefined {
  if (ASCII.test(text)) return text.length;
  if (!SIMPLE.test(text)) return undefined;
  let cells = 0;
  for (const character of text) cells += characterWidth(character);
  return cells;
}
