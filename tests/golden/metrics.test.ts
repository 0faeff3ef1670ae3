/**
 * Same seed, same numbers, bit for bit: every simulation at its default parameters against tests/golden/ID.json, on whatever
 * Node this is (`npm run test:nodes` runs it on all that are supported). The same runs are checked frame by frame.
 */
import { describe, expect, test } from 'vitest';
import { goldenIds, goldenMetrics, readGolden } from '../../scripts/golden.js';
import { lessonFolders } from '../../scripts/generate/lessons.js';
import { describe as say } from '../../scripts/lesson-check/fault.js';
import { loadFolder } from '../../scripts/lesson-check/load.js';
import { checkRuns } from '../../scripts/lesson-check/runs.js';

const TIMEOUT_MS = 3_600_000; // never a matter of speed
const simulations: string[] = [];

describe.each(lessonFolders())('lessons/%s', (folder) => {
  test('computes its golden metrics; frames in order, words for all that is shown', { timeout: TIMEOUT_MS }, async () => {
    const { loaded } = await loadFolder(folder);
    if (!loaded) throw new Error(`lessons/${folder} cannot be read: npm run lesson:check`);
    const computed: { readonly id: string; readonly version: number; readonly params: object; readonly metrics: object }[] = [];
    const faults = await checkRuns(loaded, (simulation, params, result) => {
      computed.push({ id: simulation.id, version: simulation.version, params, metrics: goldenMetrics(simulation, result) });
    });
    expect(faults.filter(({ warning }) => !warning).map(say)).toEqual([]);
    for (const { id } of loaded.lesson.simulations) {
      simulations.push(id);
      const golden = readGolden(id);
      expect(golden, `tests/golden/${id}.json is missing: npm run golden:update ${id}`).toBeDefined();
      const runs = computed.filter((run) => run.id === id);
      const hint = `${id} computes other numbers than before. If that is meant, raise its version and run: npm run golden:update ${id}`;
      expect(runs.map(({ version, params, metrics }) => ({ version, params, metrics })), hint).toEqual(golden?.runs.map((run) => ({ version: golden.version, ...run })));
    }
  });
});

test('golden metrics exist only of simulations that do', () => {
  expect(goldenIds()).toEqual([...simulations].sort());
});
