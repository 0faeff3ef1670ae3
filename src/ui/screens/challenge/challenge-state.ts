/** What a challenge shows besides the simulation: hints taken, whether the solution is seen. Pure over what is remembered. */
import { holds, type Condition, type Metrics } from '../../../lesson/index.js';
import type { LessonProgress } from '../../../progress/index.js';

export interface ChallengeView {
  readonly hints: number;
  readonly passed: boolean;
  readonly distinguished: boolean;
  /** After the third hint, or after success. */
  readonly solutionOpen: boolean;
  readonly solutionSeen: boolean;
}

export const HINTS = 3;

export function challengeView(remembered: LessonProgress['challenge'] | undefined): ChallengeView {
  const { grade = 'none', hints = 0, solutionSeen = false } = remembered ?? {};
  const passed = grade !== 'none';
  return { hints, passed, distinguished: grade === 'distinction', solutionOpen: hints >= HINTS || passed, solutionSeen };
}

export interface CheckedCondition {
  readonly condition: Condition;
  readonly value?: number;
  readonly holds: boolean;
}

/** The checklist with live values. */
export function checklist(conditions: readonly Condition[], metrics: Metrics | undefined): readonly CheckedCondition[] {
  return conditions.map((condition) => ({ condition, value: metrics?.[condition.metric], holds: metrics !== undefined && holds(condition, metrics) }));
}
