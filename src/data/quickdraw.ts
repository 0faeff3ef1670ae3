/** Drawings of the QuickDraw game: 96 categories with 100 drawings each, 14x14 pixels. Where they come from: files/quickdraw.json. */
import type { ImageSet } from './images.js';
import { once, readPacked } from './packed.js';
import { QUICKDRAW_CLASSES } from './quickdraw-classes.js';

export { QUICKDRAW_CLASSES } from './quickdraw-classes.js';

const SIDE = 14;
const INK = 7;

export interface Drawings extends ImageSet {
  /** Names by class number; said in the learner's language under `quickdraw.NAME`. */
  readonly names: readonly string[];
}

/** All drawings, class by class, read once. Treat them as read-only. */
export const quickdraw = once((): Drawings => {
  const packed = readPacked('quickdraw');
  const pixels = new Float32Array(packed.length * 2);
  for (let i = 0; i < packed.length; i++) {
    pixels[2 * i] = (packed[i] & 15) / INK;
    pixels[2 * i + 1] = (packed[i] >> 4) / INK;
  }
  const count = pixels.length / (SIDE * SIDE);
  const perClass = count / QUICKDRAW_CLASSES.length;
  return {
    count,
    rows: SIDE,
    columns: SIDE,
    classes: QUICKDRAW_CLASSES.length,
    names: QUICKDRAW_CLASSES,
    pixels,
    labels: Int32Array.from({ length: count }, (_, i) => Math.floor(i / perClass)),
  };
});
