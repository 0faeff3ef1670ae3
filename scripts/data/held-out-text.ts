/**
 * Prepares the small pieces of held-out text that lessons measure perplexity on: 120 sentences of the State of the Union and
 * 120 Tang poems, spread evenly over the held-out documents. Run after sotu.ts and tang.ts: npx tsx scripts/data/held-out-text.ts
 */
import { readCorpus } from './corpus.js';
import { writeDataFile } from './data-file.js';

const PIECES = 120;

function spread<T>(items: readonly T[]): T[] {
  return Array.from({ length: PIECES }, (_, i) => items[Math.floor((i * items.length) / PIECES)]);
}

const english = readCorpus('sotu');
const chinese = readCorpus('tang');
const sentences = english.heldOut.flatMap((address) => address.split(/(?<=[a-z]{2}[.?!]) (?=[A-Z])/)).filter((sentence) => /^[A-Z][^"()]*$/.test(sentence) && sentence.length >= 40 && sentence.length <= 160);
const texts = { en: spread(sentences), zh: spread(chinese.heldOut) };

const { record, compressed } = writeDataFile('held-out-text', new TextEncoder().encode(JSON.stringify(texts)), {
  source: `${english.record.source}; ${chinese.record.source}`,
  package: `${english.record.package}; ${chinese.record.package}`,
  version: `${english.record.version}; ${chinese.record.version}`,
  licence: `${english.record.licence}; ${chinese.record.licence}`,
  notes: `JSON: en, ${PIECES} sentences of 40 to 160 characters; zh, ${PIECES} poems. All from documents held out of training (every 25th).`,
});
console.log(JSON.stringify(record, null, 2), compressed);
