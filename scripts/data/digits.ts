/**
 * Prepares the handwritten digits, 8x8 pixels of 0 to 16, from the copy in Debian's python3-sklearn.
 * Run: npx tsx scripts/data/digits.ts [PATH/digits.csv.gz]
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { writeDataFile } from './data-file.js';

const PIXELS = 64;
const path = process.argv[2] ?? '/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz';

const rows = gunzipSync(readFileSync(path))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(',').map(Number));
rows.forEach((row, i) => {
  const label = row[PIXELS];
  if (row.length !== PIXELS + 1 || !row.slice(0, PIXELS).every((v) => Number.isInteger(v) && v >= 0 && v <= 16) || !(label >= 0 && label <= 9)) {
    throw new Error(`digits: line ${i + 1} of ${path} is not 64 pixels of 0 to 16 and a label`);
  }
});

// All pixels first, image by image, then all labels.
const bytes = new Uint8Array(rows.length * (PIXELS + 1));
rows.forEach((row, i) => {
  bytes.set(row.slice(0, PIXELS), i * PIXELS);
  bytes[rows.length * PIXELS + i] = row[PIXELS];
});

const written = writeDataFile('digits', bytes, {
  source: 'Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998 (the test part)',
  package: 'python3-sklearn (Debian), sklearn/datasets/data/digits.csv.gz',
  version: '1.2.1+dfsg-1',
  licence: 'CC BY 4.0',
  notes: `${rows.length} images, 8x8, one byte a pixel (0 paper to 16 ink) row by row; then one byte a label. Nothing left out or changed.`,
});
console.log(written);
