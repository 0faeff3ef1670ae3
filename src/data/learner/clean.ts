/**
 * Text from outside (files, pasted text, file names) made safe for a terminal: escape sequences, control characters, marks that
 * reorder or hide text, and broken surrogates are taken out. Everything a learner brings passes through here.
 */
import { stripVTControlCharacters } from 'node:util';

// C0 but tab and line feed, DEL, C1, marks that turn the writing direction, invisible joiners and the byte-order mark.
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const BROKEN = /\p{Surrogate}/gu;

/** Text of several lines: line ends become \n; tabs and line feeds stay, other control characters go. */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text.replace(/\r\n?|[\u2028\u2029]/g, '\n'))
    .replace(UNSAFE, '')
    .replace(BROKEN, '\uFFFD');
}

/** One line, such as a cell or a name: white space of any kind becomes one space, none at the ends; accents composed (NFC). */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim().normalize('NFC');
}
