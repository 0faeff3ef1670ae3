/**
 * The personal best in a challenge, among equals only: the same version of the simulation, the same locked parameters (the budget), the
 * challenge's own seed and no data of the learner's own, so that it is no matter of luck.
 */
import { defaultParams, gradeRun, type Challenge, type Grade, type Simulation } from '../lesson/index.js';
import type { RunRecord } from './types.js';

export interface PersonalBest {
  readonly run: RunRecord;
  readonly grade: Grade;
  /** What the runs are compared by: the metric of the first condition for distinction (or, without one, for passing). */
  readonly metric: string;
  readonly value: number;
  /** How many runs were on equal footing. */
  readonly among: number;
}

/** Whether a run may be compared with others in this challenge. */
export function challengeFooting(challenge: Challenge, simulation: Pick<Simulation, 'id' | 'version' | 'params'>, run: RunRecord): boolean {
  const fixed = { ...defaultParams(simulation.params), ...challenge.start };
  const locked = (challenge.locked ?? []).every((name) => JSON.stringify(run.params[name]) === JSON.stringify(fixed[name]));
  return run.simulation === challenge.simulation && run.simulation === simulation.id && run.version === simulation.version && run.seed === challenge.seed && run.data === undefined && locked;
}

/** @returns undefined while no run on equal footing has the metric; of equals the earlier */
export function personalBest(challenge: Challenge, simulation: Pick<Simulation, 'id' | 'version' | 'params'>, runs: readonly RunRecord[]): PersonalBest | undefined {
  const [condition] = [...challenge.distinction, ...challenge.pass];
  if (!condition) return undefined;
  const { metric } = condition;
  const among = runs.filter((run) => run.metrics[metric] !== undefined && challengeFooting(challenge, simulation, run));
  const grades: readonly Grade[] = ['none', 'pass', 'distinction'];
  const score = (run: RunRecord) => [grades.indexOf(gradeRun(challenge, run.metrics)), run.metrics[metric] * (condition.relation === 'atLeast' ? 1 : -1)] as const;
  let best: RunRecord | undefined;
  for (const run of among) {
    if (!best) {
      best = run;
      continue;
    }
    const [grade, value] = score(run);
    const [bestGrade, bestValue] = score(best);
    if (grade > bestGrade || (grade === bestGrade && value > bestValue)) best = run;
  }
  return best && { run: best, grade: gradeRun(challenge, best.metrics), metric, value: best.metrics[metric], among: among.length };
}
