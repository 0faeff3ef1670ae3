/**
 * Printed characters in 8x8 pixels, drawn for this project: digits in two faces and capital letters in one. A computer that prints
 * them knows what they are, so their labels cost nothing: a source of labelled data that is related to handwriting, more or less.
 */
import type { ImageSet } from './images.js';
import { once } from './packed.js';

const SIDE = 8;
/** Of the glyphs below: five columns a character, seven rows. */
const [WIDTH, HEIGHT] = [5, 7];

/** Rows of glyphs side by side, with a space between; '#' is ink. One face a group. */
const DIGITS = [
  [
    '.###. ..#.. .###. .###. ...#. ##### ..##. ##### .###. .###.',
    '#...# .##.. #...# #...# ..##. #.... .#... ....# #...# #...#',
    '#...# ..#.. ....# ....# .#.#. ####. #.... ...#. #...# #...#',
    '#...# ..#.. ...#. ..##. #..#. ....# ####. ..#.. .###. .####',
    '#...# ..#.. ..#.. ....# ##### ....# #...# ..#.. #...# ....#',
    '#...# ..#.. .#... #...# ...#. #...# #...# .#... #...# ...#.',
    '.###. .###. ##### .###. ...#. .###. .###. .#... .###. .##..',
  ],
  [
    '..#.. ..#.. .##.. ####. #.... .#### ..#.. ####. ..##. ..##.',
    '.#.#. ..#.. #..#. ...#. #..#. .#... .#... ...#. .#..# .#.#.',
    '#...# ..#.. ...#. ..#.. #..#. .###. .#... ...#. .#.#. .#.#.',
    '#...# ..#.. ..#.. .###. ##### ....# .###. .#### ..#.. ..##.',
    '#...# ..#.. .#... ....# ...#. ....# .#..# ..#.. .#.#. ...#.',
    '.#.#. ..#.. ##... ....# ...#. ....# .#..# ..#.. #..#. ...#.',
    '..#.. ..#.. .#### ####. ...#. .###. ..##. .#... .##.. ..#..',
  ],
] as const;

/** A to Z without I and O, which are hardly other than 1 and 0. */
const LETTERS = [
  [
    '.###. ####. .#### ####. ##### ##### .#### #...# ....# #...# #.... #...#',
    '#...# #...# #.... #...# #.... #.... #.... #...# ....# #..#. #.... ##.##',
    '#...# #...# #.... #...# #.... #.... #.... #...# ....# #.#.. #.... #.#.#',
    '##### ####. #.... #...# ####. ####. #..## ##### ....# ##... #.... #...#',
    '#...# #...# #.... #...# #.... #.... #...# #...# #...# #.#.. #.... #...#',
    '#...# #...# #.... #...# #.... #.... #...# #...# #...# #..#. #.... #...#',
    '#...# ####. .#### ####. ##### #.... .#### #...# .###. #...# ##### #...#',
  ],
  [
    '#...# ####. .###. ####. .#### ##### #...# #...# #...# #...# #...# #####',
    '##..# #...# #...# #...# #.... ..#.. #...# #...# #...# #...# #...# ....#',
    '#.#.# #...# #...# #...# #.... ..#.. #...# #...# #...# .#.#. .#.#. ...#.',
    '#..## ####. #...# ####. .###. ..#.. #...# #...# #.#.# ..#.. ..#.. ..#..',
    '#...# #.... #.#.# #.#.. ....# ..#.. #...# #...# #.#.# .#.#. ..#.. .#...',
    '#...# #.... #..#. #..#. ....# ..#.. #...# .#.#. ##.## #...# ..#.. #....',
    '#...# #.... .##.# #...# ####. ..#.. .###. ..#.. #...# #...# ..#.. #####',
  ],
] as const;

/** The ten digits in two faces; class number and digit are the same. */
export const printedDigits = once((): ImageSet => imageSet(DIGITS.flatMap((face) => glyphsOf(face).map((glyph, label) => ({ glyph, label }))), 10));

/** Twenty-four capital letters, each a class of its own. */
export const printedLetters = once((): ImageSet => {
  const glyphs = LETTERS.flatMap(glyphsOf);
  return imageSet(glyphs.map((glyph, label) => ({ glyph, label })), glyphs.length);
});

/** Ink (0 or 1) of each character of a face, [HEIGHT * WIDTH]. */
function glyphsOf(face: readonly string[]): readonly (readonly number[])[] {
  const rows = face.map((row) => row.split(' '));
  return rows[0].map((_, i) => rows.flatMap((row) => Array.from(row[i], (mark) => (mark === '#' ? 1 : 0))));
}

function imageSet(characters: readonly { readonly glyph: readonly number[]; readonly label: number }[], classes: number): ImageSet {
  const pixels = new Float32Array(characters.length * SIDE * SIDE);
  characters.forEach(({ glyph }, i) => pixels.set(enlarged(glyph), i * SIDE * SIDE));
  return { count: characters.length, rows: SIDE, columns: SIDE, classes, pixels, labels: Int32Array.from(characters, ({ label }) => label) };
}

/** A glyph as high as the picture and six pixels wide, in the middle; bilinear. */
function enlarged(glyph: readonly number[]): Float32Array {
  const out = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const y = ((row + 0.5) * HEIGHT) / SIDE - 0.5;
      const x = ((column - 1 + 0.5) * WIDTH) / (SIDE - 2) - 0.5;
      let ink = 0;
      glyph.forEach((mark, i) => (ink += mark * Math.max(0, 1 - Math.abs(Math.floor(i / WIDTH) - y)) * Math.max(0, 1 - Math.abs((i % WIDTH) - x))));
      out[row * SIDE + column] = ink;
    }
  }
  return out;
}
