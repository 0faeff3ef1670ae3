/**
 * The tests of a lesson's claims: each over ML_TUTOR_SEEDS seeds (5 unless told; `npm run test:full` takes 20). A lesson's
 * claims.test.ts is one call of `testClaims`.
 */
import { describe, expect, test } from 'vitest';
import { judgeClaim, type Claim, type Lesson, type Metrics } from '../../src/lesson/index.js';
import { metricsOf, simulationOf } from './runs.js';

const SEEDS = Array.from({ length: Number(process.env.ML_TUTOR_SEEDS ?? 5) }, (_, i) => i + 1);
// Never a matter of speed: only so that an endless run ends some day.
const TIMEOUT_MS = 3_600_000;

/** By how much a claim holds for one seed. */
export async function marginOf(lesson: Lesson, claim: Claim, seed: number): Promise<number> {
  const metrics: Record<string, Metrics> = {};
  for (const [name, { simulation, params = {} }] of Object.entries(claim.runs)) {
    metrics[name] = await metricsOf(simulationOf(lesson, simulation), params, seed);
  }
  return claim.margin(metrics);
}

export function testClaims(lesson: Lesson): void {
  describe(`claims of ${lesson.id}, ${SEEDS.length} seeds`, () => {
    test.each(lesson.claims.map((claim) => ({ id: claim.id, claim })))('$id', { timeout: TIMEOUT_MS }, async ({ claim }) => {
      const margins: number[] = [];
      for (const seed of SEEDS) margins.push(await marginOf(lesson, claim, seed));
      expect(margins.every(Number.isFinite), `margins by seed: ${margins.join(', ')}`).toBe(true);
      const { held, passed } = judgeClaim(claim, SEEDS, margins);
      expect(passed, `held for ${held} of ${SEEDS.length} seeds, needs a share of ${claim.share ?? 1}; margins by seed: ${margins.join(', ')}`).toBe(true);
    });
  });
}
