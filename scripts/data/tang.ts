/**
 * Prepares the Chinese corpus: five-character quatrains and eight-line poems of the Tang, one poem a line, in simplified
 * characters. Run: npx tsx scripts/data/tang.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeCorpus } from './corpus.js';
import { registryPackage } from './registry-package.js';

const HAN = '[\\u3400-\\u9fff\\u{20000}-\\u{323af}]';
const COUPLET = `${HAN}{5}，${HAN}{5}。`;
const FORM = new RegExp(`^(?:${COUPLET}){2}$|^(?:${COUPLET}){4}$`, 'u');

interface SourcePoem {
  readonly paragraphs: readonly string[];
}

type Converter = (text: string) => string;

const poetry = registryPackage('chinese-poetry', '2.0.1');
const opencc = registryPackage('opencc-js', '1.4.2');

const { default: library } = (await import(pathToFileURL(join(opencc.folder, 'dist/esm/t2cn.js')).href)) as {
  default: { Converter(options: { from: string; to: string }): Converter };
};
const simplify = library.Converter({ from: 't', to: 'cn' });

const folder = join(poetry.folder, 'dist/quantangshi');
const number = (file: string) => Number(/(\d+)/.exec(file)?.[1]);
const files = readdirSync(folder).filter((file) => /^poet\.tang\.\d+\.json$/.test(file)).sort((a, b) => number(a) - number(b));

// The collection prints some poems twice, under two authors or with a character changed. A poem that shares half of its lines
// with an earlier one is left out, so that no held-out poem is a copy of a training poem.
const seen = new Set<string>();
const poems: string[] = [];
let repeated = 0;
for (const file of files) {
  for (const { paragraphs } of JSON.parse(readFileSync(join(folder, file), 'utf8')) as SourcePoem[]) {
    const poem = simplify(paragraphs.join('').normalize('NFC'));
    if (!FORM.test(poem)) continue;
    const lines = poem.split(/[，。]/u).filter((line) => line !== '');
    if (lines.filter((line) => seen.has(line)).length * 2 >= lines.length) {
      repeated += 1;
      continue;
    }
    for (const line of lines) seen.add(line);
    poems.push(poem);
  }
}

const record = writeCorpus('tang', poems, {
  source: 'Complete Tang Poems (全唐诗): regular five-character quatrains and eight-line poems',
  package: poetry.name,
  version: poetry.version,
  licence: `public domain (poems of the Tang, 618 to 907); package ${poetry.licence}`,
  notes: `Poems of 4 or 8 lines of five characters with no gap; turned into simplified characters with opencc-js ${opencc.version}; ${repeated} near-repeats left out.`,
});
console.log(JSON.stringify(record, null, 2));
