import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import { say } from '../../src/words/say.js';
import { CHARSETS, COLOR_MODES, marksOf, renderPanel, toText } from '../../src/plot/index.js';
import type { Emphasis, Panel } from '../../src/lesson/index.js';
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

  it.each(CHARSETS)('explains every sign that the samples show (%s)', (charset) => {
    for (const panel of samplePanels('en')) {
      for (const color of COLOR_MODES) {
        const drawn = renderPanel(panel, { width: 70, height: 20, charset, color, speaker }).map(toText).join('');
        const explained = marksOf(panel, { charset, color, speaker }).map(({ sample }) => toText(sample)).join('');
        // Signs with one meaning each; dots, blocks and lines are explained as a whole.
        for (const sign of ['●', '▲', '■', '✓', '✗', '▸', '╎', '○', '↵']) {
          if (drawn.includes(sign)) expect(explained, `${panel.id}: ${sign}`).toContain(sign);
        }
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
