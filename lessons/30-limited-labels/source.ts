/** Labelled pictures of something else: printed digits (near), printed letters (further), drawings of things (far). */
import type { Random } from '../../src/core/index.js';
import type { ImageSet } from '../../src/data/images.js';
import { printedDigits, printedLetters } from '../../src/data/printed.js';
import { quickdraw } from '../../src/data/quickdraw.js';
import { shrink } from '../../src/data/shrink.js';
import { warp } from '../../src/data/warp.js';
import type { SourceKind } from './situation.js';
import { movedPictures, SIDE } from './sheet.js';

const PIXELS = SIDE * SIDE;
/** Prints that are made of a face, none like another. */
const PRINTS = 1000;
const CRUMPLED = { rotation: 20, scale: 0.2, shift: 0.7 };
/** Shrinking spreads the ink of a thin line; this brings it back. */
const DARKER = 1.5;

export interface Source {
  /** [count * size], on a sheet as large as the digits have */
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
  readonly classes: number;
}

export function drawSource(kind: SourceKind, moved: number, random: Random): Source {
  const { pixels, labels, classes } = kind === 'drawings' ? drawings() : prints(kind === 'printed' ? printedDigits() : printedLetters(), random.split('prints'));
  return { pixels: movedPictures(pixels, moved, random.split('move')), labels, classes };
}

function drawings(): Source {
  const { rows, pixels, labels, classes } = quickdraw();
  return { pixels: shrink(pixels, rows, SIDE).map((ink) => Math.min(1, ink * DARKER)), labels, classes };
}

/** Every character equally often, turned, stretched and moved a little, with uneven ink. */
function prints(set: ImageSet, random: Random): Source {
  const pixels = new Float32Array(PRINTS * PIXELS);
  const labels = new Int32Array(PRINTS);
  for (let i = 0; i < PRINTS; i++) {
    const glyph = i % set.count;
    labels[i] = set.labels[glyph];
    const print = pixels.subarray(i * PIXELS, (i + 1) * PIXELS);
    warp(set.pixels.subarray(glyph * PIXELS, (glyph + 1) * PIXELS), SIDE, CRUMPLED, random, print);
    print.forEach((ink, at) => (print[at] = Math.max(0, Math.min(1, 1.2 * ink + random.normal(0, 0.15)))));
  }
  return { pixels, labels, classes: set.classes };
}
