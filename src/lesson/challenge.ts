/**
 * A challenge: a goal reached only by understanding the parameters, judged by the metrics of a finished run in two grades.
 * Words: section `challenge` (goal, three hints, solution, debrief).
 */
import { holds, type Condition } from './condition.js';
import type { ParamValues } from './params.js';
import type { Metrics } from './simulation.js';

export interface Challenge {
  readonly simulation: string;
  /** Where the learner starts; other parameters have their defaults. */
  readonly start?: ParamValues;
  /** Parameters that may not be changed here (a budget, the data). */
  readonly locked?: readonly string[];
  readonly pass: readonly Condition[];
  /** On top of `pass`. */
  readonly distinction: readonly Condition[];
  /** The worked solution: reaches distinction at `seed`, which the challenge starts with. */
  readonly solution: ParamValues;
  readonly seed: number;
}

export type Grade = 'none' | 'pass' | 'distinction';

export function gradeRun(challenge: Challenge, metrics: Metrics): Grade {
  if (!challenge.pass.every((condition) => holds(condition, metrics))) return 'none';
  return challenge.distinction.every((condition) => holds(condition, metrics)) ? 'distinction' : 'pass';
}
