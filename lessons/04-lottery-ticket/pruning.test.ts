/** What makes the experiment sound: masks hold, rewinding is exact, controls differ in one thing, the cost is counted. */
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import type { Frame, HeatmapPanel, LinePanel, Panel } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { unstructured } from './masks.js';
import { Classifier, digitTask, startingValues, testAccuracy, train } from './network.js';
import { pruning } from './pruning.js';
import { fullMasks, type Masks, type NetworkValues } from './values.js';

const SIZES = [64, 16, 8, 10];
const task = digitTask(100, new Random(1));
const initial = startingValues(SIZES, new Random(2));
const training = { steps: 30, learningRate: 0.01 };

function trained(network: Classifier, seed: number): NetworkValues {
  for (const curve of train(network, task, { ...training, random: new Random(seed) })) expect(curve.steps.length).toBeGreaterThan(0);
  return network.values();
}
const keptValues = (values: NetworkValues, masks: Masks) => values.map(({ weight }, l) => Array.from(weight).filter((_, i) => masks[l].weight[i] === 1));

describe('masks and rewinding', () => {
  const network = new Classifier(initial, new Random(3));
  network.load(initial, fullMasks(initial));
  const first = trained(network, 4);
  const masks = unstructured.prune(first, fullMasks(initial), 0.6);

  test('loading puts every kept weight back to its starting value, bit for bit', () => {
    network.load(initial, masks);
    expect(keptValues(network.values(), masks)).toEqual(keptValues(initial, masks));
  });

  test('cut weights are exactly zero after training, kept ones have moved', () => {
    network.load(initial, masks);
    const second = trained(network, 5);
    second.forEach(({ weight }, l) => weight.forEach((w, i) => masks[l].weight[i] === 0 && expect(w).toBe(0)));
    second.forEach(({ weight }, l) => expect(weight).not.toEqual(initial[l].weight));
  });

  test('lifting the mask lets all weights learn again', () => {
    network.load(initial, masks);
    network.load(initial, fullMasks(initial));
    expect(trained(network, 4)).toEqual(first);
  });

  test('an untrained network guesses, a trained one does not', () => {
    network.load(initial, fullMasks(initial));
    expect(testAccuracy(network, task)).toBeLessThan(0.35);
    trained(network, 4);
    expect(testAccuracy(network, task)).toBeGreaterThan(0.6);
  });
});

const small = { hidden: 32, trainImages: 100, steps: 20, rounds: 2 } as const;
const panelOf = <K extends Panel['kind']>(frame: Frame, kind: K, id: string) => frame.panels.find((panel): panel is Extract<Panel, { kind: K }> => panel.kind === kind && panel.id === id);

describe('the simulation', () => {
  test('the same seed gives the same frames, another seed does not', () => {
    const run = (seed: number) => JSON.stringify(runToEnd(pruning, small, seed).frame);
    expect(run(1)).toBe(run(1));
    expect(run(1)).not.toBe(run(2));
  });

  test('more controls change nothing about the ticket', () => {
    const ticket = (control: string) => runToEnd(pruning, { ...small, control }, 1).metrics.ticketAccuracy;
    expect(ticket('all')).toBe(ticket('none'));
  });

  test('controls that were not asked for are neither trained nor reported', () => {
    const { frame, metrics } = runToEnd(pruning, { ...small, control: 'signs' }, 1);
    expect(metrics).toHaveProperty('sameSignsAccuracy');
    expect(metrics).not.toHaveProperty('reinitAccuracy');
    expect(panelOf(frame, 'line', 'accuracy')?.series.map(({ id }) => id)).toEqual(['ticket', 'signs']);
  });

  test('finding a ticket costs a training a round and one before; zeros are free only on ideal hardware', () => {
    const { metrics } = runToEnd(pruning, { ...small, rounds: 4, pruneRate: 0.2, control: 'none' }, 1);
    expect(metrics.trainings).toBe(5);
    expect(metrics.costRatio).toBe(5);
    expect(metrics.multiplyAdds).toBe(5 * 3 * (64 * 32 + 32 * 16 + 16 * 10) * 20 * 60);
    // About 1 + 0.8 + 0.64 + 0.51 + 0.41, a little more as the output layer is cut at half the rate.
    expect(metrics.idealCostRatio).toBeGreaterThan(3.36);
    expect(metrics.idealCostRatio).toBeLessThan(3.6);
  });

  test('structured: whole columns of both masks are cut, and the cost really falls', () => {
    const { frame, metrics } = runToEnd(pruning, { ...small, method: 'structured', pruneRate: 0.5, control: 'none' }, 1);
    const columns = (panel: HeatmapPanel | undefined) => {
      const { rows = 0, columns: count = 0, values = [] } = panel?.grid ?? {};
      return Array.from({ length: count }, (_, c) => Array.from({ length: rows }, (_, r) => values[r * count + c]).some((v) => v === 1));
    };
    const neurons = columns(panelOf(frame, 'heatmap', 'mask1'));
    expect(neurons.filter(Boolean)).toHaveLength(8); // 32 -> 16 -> 8
    expect(columns(panelOf(frame, 'heatmap', 'mask2'))).toEqual(neurons);
    expect(metrics.costRatio).toBeLessThan(2);
  });

  test('the first frame comes before any training, and curves grow within a round', () => {
    const lengths: number[] = [];
    runToEnd(pruning, { ...small, rounds: 1, control: 'none' }, 1, undefined, (frame) => {
      const learning: LinePanel | undefined = panelOf(frame, 'line', 'learning');
      lengths.push(learning?.series.find(({ id }) => id === 'dense')?.x.length ?? 0);
    });
    expect(lengths[0]).toBe(1);
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(10);
  });
});
