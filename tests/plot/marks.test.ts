import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import { say } from '../../src/words/say.js';
import { CHARSETS, COLOR_MODES, marksOf, renderPanel, type Charset, type Line, type Mark, type Paint, type Style } from '../../src/plot/index.js';
import { raw, type Emphasis, type Panel } from '../../src/lesson/index.js';
import { arbitraryPanel } from './panels.arbitrary.js';

const speaker = { language: 'en' } as const;

/** The names on a picture that a learner may ask about. */
function namesIn(panel: Panel): string[] {
  const labels = [
    ...('series' in panel ? panel.series.map(({ label }) => label) : []),
    ...('rules' in panel ? (panel.rules ?? []).map(({ label }) => label) : []),
    ...(panel.kind === 'timeline' ? panel.kinds.map(({ label }) => label) : []),
  ];
  return labels.map((label) => say(label, speaker));
}

function emphasesIn(panel: Panel): Set<Emphasis> {
  const items: readonly { readonly emphasis?: Emphasis }[] =
    panel.kind === 'bars' ? panel.bars : panel.kind === 'table' ? panel.rows : panel.kind === 'tokens' ? panel.tokens : panel.kind === 'text' ? panel.lines : panel.kind === 'image' ? panel.groups.flatMap(({ pictures }) => pictures) : [];
  return new Set(items.map(({ emphasis }) => emphasis ?? 'none').filter((emphasis) => emphasis !== 'none'));
}

const MEANING: Record<Exclude<Emphasis, 'none'>, string> = { primary: 'what to look at', good: 'good', bad: 'bad', muted: 'set aside' };

/** The panel with words of letters alone, so that whatever else is drawn is a mark or a number. */
function lettered(panel: Panel): Panel {
  const plain = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((item) => plain(item, key));
    if (typeof value !== 'object' || value === null) return key === 'text' && typeof value === 'string' ? word(value) : value;
    if ('raw' in value && typeof value.raw === 'string') return raw(word(value.raw));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item, name)]));
  };
  const lettered = plain(panel) as Panel;
  // Work of a kind that the panel does not declare is a fault of its lesson.
  return lettered.kind === 'timeline' ? { ...lettered, spans: lettered.spans.filter(({ kind }) => lettered.kinds.some(({ id }) => id === kind)) } : lettered;
}

/** A line break stays: it is drawn as a sign. */
const word = (text: string) => text.replace(/[^A-Za-z \n]/g, 'x');

/** Axes and what says that something is left out: they stand for themselves. */
const STRUCTURE: Record<Charset, string> = { braille: '─│└┬┤…→↓⋮', block: '─│└┬┤…→↓⋮', ascii: '' };

/** Cells that are neither words, numbers nor structure, and that no entry shows with the same sign or the same paint. */
function unexplained(drawn: readonly Line[], marks: readonly Mark[], charset: Charset): string[] {
  const samples = marks.flatMap(({ sample }) => sample);
  const signs = new Set(samples.flatMap(({ text }) => [...text]));
  const paints = new Set(samples.flatMap(({ style }) => [paintName(style.fg), paintName(style.bg)]).filter((name) => name !== ''));
  const underlined = samples.some(({ style }) => style.underline);
  const known = (style: Style) => [style.fg, style.bg].some((paint) => paints.has(paintName(paint))) || (style.underline === true && underlined);
  const missing = new Set<string>();
  for (const { text, style } of drawn.flat()) {
    for (const sign of text) {
      if (sign === ' ' && style.bg === undefined) continue;
      if (STRUCTURE[charset].includes(sign) || signs.has(sign) || known(style)) continue;
      // Words and numbers; in ASCII marks are of the same signs, and only their paint tells them apart.
      const painted = MARKING.has(kindOf(style.fg)) || MARKING.has(kindOf(style.bg)) || style.underline === true;
      if (/[\x20-\x7e]/.test(sign) && !painted) continue;
      if (!painted && SAME.some((alike) => alike.includes(sign) && [...alike].some((other) => signs.has(other)))) continue;
      missing.add(`${sign} ${paintName(style.fg)} ${paintName(style.bg)}`);
    }
  }
  return [...missing];
}

/** Steps of one sign: an entry shows some of them. */
const SAME = [String.fromCharCode(...Array.from({ length: 255 }, (_, dots) => 0x2801 + dots)), '█▇▆▅▄▃▂▁▉▊▋▌▍▎▏', ' ░▒▓█▀▄', '█▘▝▀▖▌▞▛▗▚▐▜▄▙▟'];
const MARKING = new Set(['series', 'map', 'rule', 'good', 'bad', 'muted']);

function kindOf(paint: Paint | undefined): string {
  return paint === undefined ? '' : typeof paint === 'string' ? paint : 'series' in paint ? 'series' : 'map';
}

function paintName(paint: Paint | undefined): string {
  if (paint === undefined || paint === 'contrast') return '';
  return typeof paint === 'string' ? paint : 'series' in paint ? `series ${paint.series}` : `map ${paint.map}`;
}

describe('marksOf', () => {
  it('has an entry for every series, rule, kind of work and emphasis of any panel', () => {
    fc.assert(
      fc.property(arbitraryPanel({ ascii: true, finite: true }), fc.constantFrom(...CHARSETS), fc.constantFrom(...COLOR_MODES), (panel, charset, color) => {
        const meanings = marksOf(panel, { charset, color, speaker }).map(({ meaning }) => meaning);
        for (const name of namesIn(panel)) expect(meanings.some((meaning) => meaning.includes(name)), name).toBe(true);
        for (const emphasis of emphasesIn(panel)) if (emphasis !== 'none') expect(meanings).toContain(MEANING[emphasis]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(CHARSETS)('explains whatever any panel draws, at any size and in every colour mode (%s)', (charset) => {
    const size = fc.record({ width: fc.integer({ min: 24, max: 90 }), height: fc.integer({ min: 5, max: 24 }) });
    fc.assert(
      fc.property(arbitraryPanel({ ascii: true, finite: true }).map(lettered), fc.constantFrom(...COLOR_MODES), size, fc.boolean(), (panel, color, box, compared) => {
        const overlay = compared ? panel : undefined;
        const drawn = renderPanel(panel, { ...box, charset, color, speaker, overlay });
        expect(unexplained(drawn, marksOf(panel, { charset, color, speaker, overlay }), charset)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it.each(samplePanels('en').map((panel) => [`${panel.kind} ${panel.id}`, panel] as const))('explains the sample, and the check would see a missing entry (%s)', (_, given) => {
    const panel = lettered(given);
    for (const charset of CHARSETS) {
      for (const color of COLOR_MODES) {
        const drawn = renderPanel(panel, { width: 70, height: 20, charset, color, speaker });
        const marks = marksOf(panel, { charset, color, speaker });
        expect(unexplained(drawn, marks, charset), `${charset} ${color}`).toEqual([]);
        if (marks.length > 0 && charset === 'braille' && panel.id !== 'empty') expect(unexplained(drawn, [], charset), `${panel.id} ${color}: nothing would be missed`).not.toEqual([]);
      }
    }
  });

  it('names the earlier run only where it is drawn', () => {
    const [line] = samplePanels('en');
    const options = { charset: 'braille', color: 'truecolor', speaker } as const;
    expect(marksOf(line, { ...options, overlay: line }).at(-1)?.meaning).toBe('an earlier run');
    const table = samplePanels('en').find(({ kind }) => kind === 'table');
    if (table === undefined) throw new Error('there is a sample table');
    expect(marksOf(table, { ...options, overlay: table }).map(({ meaning }) => meaning)).not.toContain('an earlier run');
  });
});
