/** The help page: every key of the screen from its action table, then every mark that is drawn on it. */
import stringWidth from 'string-width';
import type { Line, Mark } from '../../plot/index.js';
import { wrapText } from '../../plot/wrap.js';
import type { Catalogue } from '../../words/index.js';
import { showKey, type Action } from '../keys/actions.js';
import { fitLine, line, lineWidth, plainLine, words as span } from '../components/lines.js';

/** Sentences of the screen's own on the help page. */
export interface HelpSection {
  readonly title: string;
  readonly texts: readonly string[];
}

const KEY_GAP = 2;
const COLUMN_GAP = 3;
const MARK_CELLS = 12;

export function helpLines(actions: readonly Action[], marks: readonly Mark[], sections: readonly HelpSection[], words: Catalogue, width: number, ascii: boolean): readonly Line[] {
  const keyed = actions.filter((action) => action.keys.length > 0);
  const named = keyed.map((action) => ({ keys: digits(action) ? (action.shown ?? '') : action.keys.map((key) => showKey(key, ascii)).join(' '), help: words.ui.actions[action.id].help }));
  const keyCells = Math.max(...named.map(({ keys }) => stringWidth(keys))) + KEY_GAP;
  const entries = named.map(({ keys, help }) => line(...fitLine([span(keys, 'accent')], keyCells), span(help)));
  return [
    [span(words.ui['help.keys'], 'title')],
    ...inColumns(entries, width),
    ...(sections.length === 0 ? [] : [[], ...helpSections(sections, width).slice(0, -1)]),
    ...(marks.length === 0 ? [] : [[], [span(words.ui['help.marks'], 'title')], ...marks.map((mark) => markLine(mark, width))]),
  ];
}

/** Each with its title, and an empty line after it. */
export function helpSections(sections: readonly HelpSection[], width: number): readonly Line[] {
  return sections.flatMap(({ title, texts }) => [[span(title, 'title')], ...texts.flatMap((text) => wrapText(text, width)).map((text) => plainLine(text)), []]);
}

/** Digits are written as the range they stand for. */
function digits({ keys }: Action): boolean {
  return keys.every((key) => key.length === 1 && key >= '0' && key <= '9');
}

/** Two columns where both fit in full. */
function inColumns(entries: readonly Line[], width: number): readonly Line[] {
  const column = Math.floor((width - COLUMN_GAP) / 2);
  if (entries.some((entry) => lineWidth(entry) > column)) return entries.map((entry) => fitLine(entry, width));
  const half = Math.ceil(entries.length / 2);
  return entries.slice(0, half).map((entry, index) => {
    const beside = entries[half + index];
    return beside === undefined ? entry : [...fitLine(entry, column), span(' '.repeat(COLUMN_GAP)), ...beside];
  });
}

function markLine({ sample, meaning }: Mark, width: number): Line {
  const cells = Math.max(MARK_CELLS, lineWidth(sample) + KEY_GAP);
  return fitLine([...fitLine(sample, cells), ...plainLine(meaning)], width);
}
