/** Hits as lines: title and place, and below them the words around what was found, which stands out. */
import { clusters, width, wrapSpans, type Line, type Span } from '../../../plot/index.js';
import type { Hit, Level } from '../../../registry/index.js';
import { tokensOf } from '../../../registry/search.js';
import type { Language } from '../../../lesson/index.js';
import { fill } from '../../../words/say.js';
import type { Catalogue } from '../../../words/index.js';
import { line, plainLine, spread, words as span } from '../../components/lines.js';
import type { Signs } from '../../signs.js';

export interface HitsView {
  readonly hits: readonly Hit[];
  readonly query: string;
  readonly cursor: number;
  readonly levels: readonly Level[];
  readonly language: Language;
  readonly words: Catalogue;
  readonly signs: Signs;
}

const ROWS_A_HIT = 2;
const INDENT = 4;

/** The hits around the pointer, as many as there is room for. */
export function hitLines(view: HitsView, cells: number, height: number): readonly Line[] {
  const room = Math.max(1, Math.floor(height / ROWS_A_HIT));
  const first = Math.max(0, Math.min(view.cursor - Math.floor(room / 2), view.hits.length - room));
  const tokens = tokensOf(view.query);
  return view.hits.slice(first, first + room).flatMap((hit, index) => {
    const chosen = first + index === view.cursor;
    const title = line(span(chosen ? `${view.signs.pointer} ` : '  ', 'accent'), span(hit.title, chosen ? 'accent' : undefined, true));
    const rows = wrapSpans(marked(brought(hit.excerpt, tokens, cells - INDENT - 2), tokens), cells - INDENT - 2);
    const excerpt = [...(rows[0] ?? []), ...(rows.length > 1 ? [span(` ${view.signs.ellipsis}`, 'dim')] : [])];
    return [spread(title, [span(`  ${placeInWords(hit, view)}`, 'dim')], cells), [span(' '.repeat(INDENT)), ...excerpt]];
  });
}

/** One line a hit, to be read aloud. */
export function hitsPlain(view: HitsView): readonly Line[] {
  return view.hits.map((hit, index) => plainLine(`${index === view.cursor ? '> ' : ''}${hit.title} (${placeInWords(hit, view)}): ${hit.excerpt}`));
}

function placeInWords({ target }: Hit, { levels, words }: HitsView): string {
  const { ui } = words;
  if (target.kind === 'term') return ui['search.term'];
  const level = levels.find(({ id }) => id === target.level);
  const number = level?.number ?? 0;
  if (target.kind === 'card') return fill(ui['search.card'], { number, card: target.index + 1 });
  return fill(ui[level?.available === false ? 'search.coming' : 'search.level'], { number });
}

/** The text from so far on that its first hit is seen in a row of `cells`, with the rest of its word: it begins in the first two thirds. */
export function brought(text: string, tokens: readonly string[], cells: number): string {
  const found = nearest(folded(text), tokens, 0);
  if (found === undefined || width(text.slice(0, found.end)) <= (cells * 2) / 3) return text;
  const pieces = clusters(text.slice(0, found.start));
  let [first, used] = [pieces.length, 0];
  while (first > 0 && used + pieces[first - 1].width <= cells / 3) used += pieces[--first].width;
  // Latin words stay whole.
  while (first < pieces.length && /\w/.test(pieces[first].text) && /\w/.test(pieces[first - 1]?.text ?? '')) first++;
  return `… ${pieces.slice(first).map((piece) => piece.text).join('').trimStart()}${text.slice(found.start)}`;
}

/** Where the words occur, they are bold; the rest is dim. */
export function marked(text: string, tokens: readonly string[]): readonly Span[] {
  const plain = folded(text);
  const spans: Span[] = [];
  let at = 0;
  while (at < text.length) {
    const next = nearest(plain, tokens, at);
    if (next === undefined) break;
    if (next.start > at) spans.push(span(text.slice(at, next.start), 'dim'));
    spans.push(span(text.slice(next.start, next.end), 'accent', true));
    at = next.end;
  }
  return at < text.length ? [...spans, span(text.slice(at), 'dim')] : spans;
}

/** As the search reads it, character by character, so that places stay the same: "…" would become three dots. */
function folded(text: string): string {
  return [...text]
    .map((character) => {
      const plain = character.normalize('NFKC').toLowerCase();
      return plain.length === character.length ? plain : character;
    })
    .join('');
}

function nearest(text: string, tokens: readonly string[], from: number): { readonly start: number; readonly end: number } | undefined {
  let found: { readonly start: number; readonly end: number } | undefined;
  for (const token of tokens) {
    const start = text.indexOf(token, from);
    if (start < 0 || token === '') continue;
    if (found === undefined || start < found.start || (start === found.start && start + token.length > found.end)) found = { start, end: start + token.length };
  }
  return found;
}
