/** All five kinds at one setting: each step carried out, where it fits. */
import type { Metrics } from '../../src/lesson/index.js';
import type { Setting } from './hardware.js';
import { fits, fullest, memoryOf } from './memory.js';
import { meanSent, MS } from './step-metrics.js';
import { Step } from './step.js';
import type { Strategy } from './strategies.js';

export interface Compared {
  readonly strategy: Strategy;
  /** Bytes on the fullest device. */
  readonly peak: number;
  /** Absent where it does not fit. */
  readonly outcome?: {
    readonly milliseconds: number;
    readonly idle: number;
    /** Bytes a device sends, mean over the devices. */
    readonly sent: number;
  };
}

export function compared(strategy: Strategy, setting: Setting): Compared {
  const peak = fullest(memoryOf(strategy, setting)).total;
  if (!fits(strategy, setting)) return { strategy, peak };
  const step = new Step(strategy, setting).finish();
  return { strategy, peak, outcome: { milliseconds: step.end * MS, idle: 1 - step.computeShare, sent: meanSent(step) } };
}

export function metricsOfComparison(rows: readonly Compared[]): Metrics {
  const metrics: Record<string, number> = {};
  for (const { strategy, peak, outcome } of rows) {
    metrics[`peak.${strategy}`] = peak;
    if (!outcome) continue;
    metrics[`time.${strategy}`] = outcome.milliseconds;
    metrics[`idle.${strategy}`] = outcome.idle;
    metrics[`sent.${strategy}`] = outcome.sent;
  }
  return metrics;
}
