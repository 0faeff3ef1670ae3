/** Every kind of panel as sentences and a table, which is what the table key and screen readers give. */
import { describe, expect, it } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import type { PanelKind } from '../../src/lesson/index.js';
import { describePanel } from '../../src/plot/index.js';

const KINDS: Record<PanelKind, true> = { line: true, scatter: true, bars: true, histogram: true, heatmap: true, image: true, table: true, tokens: true, network: true, timeline: true, text: true };
const panels = (language: 'en' | 'zh') => samplePanels(language).filter(({ id }) => id !== 'empty');

describe.each(['en', 'zh'] as const)('a panel in words (%s)', (language) => {
  it('the samples have every kind', () => expect(new Set(panels(language).map(({ kind }) => kind))).toEqual(new Set(Object.keys(KINDS))));

  it.each(panels(language).map((panel) => [`${panel.kind} ${panel.id}`, panel] as const))('%s: a title, whole sentences with what matters, and a table', (_, panel) => {
    const { title, sentences, header, rows } = describePanel(panel, { language });
    expect(title).not.toBe('');
    expect(sentences.length).toBeGreaterThan(0);
    // What a text or a run of tokens says are its own words.
    if (panel.kind !== 'text' && panel.kind !== 'tokens') {
      expect(sentences[0]).toMatch(language === 'zh' ? /\d.*。$|曲线。$/ : /\d.*\.$|^Curves .*\.$/);
    }
    if (panel.kind === 'text') expect(sentences).toHaveLength(panel.lines.length);
    else {
      const words = panel.kind === 'tokens' && panel.tokens.every(({ weight, emphasis }) => weight === undefined && (emphasis ?? 'none') === 'none');
      expect(rows.length > 0 && header.length >= 2).toBe(!words);
      for (const row of rows) expect(row).toHaveLength(header.length);
    }
  });
});
