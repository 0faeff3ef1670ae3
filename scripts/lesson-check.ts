// The linter of lessons: `npm run lesson:check [ID ...]`. Reads every lesson folder (or those named by id, number or
// folder), reports each fault with file, cause and fix, and ends with 1 if there is one that is no warning.

import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { lessonFolders } from './generate/lessons.js';
import { checkCards } from './lesson-check/cards.js';
import { describe, type Fault } from './lesson-check/fault.js';
import { loadFolder } from './lesson-check/load.js';
import { checkManifest } from './lesson-check/manifest.js';
import { checkChallenge, checkRuns } from './lesson-check/runs.js';
import { checkTexts } from './lesson-check/texts.js';

/** The checks that only read: well under a second a lesson. */
export async function checkReading(folder: string): Promise<Fault[]> {
  const { loaded, faults } = await loadFolder(folder);
  if (!loaded) return faults;
  return [...faults, ...checkManifest(folder, loaded.lesson), ...checkTexts(loaded), ...checkCards(loaded)];
}

/** The checks that run simulations: up to half a minute each. */
export async function checkRunning(folder: string): Promise<Fault[]> {
  const { loaded } = await loadFolder(folder);
  return loaded ? [...(await checkRuns(loaded)), ...(await checkChallenge(loaded))] : [];
}

function chosen(names: readonly string[]): string[] {
  const all = lessonFolders();
  if (names.length === 0) return all;
  return names.map((name) => {
    const folder = all.find((candidate) => candidate === name || candidate.slice(3) === name || Number(candidate.slice(0, 2)) === Number(name));
    if (!folder) throw new Error(`There is no lesson "${name}". Lessons: ${all.join(', ')}.`);
    return folder;
  });
}

async function main(): Promise<void> {
  let errors = 0;
  for (const folder of chosen(process.argv.slice(2))) {
    const faults = [...(await checkReading(folder)), ...(await checkRunning(folder))];
    const count = faults.filter((fault) => !fault.warning).length;
    errors += count;
    process.stdout.write(`${folder}: ${count === 0 ? 'in order' : `${count} fault${count === 1 ? '' : 's'}`}\n`);
    for (const fault of faults) process.stdout.write(`  ${describe(fault)}\n`);
  }
  process.exitCode = errors > 0 ? 1 : 0;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main().catch((error: unknown) => {
    process.stderr.write(`lesson:check: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });
}
