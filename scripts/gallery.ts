/**
 * The gallery: every kind of panel with sample data, as the terminal shows it.
 *
 *     npm run gallery -- --size 80x24 --color truecolor|256|16|none --charset braille|block|ascii --lang zh|en
 *                        --background dark|light --only PANEL-ID
 *
 * What is left out is drawn in every variant, except the background (dark) and the language (en).
 */
import { parseArgs } from 'node:util';
import { CHARSETS, COLOR_MODES, renderPanel, toAnsi, type Charset, type ColorMode } from '../src/plot/index.js';
import { samplePanels } from './gallery/samples.js';

const { values } = parseArgs({
  options: {
    size: { type: 'string' },
    color: { type: 'string' },
    charset: { type: 'string' },
    lang: { type: 'string', default: 'en' },
    background: { type: 'string', default: 'dark' },
    only: { type: 'string' },
  },
});

const sizes = (values.size === undefined ? ['80x24', '140x40'] : [values.size]).map((size) => {
  const [width, height] = size.split('x').map(Number);
  if (!(width > 0 && height > 0)) fail(`--size wants columns x rows such as 80x24, not "${size}"`);
  return { width, height };
});
const colors = pick<ColorMode>('color', values.color, COLOR_MODES);
const charsets = pick<Charset>('charset', values.charset, CHARSETS);
const [language] = pick('lang', values.lang, ['en', 'zh'] as const);
const [background] = pick('background', values.background, ['dark', 'light'] as const);

for (const { width, height } of sizes) {
  for (const color of colors) {
    for (const charset of charsets) {
      console.log(`\n== ${width}x${height} ${color} ${charset} ${language} ==`);
      for (const panel of samplePanels(language)) {
        if (values.only !== undefined && panel.id !== values.only) continue;
        // What a simulation screen of that size has for its plots.
        const lines = renderPanel(panel, { width: width - 30, height: Math.min(height - 9, 22), charset, color, speaker: { language } });
        console.log(`\n-- ${panel.kind}: ${panel.id}`);
        for (const line of lines) console.log(toAnsi(line, { color, background }));
      }
    }
  }
}

function pick<T extends string>(name: string, given: string | undefined, known: readonly T[]): readonly T[] {
  if (given === undefined) return known;
  const found = known.find((value) => value === given);
  return found === undefined ? fail(`--${name} is one of ${known.join(', ')}, not "${given}"`) : [found];
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
