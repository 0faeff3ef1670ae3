/**
 * The language that all models learn: a number of three digits, an equals sign, and the number written in another way, as in
 * 342=300+40+2. There are 999 lines, so what is possible at best can be counted.
 */
export type Writing = 'expanded' | 'roman';

/** Ends a line; stands for what is hidden; begins what a decoder reads. */
const MARKS = '._^';
const ALPHABET = `0123456789=+IVXLCDM${MARKS}`;
export const SYMBOLS = ALPHABET.length;
export const [END, BLANK, START] = Array.from(MARKS, idOf);
export const NUMBERS = 999;
export const DIGITS = 3;

export function idOf(symbol: string): number {
  return ALPHABET.indexOf(symbol);
}

export function idsOf(text: string): number[] {
  return Array.from(text, idOf);
}

export function textOf(ids: Iterable<number>): string {
  return Array.from(ids, (id) => ALPHABET[id]).join('');
}

/** What may stand in a line. */
export function knows(symbol: string, writing: Writing): boolean {
  return (writing === 'roman' ? '0123456789=IVXLCDM_' : '0123456789=+_').includes(symbol);
}

const ROMAN = [
  ['', 'C', 'CC', 'CCC', 'CD', 'D', 'DC', 'DCC', 'DCCC', 'CM'],
  ['', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX', 'LXXX', 'XC'],
  ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'],
];

export function digitsOf(number: number): string {
  return String(number).padStart(DIGITS, '0');
}

/** 342 -> 300+40+2 or CCCXLII */
export function rewritten(number: number, writing: Writing): string {
  const digits = Array.from(digitsOf(number), Number);
  if (writing === 'roman') return digits.map((digit, place) => ROMAN[place][digit]).join('');
  return digits.map((digit, place) => (digit > 0 ? digit + '0'.repeat(DIGITS - 1 - place) : '')).filter((part) => part !== '').join('+');
}

export function lineOf(number: number, writing: Writing): string {
  return `${digitsOf(number)}=${rewritten(number, writing)}`;
}

export function allLines(writing: Writing): string[] {
  return Array.from({ length: NUMBERS }, (_, i) => lineOf(i + 1, writing));
}

/** Every symbol that a model knows, in the order of their ids. */
export function allSymbols(): string {
  return ALPHABET;
}
