// The golden metrics: what every simulation computes at its default parameters, bit for bit, in tests/golden/ID.json.
// `npm run golden:update` writes them anew; a change of numbers is a change of behaviour and raises the simulation's version.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { metricSpec, type Frame, type Metrics, type ParamValues, type Simulation } from '../src/lesson/index.js';
import { importLesson, lessonFolders } from './generate/lessons.js';
import { runBreathing } from './lesson-check/breathing.js';
import { distinctDefaults, SEED } from './lesson-check/runs.js';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'tests/golden');

export interface Golden {
  readonly simulation: string;
  readonly version: number;
  readonly seed: number;
  /** One run, or one a language where the defaults differ. */
  readonly runs: readonly { readonly params: ParamValues; readonly metrics: Metrics }[];
}

/** Measured metrics are left out: they differ from machine to machine. JSON has no -0, so neither has this. */
export function goldenMetrics(simulation: Simulation, { metrics }: Pick<Frame, 'metrics'>): Metrics {
  const computed = Object.entries(metrics).filter(([name]) => !metricSpec(simulation.metrics, name)?.measured);
  return Object.fromEntries(computed.map(([name, value]) => [name, value === 0 ? 0 : value]));
}

export function readGolden(simulation: string): Golden | undefined {
  const file = path.join(folder, `${simulation}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Ids that there are golden metrics of. */
export function goldenIds(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)).sort();
}

async function update(only: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const simulations = (await Promise.all(lessonFolders().map(importLesson))).flatMap((lesson) => lesson.simulations);
  for (const id of goldenIds().filter((golden) => !simulations.some((simulation) => simulation.id === golden))) rmSync(path.join(folder, `${id}.json`));
  for (const simulation of simulations.filter(({ id }) => only.length === 0 || only.includes(id))) {
    const runs = [];
    for (const params of distinctDefaults(simulation)) runs.push({ params, metrics: goldenMetrics(simulation, await runBreathing(simulation, params, SEED)) });
    const golden: Golden = { simulation: simulation.id, version: simulation.version, seed: SEED, runs };
    const before = readGolden(simulation.id);
    writeFileSync(path.join(folder, `${simulation.id}.json`), `${JSON.stringify(golden, null, 2)}\n`);
    const same = before !== undefined && JSON.stringify(before) === JSON.stringify(golden);
    const forgotten = before !== undefined && !same && before.version === golden.version;
    process.stdout.write(`${simulation.id}: ${same ? 'unchanged' : 'written'}${forgotten ? `; the numbers changed: raise its version (now ${golden.version})` : ''}\n`);
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await update(process.argv.slice(2));
