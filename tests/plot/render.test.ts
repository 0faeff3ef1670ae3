import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import { LANGUAGES } from '../../src/lesson/index.js';
import { CHARSETS, COLOR_MODES, descriptionLines, describePanel, marksOf, renderFrame, renderPanel, toText, type Line } from '../../src/plot/index.js';
import { arbitraryPanel } from './panels.arbitrary.js';

function expectSize(lines: readonly Line[], width: number, height: number): void {
  expect(lines).toHaveLength(height);
  for (const line of lines) {
    // Each cell by itself: the terminal never joins what was written in two pieces.
    const cells = line.reduce((sum, { text }) => sum + stringWidth(text), 0);
    expect(cells, JSON.stringify(toText(line))).toBe(width);
  }
}

const options = {
  width: fc.integer({ min: 20, max: 200 }),
  height: fc.integer({ min: 4, max: 60 }),
  charset: fc.constantFrom(...CHARSETS),
  color: fc.constantFrom(...COLOR_MODES),
  language: fc.constantFrom(...LANGUAGES),
};

describe('renderPanel', () => {
  it('gives exactly the lines and cells asked for, for any panel at any size from 20x4 to 200x60', () => {
    fc.assert(
      fc.property(arbitraryPanel(), fc.option(arbitraryPanel(), { nil: undefined }), fc.record(options), (panel, overlay, { language, ...rest }) => {
        expectSize(renderPanel(panel, { ...rest, speaker: { language }, overlay }), rest.width, rest.height);
      }),
      { numRuns: 700 },
    );
  });

  it('holds even where nothing can be read: down to one cell', () => {
    fc.assert(
      fc.property(arbitraryPanel(), fc.integer({ min: 0, max: 22 }), fc.integer({ min: 0, max: 6 }), options.charset, options.color, (panel, width, height, charset, color) => {
        expectSize(renderPanel(panel, { width, height, charset, color, speaker: { language: 'zh' } }), width, height);
      }),
      { numRuns: 500 },
    );
  });

  it.each(samplePanels('zh').map((panel) => [panel.id, panel] as const))('draws %s against an earlier run of itself', (_, panel) => {
    expectSize(renderPanel(panel, { width: 60, height: 16, charset: 'braille', color: 'truecolor', speaker: { language: 'zh' }, overlay: panel }), 60, 16);
  });

  it('writes no control character of the data: a label cannot move the cursor', () => {
    fc.assert(
      fc.property(arbitraryPanel(), fc.record(options), (panel, { language, ...rest }) => {
        for (const line of renderPanel(panel, { ...rest, speaker: { language } })) expect(toText(line)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
      { numRuns: 500 },
    );
  });

  it('draws only ASCII with the ASCII charset when the words are ASCII', () => {
    fc.assert(
      fc.property(arbitraryPanel({ ascii: true, finite: true }), options.width, options.height, options.color, (panel, width, height, color) => {
        for (const line of renderPanel(panel, { width, height, color, charset: 'ascii', speaker: { language: 'en' } })) expect(toText(line)).toMatch(/^[\x20-\x7e]*$/);
      }),
      { numRuns: 600 },
    );
  });

  it('is pure: the same panel and options give the same cells', () => {
    fc.assert(
      fc.property(arbitraryPanel(), fc.record(options), (panel, { language, ...rest }) => {
        const before = structuredClone(panel);
        const first = renderPanel(panel, { ...rest, speaker: { language } });
        expect(renderPanel(panel, { ...rest, speaker: { language } })).toEqual(first);
        expect(panel).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it('handles series longer than an argument list may be', () => {
    const x = Array.from({ length: 200_000 }, (_, i) => i);
    const panel = samplePanels('en')[1];
    if (panel.kind !== 'line') throw new Error('the second sample is a line panel');
    expectSize(renderPanel({ ...panel, series: [{ ...panel.series[0], x, y: x }] }, { width: 60, height: 14, charset: 'braille', color: 'none', speaker: { language: 'en' } }), 60, 14);
  });
});

describe('renderFrame', () => {
  it('fills any screen exactly, on every page', () => {
    fc.assert(
      fc.property(fc.array(arbitraryPanel(), { maxLength: 6 }), fc.record(options), fc.integer({ min: 0, max: 9 }), (panels, { language, ...rest }, page) => {
        const frame = renderFrame(panels, { ...rest, speaker: { language }, page });
        expectSize(frame.lines, rest.width, rest.height);
        expect(frame.page).toBeLessThan(Math.max(1, frame.pages));
      }),
      { numRuns: 300 },
    );
  });
});

describe('descriptions and marks', () => {
  it('never throw, and tables are rectangular', () => {
    fc.assert(
      fc.property(arbitraryPanel(), options.language, options.charset, options.color, (panel, language, charset, color) => {
        const description = describePanel(panel, { language });
        for (const row of description.rows) expect(row).toHaveLength(description.header.length);
        for (const line of descriptionLines(description)) expect(typeof line).toBe('string');
        for (const { meaning } of marksOf(panel, { charset, color, speaker: { language } })) expect(typeof meaning).toBe('string');
      }),
      { numRuns: 600 },
    );
  });
});
