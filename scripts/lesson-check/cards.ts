// Checks that every card fits the smallest screen it is promised for, in both languages and with every character set.

import { LANGUAGES } from '../../src/lesson/index.js';
import { CHARSETS, glyphsOf, renderProse, toText } from '../../src/plot/index.js';
import { Faults, type Fault } from './fault.js';
import { wordsFile, type LessonFolder } from './load.js';

/** What a screen of 80x24 leaves for the text of a card. */
export const CARD = { columns: 76, rows: 17 } as const;

export function checkCards({ folder, words }: Pick<LessonFolder, 'folder' | 'words'>): Fault[] {
  return LANGUAGES.flatMap((language) => {
    const faults = new Faults(wordsFile(folder, language));
    for (const [id, { body }] of Object.entries(words[language].cards)) {
      for (const charset of CHARSETS) {
        const lines = renderProse(body, { width: CARD.columns, charset }).map(toText);
        const { ellipsis } = glyphsOf(charset);
        if (lines.length > CARD.rows) faults.add(`card "${id}" needs ${lines.length} lines (${charset}); ${CARD.rows} fit`, 'Shorten it or make it two cards');
        const cut = lines.find((line) => line.trimEnd().endsWith(ellipsis) && !body.includes(ellipsis));
        if (cut !== undefined) faults.add(`card "${id}" is too wide (${charset}): "${cut.trim()}"`, `Code lines have ${CARD.columns - 2} columns, tables must fit ${CARD.columns}`);
        if (lines.length > CARD.rows || cut !== undefined) break; // said once, not once a character set
      }
    }
    return faults.list;
  });
}
