/** The gallery held as files: the characters of every sample in each character set and language, and the styles once. */
import { describe, expect, it } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import type { Language } from '../../src/lesson/index.js';
import { renderPanel, toText, type Charset, type ColorMode, type Line, type Paint, type Style } from '../../src/plot/index.js';
import { clusters } from '../../src/plot/index.js';

const VARIANTS: readonly { readonly width: number; readonly height: number; readonly charset: Charset; readonly color: ColorMode; readonly language: Language }[] = [
  { width: 50, height: 15, charset: 'braille', color: 'truecolor', language: 'en' },
  { width: 50, height: 15, charset: 'braille', color: 'none', language: 'zh' },
  { width: 50, height: 15, charset: 'block', color: '16', language: 'zh' },
  { width: 50, height: 15, charset: 'ascii', color: 'none', language: 'en' },
  { width: 108, height: 30, charset: 'braille', color: 'truecolor', language: 'zh' },
  { width: 108, height: 30, charset: 'ascii', color: '256', language: 'en' },
];

describe('gallery', () => {
  it.each(VARIANTS)('$width x $height, $charset, $color, $language', async ({ width, height, charset, color, language }) => {
    const drawn = samplePanels(language).map((panel) => {
      const lines = renderPanel(panel, { width, height, charset, color, speaker: { language } });
      return `${panel.kind}: ${panel.id}\n${lines.map((line) => `${toText(line)}|`).join('\n')}\n`;
    });
    await expect(drawn.join('\n')).toMatchFileSnapshot(`snapshots/gallery-${width}x${height}-${charset}-${color}-${language}.txt`);
  });

  it('styles, a letter a cell', async () => {
    const drawn = samplePanels('en').map((panel) => {
      const lines = renderPanel(panel, { width: 50, height: 15, charset: 'braille', color: 'truecolor', speaker: { language: 'en' } });
      return `${panel.kind}: ${panel.id}\n${lines.map((line) => `${letters(line)}|`).join('\n')}\n`;
    });
    await expect(drawn.join('\n')).toMatchFileSnapshot('snapshots/gallery-styles.txt');
  });
});

/** The meaning of each cell's colour: series a digit, roles a small letter, values on a map A (low) to Z (high), blank for plain. */
function letters(line: Line): string {
  return line.map(({ text, style }) => letter(style).repeat(clusters(text).reduce((sum, { width }) => sum + width, 0))).join('');
}

function letter({ fg, bg }: Style): string {
  const paint: Paint | undefined = bg ?? fg;
  if (paint === undefined) return ' ';
  if (typeof paint === 'string') return paint[0];
  if ('series' in paint) return String(paint.series);
  const share = paint.map === 'diverging' || paint.map === 'faintDiverging' ? (paint.value + 1) / 2 : paint.value;
  return String.fromCharCode(65 + Math.round(Math.min(1, Math.max(0, share)) * 25));
}
