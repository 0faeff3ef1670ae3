/** Conditions on the metrics of a finished run, as data, so that the screen can show them as a checklist with live values. */
import type { Metrics } from './simulation.js';

export interface Condition {
  readonly metric: string;
  readonly relation: 'atLeast' | 'atMost';
  readonly bound: number;
}

export function metric(name: string) {
  return {
    atLeast: (bound: number): Condition => ({ metric: name, relation: 'atLeast', bound }),
    atMost: (bound: number): Condition => ({ metric: name, relation: 'atMost', bound }),
  };
}

/** A metric that the run did not report fails its condition. */
export function holds(condition: Condition, metrics: Metrics): boolean {
  const value = metrics[condition.metric];
  if (value === undefined) return false;
  return condition.relation === 'atLeast' ? value >= condition.bound : value <= condition.bound;
}
