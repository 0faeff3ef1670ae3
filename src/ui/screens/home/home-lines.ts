/** The map of the course as lines. */
import type { Line } from '../../../plot/index.js';
import { wrapText } from '../../../plot/wrap.js';
import type { Language } from '../../../lesson/index.js';
import type { Level, Part } from '../../../registry/index.js';
import type { Catalogue } from '../../../words/index.js';
import { fill } from '../../../words/say.js';
import { bar, fitLine, line, plainLine, spread, stars, truncate, width, words as span } from '../../components/lines.js';
import type { Signs } from '../../signs.js';
import { CONTINUE, openParts, REVIEW, rowsOf, type HomeGrid } from './home-state.js';

export interface HomeView {
  readonly parts: readonly Part[];
  readonly levels: readonly Level[];
  readonly starsOf: (level: string) => number;
  /** What the first line opens, as a sentence. */
  readonly opens: string;
  /** What must be said about the saved progress: set aside, not saved. */
  readonly notices: readonly string[];
  /** Cards to review, as a sentence; undefined where none is due. */
  readonly due?: string;
  readonly cursor: number;
  readonly language: Language;
  readonly words: Catalogue;
  readonly signs: Signs;
}

const BAR_CELLS = 10;
const COLUMN_GAP = 2;

/** One column in narrow windows, two at 80, three in wide ones. */
export function homeGrid(parts: readonly Part[], levels: readonly Level[], cells: number, review = false): HomeGrid {
  const columns = cells >= 116 ? 3 : cells >= 70 ? 2 : 1;
  return { parts: parts.map((part) => levels.filter((level) => level.part === part.number).length), columns, review };
}

export function homeLines(view: HomeView, grid: HomeGrid, cells: number, rows: number): readonly Line[] {
  const notices = view.notices.flatMap((notice) => wrapText(notice, cells - 2)).map((text) => fitLine(plainLine(`  ${text}`, 'warn'), cells));
  const lines: Line[] = [entryLine(view.opens, CONTINUE, view, cells), ...(view.due === undefined ? [] : [entryLine(view.due, REVIEW, view, cells)]), ...notices, []];
  const open = openParts(view.cursor, grid, rows - lines.length);
  let pointed = view.cursor === CONTINUE ? 0 : view.cursor === REVIEW ? 1 : -1;
  view.parts.forEach((part, index) => {
    const levels = view.levels.filter((level) => level.part === part.number);
    lines.push(partLine(part, levels, view, cells));
    if (!open[index]) return;
    const first = view.levels.indexOf(levels[0]);
    const count = rowsOf(levels.length, grid.columns);
    const column = Math.floor((cells - 3 - COLUMN_GAP * (grid.columns - 1)) / grid.columns);
    for (let row = 0; row < count; row++) {
      const entries = Array.from({ length: grid.columns }, (_, at) => at * count + row).filter((at) => at < levels.length);
      if (entries.some((at) => first + at === view.cursor)) pointed = lines.length;
      lines.push(line(span('   '), ...entries.flatMap((at, nth) => [...(nth > 0 ? [span(' '.repeat(COLUMN_GAP))] : []), ...levelCell(levels[at], first + at, view, column)])));
    }
  });
  // In a low window the page follows the pointer.
  const start = Math.max(0, Math.min(pointed - rows + 2, lines.length - rows));
  return lines.slice(start, start + rows);
}

function entryLine(text: string, place: number, { cursor, signs }: HomeView, cells: number): Line {
  const chosen = cursor === place;
  return fitLine([span(chosen ? `${signs.pointer} ` : '  ', 'accent'), span(text, chosen ? 'accent' : undefined, chosen)], cells);
}

function partLine(part: Part, levels: readonly Level[], view: HomeView, cells: number): Line {
  const done = levels.filter((level) => view.starsOf(level.id) > 0).length;
  const count = `${done}/${levels.length}`;
  return spread(
    [span(` ${part.roman.padEnd(4)}`, 'dim'), span(part.title[view.language], undefined, true)],
    [...bar(done / levels.length, BAR_CELLS, view.signs), span(count.padStart(6), 'dim')],
    cells,
  );
}

function levelCell(level: Level, index: number, { cursor, language, words, signs, starsOf }: HomeView, cells: number): Line {
  const chosen = index === cursor;
  const number = String(level.number).padStart(2);
  const pointer = span(chosen ? `${signs.pointer} ` : '  ', 'accent');
  const title = level.short[language];
  if (!level.available) {
    const mark = ` ${signs.dot}  `;
    const remark = chosen ? ` (${words.ui['home.coming']})` : '';
    // The title gives way to the remark.
    return fitLine([pointer, span(truncate(`${number} ${mark}${title}`, cells - 2 - width(remark), signs.ellipsis), 'muted'), span(remark, 'muted')], cells);
  }
  return fitLine([pointer, span(`${number} `, chosen ? 'accent' : undefined), ...stars(starsOf(level.id), signs), span(' '), span(title, chosen ? 'accent' : undefined, chosen)], cells);
}

/** The same for a screen reader: one line a level. */
export function homePlain(view: HomeView): readonly Line[] {
  const { words, language } = view;
  return [
    ...view.notices.map((notice) => plainLine(notice)),
    plainLine(`${view.cursor === CONTINUE ? '> ' : ''}${view.opens}`),
    ...(view.due === undefined ? [] : [plainLine(`${view.cursor === REVIEW ? '> ' : ''}${view.due}`)]),
    ...view.levels.map((level, index) => {
      const state = level.available ? fill(words.ui['home.stars'], { stars: view.starsOf(level.id) }) : words.ui['home.coming'];
      return plainLine(`${index === view.cursor ? '> ' : ''}${level.number} ${level.title[language]}: ${state}`);
    }),
  ];
}
