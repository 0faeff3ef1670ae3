/** A shell command on screen: one unbroken line where it fits, else broken between words with a backslash, so that a copy of it still runs. */
import { width, type Line } from '../../plot/index.js';
import { words as span } from '../components/lines.js';

/** @param command  words are parted by single spaces; what is quoted stays whole */
export function commandRows(command: string, cells: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of optionsWhole(shellWords(command))) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (row !== '' && width(longer) > cells - 2) {
      rows.push(`${row} \\`);
      row = word;
    } else row = longer;
  }
  return width(command) <= cells ? [command] : [...rows, row];
}

export function commandLines(command: string, cells: number): readonly Line[] {
  return commandRows(command, cells).map((row): Line => [span(row, 'code')]);
}

/** An option and its value stay on one line. */
function optionsWhole(words: readonly string[]): readonly string[] {
  const whole: string[] = [];
  words.forEach((word, index) => {
    const before = words[index - 1] ?? '';
    if (before.startsWith('--') && !word.startsWith('--')) whole[whole.length - 1] += ` ${word}`;
    else whole.push(word);
  });
  return whole;
}

/** Cut at spaces outside of quotation marks. */
export function shellWords(command: string): readonly string[] {
  return command.match(/(?:\$?'(?:[^'\\]|\\.)*'|\\.|[^\s'])+/gs) ?? [];
}
