// Runs the benchmarks and holds their figures against the bars of the design: `npm run bench [-- --json] [NAME ...]`, where
// a name is that of a file in bench/. A benchmark is a file whose default export is a Benchmark. They are never tests: a
// figure depends on the machine, so below its bar it is marked, and nothing fails.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { barFor, meets, type Bar } from './bars.js';
import type { Benchmark } from './timing.js';

const folder = path.dirname(fileURLToPath(import.meta.url));

interface Result {
  readonly benchmark: string;
  readonly figures: Readonly<Record<string, number>>;
  /** Why there are none. */
  readonly failure?: string;
}

async function benchmarks(names: readonly string[]): Promise<Benchmark[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts')).sort();
  const chosen = files.filter((file) => names.length === 0 || names.includes(path.basename(file, '.ts')));
  for (const name of names) if (!files.includes(`${name}.ts`)) throw new Error(`There is no bench/${name}.ts.`);
  const found: Benchmark[] = [];
  for (const file of chosen) {
    if (path.join(folder, file) === fileURLToPath(import.meta.url)) continue;
    const module: { readonly default?: Benchmark } = await import(pathToFileURL(path.join(folder, file)).href);
    if (module.default) found.push(module.default);
    else if (names.length > 0) throw new Error(`bench/${file} has no benchmark (a default export).`);
  }
  return found;
}

async function measure(benchmark: Benchmark): Promise<Result> {
  try {
    return { benchmark: benchmark.name, figures: await benchmark.run() };
  } catch (error) {
    return { benchmark: benchmark.name, figures: {}, failure: error instanceof Error ? error.message : String(error) };
  }
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function asked({ atLeast, atMost }: Bar): string {
  return atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
}

function table({ benchmark, figures, failure }: Result): string {
  const names = Object.keys(figures);
  const width = Math.max(0, ...names.map((name) => name.length));
  const rows = names.map((name) => {
    const bar = barFor(benchmark, name);
    const verdict = bar ? `  ${asked(bar)}  ${meets(bar, figures[name]) ? 'met' : 'MISSED'}` : '';
    return `  ${name.padEnd(width)}  ${shown(figures[name]).padStart(8)}${verdict}`;
  });
  return [benchmark, ...rows, ...(failure === undefined ? [] : [`  could not run: ${failure}`])].join('\n');
}

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true });
const results: Result[] = [];
for (const benchmark of await benchmarks(positionals)) {
  const result = await measure(benchmark);
  results.push(result);
  if (!values.json) process.stdout.write(`${table(result)}\n\n`);
}
if (values.json) {
  const held = results.map((result) => ({
    ...result,
    bars: Object.entries(result.figures).flatMap(([figure, value]) => {
      const bar = barFor(result.benchmark, figure);
      return bar ? [{ figure, asked: asked(bar), met: meets(bar, value) }] : [];
    }),
  }));
  process.stdout.write(`${JSON.stringify({ node: process.version, platform: `${process.platform} ${process.arch}`, results: held }, null, 2)}\n`);
}
