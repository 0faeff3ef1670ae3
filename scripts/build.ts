// Makes dist/ and THIRD-PARTY.md from the sources: `npm run build`. Does nothing when no input has changed since the last
// time, so that `npm start` and `npm test` can always begin with it. `--force` builds anyway.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const recordFile = path.join(root, '.cache/build.json');

/** What the last build was made from and what it left; both must still be so for it to be up to date. */
interface BuildRecord {
  readonly inputs: string;
  readonly outputs: readonly string[];
}

const isInput = (name: string) => /\.(ts|tsx|json|md)$/.test(name) && !name.endsWith('.generated.ts') && !name.endsWith('.test.ts');

function filesBelow(folder: string): string[] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function inputHash(): string {
  const hash = createHash('sha256');
  const files = ['src', 'lessons', 'scripts/build', 'scripts/generate'].flatMap(filesBelow).filter(isInput).sort();
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.ts', 'scripts/generate.ts', ...files]) {
    hash.update(file).update('\0').update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function upToDate(inputs: string): boolean {
  if (!existsSync(recordFile)) return false;
  const record: BuildRecord = JSON.parse(readFileSync(recordFile, 'utf8'));
  return record.inputs === inputs && record.outputs.every((file) => existsSync(path.join(root, file)));
}

/** Whole or not at all: another process may be reading the file. */
function replaceFile(file: string, contents: string | Uint8Array): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

async function make(inputs: string): Promise<void> {
  const [{ bundle }, { writeDeclarations }, { notices }, { packedTexts }, { generate }] = await Promise.all([
    import('./build/bundle.js'),
    import('./build/declarations.js'),
    import('./build/notices.js'),
    import('./build/texts.js'),
    import('./generate.js'),
  ]);
  await generate(() => {});
  const { files, metafile } = await bundle(root);
  const dist = path.join(root, 'dist');
  mkdirSync(path.join(dist, 'core'), { recursive: true });
  for (const [name, contents] of files) replaceFile(path.join(dist, name), contents);
  for (const name of readdirSync(dist)) {
    if (name.endsWith('.js') && !files.has(name)) rmSync(path.join(dist, name)); // chunks of an earlier build
  }
  await writeDeclarations(root, path.join(dist, 'core'));
  replaceFile(path.join(dist, 'lessons.bin'), packedTexts(root));
  replaceFile(path.join(root, 'THIRD-PARTY.md'), notices(root, metafile));
  const outputs = [...[...files.keys()].map((name) => `dist/${name}`), 'dist/core/index.d.ts', 'dist/lessons.bin', 'THIRD-PARTY.md', ...generated()];
  mkdirSync(path.dirname(recordFile), { recursive: true });
  const record: BuildRecord = { inputs, outputs };
  replaceFile(recordFile, JSON.stringify(record, null, 1));
}

function generated(): string[] {
  return filesBelow('src').filter((file) => file.endsWith('.generated.ts'));
}

const inputs = inputHash();
if (process.argv.includes('--force') || !upToDate(inputs)) {
  try {
    await make(inputs);
  } catch (error) {
    process.stderr.write(`build: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
