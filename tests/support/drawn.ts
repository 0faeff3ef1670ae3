/** Draws a frame as a screen of 80x24 and a wide one would, in several character sets, and holds it to its cells. */
import { expect } from 'vitest';
import type { Frame } from '../../src/lesson/index.js';
import { lineWidth, renderFrame, type Charset } from '../../src/plot/index.js';

const SIZES = [
  [52, 18],
  [110, 36],
] as const;
const SETS: readonly Charset[] = ['braille', 'ascii'];

/** Every panel finds a place, and every line is exactly as wide as asked for. */
export function expectDrawn(frame: Frame): void {
  for (const [width, height] of SIZES) {
    for (const charset of SETS) {
      const options = { width, height, charset, color: 'none', speaker: { language: 'en' } } as const;
      const { pages } = renderFrame(frame.panels, options);
      for (let page = 0; page < pages; page++) {
        const { lines } = renderFrame(frame.panels, { ...options, page });
        expect(lines).toHaveLength(height);
        for (const line of lines) expect(lineWidth(line)).toBe(width);
      }
    }
  }
}
