/** What a run has found so far: accuracies by size of the training set, and what the networks of the largest size do when pictures move. */
import type { Metrics } from '../../src/lesson/index.js';
import type { Reach } from './reach.js';
import type { Change } from './symmetry.js';

export const NETWORKS = ['mlp', 'cnn', 'vit'] as const;
export type NetworkName = (typeof NETWORKS)[number];

/** A feature map and its equivariance error at each shift of SHIFTS; null where it cannot be measured. */
export interface StageErrors {
  readonly id: 'convolution' | 'pooled' | 'patches' | 'placed';
  readonly errors: readonly (number | null)[];
  /** Pixels from cell to cell of the map. */
  readonly cell: number;
}

/** What was measured on a network once it was trained on the largest set. */
export interface Finding {
  readonly parameters: number;
  /** Accuracy at each of the test shifts -2 ... 2. */
  readonly moved: readonly number[];
  /** The answers after one pixel, and after the canvas is rolled by a whole patch. */
  readonly onePixel: Change;
  readonly wholePatch: Change;
}

export interface History {
  readonly names: readonly NetworkName[];
  readonly sizes: readonly number[];
  /** Test accuracy of the trainings that are done, in the order of the sizes. */
  readonly accuracy: Readonly<Record<NetworkName, number[]>>;
  /** The training that is going on. */
  running?: { readonly name: NetworkName; readonly size: number; readonly accuracy: number };
  readonly findings: Partial<Record<NetworkName, Finding>>;
  readonly stages: StageErrors[];
  /** By layer. */
  cnnReach: readonly Reach[];
  receptiveFields: readonly number[];
  /** By block and head. */
  vitReach: readonly (readonly Reach[])[];
  evenReach?: number;
}

export const TEST_SHIFTS: readonly number[] = [-2, -1, 0, 1, 2];

export function emptyHistory(names: readonly NetworkName[], sizes: readonly number[]): History {
  return { names, sizes, accuracy: { mlp: [], cnn: [], vit: [] }, findings: {}, stages: [], cnnReach: [], receptiveFields: [], vitReach: [] };
}

/** What is not known yet is left out. */
export function metricsOf(history: History): Metrics {
  const { sizes, accuracy, findings } = history;
  const metrics: Record<string, number> = {};
  for (const name of history.names) {
    accuracy[name].forEach((value, i) => (metrics[`${name}At.${sizes[i]}`] = value));
    if (accuracy[name].length === sizes.length) metrics[`${name}Accuracy`] = accuracy[name][sizes.length - 1];
    const finding = findings[name];
    if (!finding) continue;
    const at = (distance: number) => meanOf(finding.moved.filter((_, i) => Math.abs(TEST_SHIFTS[i]) === distance));
    metrics[`${name}Centred`] = at(0);
    metrics[`${name}Near`] = at(1);
    metrics[`${name}Far`] = at(2);
    metrics[`${name}Change`] = finding.onePixel.probability;
    metrics[`${name}PatchChange`] = finding.wholePatch.probability;
    metrics[`${name}Parameters`] = finding.parameters;
  }
  const gap = (i: number) => accuracy.cnn[i] - accuracy.vit[i];
  const known = Math.min(accuracy.cnn.length, accuracy.vit.length);
  if (known > 0) metrics.gapSmall = gap(0);
  if (known > 0 && known === sizes.length) metrics.gapLarge = gap(known - 1);
  for (const { id, errors, cell } of history.stages) {
    const some = (wanted: (by: number) => boolean) => errors.flatMap((error, by) => (error !== null && wanted(by) ? [error] : []));
    const [wholes, parts] = [some((by) => by > 0 && by % cell === 0), some((by) => by % cell !== 0)];
    if (wholes.length > 0) metrics[`${id}Whole`] = Math.max(...wholes);
    if (parts.length > 0) metrics[`${id}Part`] = Math.min(...parts);
  }
  history.cnnReach.forEach(({ distance }, layer) => (metrics[`cnnReach.${layer + 1}`] = distance));
  history.receptiveFields.forEach((side, layer) => (metrics[`receptiveField.${layer + 1}`] = side));
  history.vitReach.forEach((heads, block) => (metrics[`vitReach.${block + 1}`] = meanOf(heads.map(({ distance }) => distance))));
  if (history.evenReach !== undefined) metrics.evenReach = history.evenReach;
  return metrics;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
