/** What the worlds so far have shown: one list a repair and a detector, from which metrics and panels are read. */
import * as stats from '../../src/core/stats/index.js';
import type { Metrics } from '../../src/lesson/index.js';
import { DETECTORS, type Detection, type Detector } from './detect.js';
import { REPAIRS, type Repair } from './repair.js';

export interface History {
  /** Accuracy on held-out source rows: what is expected of the target. */
  readonly expected: number[];
  /** By repair; undefined where it could not run. */
  readonly tried: Map<Repair, Tried>;
  readonly detections: Detection[];
  /** Effective rows of the estimated importance weights. */
  readonly effective: number[];
  /** Share of the target's commonest class. */
  readonly majority: number[];
  /** Distance (total variation) of the estimated class shares from the true ones. */
  readonly sharesWrong: Record<'bbse' | 'em' | 'unchanged', number[]>;
}

export interface Tried {
  /** Accuracies on the target, one a world. */
  readonly accuracies: readonly number[];
  /** Of their mean; undefined with one world. */
  readonly interval?: stats.Interval;
  /** Against the model as it is, in the same worlds. */
  readonly gain: stats.PairedDifference;
}

export function emptyHistory(): History {
  return { expected: [], tried: new Map(), detections: [], effective: [], majority: [], sharesWrong: { bbse: [], em: [], unchanged: [] } };
}

export function accuraciesOf({ tried }: History, repair: Repair): readonly number[] {
  return tried.get(repair)?.accuracies ?? [];
}

/** Notes what a repair reached in this world; `none` is noted first. */
export function note(history: History, repair: Repair, accuracy: number): void {
  const accuracies = [...accuraciesOf(history, repair), accuracy];
  const plain = repair === 'none' ? accuracies : accuraciesOf(history, 'none');
  history.tried.set(repair, { accuracies, interval: accuracies.length > 1 ? stats.meanInterval(accuracies) : undefined, gain: stats.pairedDifference(accuracies, plain.slice(0, accuracies.length)) });
}

/** Share of the worlds in which a detector gave the alarm; undefined where it could not run. */
export function alarmRate({ detections }: History, detector: Detector): number | undefined {
  const given = detections.flatMap(({ alarms }) => alarms[detector] ?? []);
  return given.length === 0 ? undefined : given.filter(Boolean).length / given.length;
}

const capital = (name: string) => `${name[0].toUpperCase()}${name.slice(1)}`;

/** @param chosen  the repair whose accuracy is the headline */
export function metricsOf(history: History, chosen: Repair): Metrics {
  const metrics: Record<string, number> = {};
  const put = (name: string, values: readonly number[]) => {
    if (values.length > 0) metrics[name] = stats.mean(values);
  };
  put('expected', history.expected);
  put('accuracy', accuraciesOf(history, 'none'));
  put('accuracyAfter', accuraciesOf(history, chosen));
  put('auc', history.detections.map(({ auc }) => auc.estimate));
  put('aucLow', history.detections.map(({ auc }) => auc.low));
  put('aucHigh', history.detections.map(({ auc }) => auc.high));
  put('effectiveRows', history.effective);
  put('majority', history.majority);
  for (const detector of DETECTORS) {
    const rate = alarmRate(history, detector);
    if (rate !== undefined) metrics[`alarm${capital(detector)}`] = rate;
  }
  for (const [name, values] of Object.entries(history.sharesWrong)) put(`shares${capital(name)}`, values);
  for (const repair of REPAIRS) {
    const found = history.tried.get(repair);
    if (found && repair !== 'none') metrics[`gain.${repair}`] = found.gain.mean;
  }
  return metrics;
}
