import { describe, expect, it } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import { COLOR_MODES, renderPanel, span, toAnsi, toText, type Background, type ColorMode } from '../../src/plot/index.js';
import { contrast, hasShades, mapColor, paintColor, readableOn, ROLES, ROLES_16, SERIES, SERIES_16 } from '../../src/plot/theme.js';
import type { Rgb } from '../../src/plot/theme.js';

const BACKGROUNDS: readonly Background[] = ['dark', 'light'];
// Terminals are seldom pure black or white.
const PAPER: Record<Background, readonly Rgb[]> = { dark: [[0, 0, 0], [30, 30, 30]], light: [[255, 255, 255], [250, 245, 230]] };

describe('toAnsi', () => {
  it('uses only the codes of its colour mode', () => {
    const allowed: Record<ColorMode, RegExp> = {
      none: /^(0|1|2|3|4|7)$/,
      '16': /^(0|1|2|3|4|7|3\d|9\d|4\d|10\d)$/,
      '256': /^(0|1|2|3|4|7|[34]8;5;\d+)$/,
      truecolor: /^(0|1|2|3|4|7|[34]8;2;\d+;\d+;\d+)$/,
    };
    for (const color of COLOR_MODES) {
      for (const background of BACKGROUNDS) {
        for (const panel of samplePanels('en')) {
          for (const line of renderPanel(panel, { width: 60, height: 15, charset: 'braille', color, speaker: { language: 'en' } })) {
            const text = toAnsi(line, { color, background });
            // eslint-disable-next-line no-control-regex
            for (const [, code] of text.matchAll(/\u001b\[([\d;]*)m/g)) expect(code).toMatch(allowed[color]);
            // eslint-disable-next-line no-control-regex
            expect(text.replace(/\u001b\[[\d;]*m/g, '')).toBe(toText(line));
          }
        }
      }
    }
  });

  it('leaves plain text to the terminal and closes what it opens', () => {
    expect(toAnsi([span('words')], { color: 'truecolor', background: 'dark' })).toBe('words');
    expect(toAnsi([span('a', { bold: true }), span('b')], { color: 'none', background: 'dark' })).toBe('\u001b[1ma\u001b[0mb');
    expect(toAnsi([span('x', { fg: { series: 1 } })], { color: '16', background: 'light' })).toBe('\u001b[31mx\u001b[0m');
  });
});

describe('theme', () => {
  it('gives series a contrast of 3 to 1 and words one of 4.5 to 1 on the backgrounds they are for', () => {
    for (const background of BACKGROUNDS) {
      for (const paper of PAPER[background]) {
        SERIES[background].forEach((_, series) => expect(contrast(paintColor({ series }, background) ?? paper, paper), `series ${series} on ${background}`).toBeGreaterThanOrEqual(3));
        for (const role of ['dim', 'good', 'bad', 'accent', 'warn', 'muted', 'rule', 'code', 'term'] as const) {
          expect(contrast(paintColor(role, background) ?? paper, paper), `${role} on ${background}`).toBeGreaterThanOrEqual(role === 'muted' ? 3.9 : 4.5);
        }
      }
    }
  });

  it('writes readably on every colour of its maps', () => {
    for (const background of BACKGROUNDS) {
      for (const map of ['sequential', 'diverging', 'ink', 'weight'] as const) {
        for (let i = -20; i <= 20; i++) {
          const ground = mapColor(map, i / 20, background);
          expect(contrast(ground, readableOn(ground))).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  it('keeps ink dark on light and light on dark, and grows with the value', () => {
    expect(mapColor('ink', 1, 'dark')[0]).toBeGreaterThan(200);
    expect(mapColor('ink', 1, 'light')[0]).toBeLessThan(50);
  });

  it('tells series apart by eye and all roles in 16 colours', () => {
    for (const background of BACKGROUNDS) {
      expect(new Set(SERIES[background]).size).toBe(8);
      expect(new Set(SERIES_16[background]).size).toBe(8);
      expect(Object.keys(ROLES_16[background]).sort()).toEqual(Object.keys(ROLES[background]).sort());
    }
  });
});

describe('without colour', () => {
  it('every picture of different series is still told apart by its characters', () => {
    for (const color of COLOR_MODES.filter((mode) => !hasShades(mode))) {
      const panel = samplePanels('en')[0];
      const text = renderPanel(panel, { width: 70, height: 18, charset: 'braille', color, speaker: { language: 'en' } }).map(toText).join('\n');
      for (const mark of ['●', '▲', '■']) expect(text.split(mark).length - 1, mark).toBeGreaterThanOrEqual(3);
    }
  });
});
