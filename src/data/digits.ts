/** The handwritten digits: 1,797 pictures of 8x8 pixels in 10 classes. Where they come from: files/digits.json. */
import type { ImageSet } from './images.js';
import { once, readPacked } from './packed.js';

const SIDE = 8;
const PIXELS = SIDE * SIDE;
const INK = 16;

/** All digits, read once. Treat them as read-only. */
export const digits = once((): ImageSet => {
  const bytes = readPacked('digits');
  const count = bytes.length / (PIXELS + 1);
  return {
    count,
    rows: SIDE,
    columns: SIDE,
    classes: 10,
    pixels: Float32Array.from(bytes.subarray(0, count * PIXELS), (level) => level / INK),
    labels: Int32Array.from(bytes.subarray(count * PIXELS)),
  };
});
