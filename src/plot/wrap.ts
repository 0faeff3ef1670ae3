/**
 * Lines of a given width, broken where UAX #14 allows: no line starts with closing punctuation or ends with an opening
 * bracket, Latin words stay whole, Chinese breaks between characters. Widths are cells.
 */
import { LineBreaker } from 'css-line-break';
import { clusters, width, type Line, type Span } from './cells.js';

// A stretch of spaces between Chinese and Latin belongs to the line before; a number and its unit stay together.
const TRAILING = /\s+$/u;

/** @param indent cells taken from every line but the first */
export function wrapText(text: string, cells: number, indent = 0): string[] {
  return wrapSpans([{ text, style: {} }], cells, indent).map((line) => line.map((span) => span.text).join(''));
}

/** Breaks styled text into lines of at most `cells` cells; a newline in the text always breaks. */
export function wrapSpans(spans: readonly Span[], cells: number, indent = 0): Line[] {
  const room = Math.max(1, cells);
  const text = spans.map((span) => span.text).join('');
  const lines: Line[] = [];
  let start = 0; // of the line
  let end = 0; // of what surely fits
  let used = 0;
  const limit = () => Math.max(1, lines.length === 0 ? room : room - indent);
  const flush = (to: number, next: number) => {
    lines.push(slice(spans, start, start + text.slice(start, to).replace(TRAILING, '').length));
    start = next;
    end = next;
    used = 0;
  };
  let from = 0;
  for (const { position, required } of breaks(text)) {
    const piece = text.slice(from, position);
    const bare = width(piece.replace(TRAILING, ''));
    if (used + bare > limit() && end > start) flush(end, end);
    if (bare > limit()) {
      // Longer than a line: cut between characters.
      for (const cluster of clusters(piece)) {
        if (used + cluster.width > limit() && end > start) flush(end, end);
        end = from + cluster.end;
        used += cluster.width;
      }
      end = position;
    } else {
      used += width(piece);
      end = position;
    }
    from = position;
    if (required && position < text.length) flush(position, position);
  }
  if (start < text.length || lines.length === 0) flush(text.length, text.length);
  return lines;
}

interface BreakPoint {
  readonly position: number;
  readonly required: boolean;
}

function* breaks(text: string): Generator<BreakPoint> {
  const breaker = LineBreaker(tailored(text), { lineBreak: 'strict', wordBreak: 'normal' });
  let position = 0; // the library counts code points, strings count UTF-16 units
  for (let found = breaker.next(); !found.done; found = breaker.next()) {
    position += found.value.slice().length;
    yield { position, required: found.value.required };
  }
}

const HAN = /\p{Script=Han}/u;

/** The text as the algorithm should see it, of equal length: quotation marks in Chinese are brackets, "95 %" is one word. */
function tailored(text: string): string {
  const whole = text.replace(NUMBER_UNIT, '\u00a0');
  return HAN.test(whole) ? whole.replace(/[“‘]/g, '「').replace(/[”’](?![a-z])/g, '」') : whole;
}

const NUMBER_UNIT = /(?<=\d) (?=%|(?:ms|s|kB|MB|GB)\b)/g;

function slice(spans: readonly Span[], from: number, to: number): Line {
  const kept: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const a = Math.max(from, at) - at;
    const b = Math.min(to, at + span.text.length) - at;
    if (b > a) kept.push({ text: span.text.slice(a, b), style: span.style });
    at += span.text.length;
  }
  return kept;
}
