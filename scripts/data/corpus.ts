/**
 * What the text corpora share: one document a line in `.cache/corpora/<name>.txt` (not in git, not in the package), a JSON
 * record of where it came from beside it, and one rule for what is held out from training.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const cacheFolder = fileURLToPath(new URL('../../.cache', import.meta.url));
const corpora = join(cacheFolder, 'corpora');

/** Every 25th document is held out: none of its tokens is trained on or counted by a tokenizer. */
export const HELD_OUT_EVERY = 25;

export interface CorpusSource {
  readonly source: string;
  readonly package: string;
  readonly version: string;
  readonly licence: string;
  readonly notes: string;
}

export interface CorpusRecord extends CorpusSource {
  readonly name: string;
  readonly documents: number;
  readonly characters: number;
  readonly sha256: string;
}

export interface Corpus {
  readonly record: CorpusRecord;
  /** Every document, in order; training and heldOut are its parts. */
  readonly all: readonly string[];
  readonly training: readonly string[];
  readonly heldOut: readonly string[];
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Writes the corpus and its record; a document must not contain a line break. */
export function writeCorpus(name: string, documents: readonly string[], source: CorpusSource): CorpusRecord {
  const broken = documents.findIndex((document) => document.includes('\n'));
  if (broken >= 0) throw new Error(`writeCorpus: document ${broken} of ${name} contains a line break; join its lines first`);
  const text = `${documents.join('\n')}\n`;
  const record: CorpusRecord = { name, ...source, documents: documents.length, characters: [...text].length, sha256: sha256(text) };
  mkdirSync(corpora, { recursive: true });
  writeFileSync(join(corpora, `${name}.txt`), text);
  writeFileSync(join(corpora, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
  return record;
}

/** Reads a prepared corpus and splits it. */
export function readCorpus(name: string): Corpus {
  const path = join(corpora, `${name}.txt`);
  if (!existsSync(path)) throw new Error(`readCorpus: ${path} is missing; run \`npx tsx scripts/data/${name}.ts\` first`);
  const text = readFileSync(path, 'utf8');
  const record = JSON.parse(readFileSync(join(corpora, `${name}.json`), 'utf8')) as CorpusRecord;
  if (sha256(text) !== record.sha256) throw new Error(`readCorpus: ${path} does not match its recorded sha256; prepare it again`);
  const documents = text.trimEnd().split('\n');
  const isHeldOut = (index: number) => index % HELD_OUT_EVERY === HELD_OUT_EVERY - 1;
  return {
    record,
    all: documents,
    training: documents.filter((_, index) => !isHeldOut(index)),
    heldOut: documents.filter((_, index) => isHeldOut(index)),
  };
}
