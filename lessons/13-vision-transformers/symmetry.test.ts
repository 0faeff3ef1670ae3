/** The yardsticks: errors of maps whose symmetry is known, reach against what is known of it, and nothing seen outside the window. */
import { describe, expect, test } from 'vitest';
import { Random, tensor } from '../../src/core/index.js';
import { AREA, MARGIN, place, roll, SIDE } from './canvas.js';
import { ConvNet, POOLINGS } from './networks.js';
import { attentionReach, convolutionReach, evenReach, receptiveFields } from './reach.js';
import { convolutionStage, equivarianceError, outputChange, patchStage, pooledStage, SHIFTS, type Stage } from './symmetry.js';
import { centredTest, drawTask, POOL, TEST, trainingSet } from './task.js';
import { VisionTransformer } from './vit.js';

const task = drawTask(1, new Random(13));
const probes = centredTest(task, 20);
const square: Stage = { features: (x) => x.reshape([x.shape[0], 1, SIDE, SIDE]), border: 0 };

describe('canvas', () => {
  test('a shift within the margin moves every pixel and loses none', () => {
    const centred = place([5], () => ({ dx: 0, dy: 0 }));
    expect(place([5], () => ({ dx: MARGIN, dy: 0 }))).toEqual(roll(centred, MARGIN));
    const ink = (pixels: Float32Array) => pixels.reduce((sum, value) => sum + value, 0);
    expect(ink(place([5], () => ({ dx: -MARGIN, dy: MARGIN })))).toBeCloseTo(ink(centred), 5);
  });

  test('small training sets are the beginning of large ones, balanced; test digits are others', () => {
    const [small, large] = [75, 2400].map((size) => trainingSet(task, size, new Random(4)));
    expect(large.rows.subarray(0, 75)).toEqual(small.rows);
    expect(large.shifts.slice(0, 75)).toEqual(small.shifts);
    expect(new Set(large.rows).size).toBe(POOL);
    const counts = Array.from({ length: 10 }, (_, label) => small.labels.filter((each) => each === label).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(task.testRows.filter((row) => large.rows.includes(row))).toHaveLength(0);
    expect(task.test.labels).toHaveLength(TEST);
  });
});

describe('equivariance error', () => {
  test('of the picture itself is zero at every shift', () => {
    expect(SHIFTS.map((by) => equivarianceError(square, probes, by))).toEqual(SHIFTS.map(() => 0));
  });

  test('of a map that stays where it is, by hand: columns 0 to 11 against 11, 0, 1, ... 10', () => {
    const ramp = tensor(Float32Array.from({ length: AREA }, (_, i) => i % SIDE), [1, 1, SIDE, SIDE]);
    const fixed: Stage = { features: (x) => square.features(x).mul(0).add(ramp), border: 0 };
    expect(equivarianceError(fixed, probes, 1)).toBeCloseTo(Math.sqrt((11 * 1 + 11 * 11) / 506), 5);
  });

  test('is null where the border leaves nothing', () => {
    expect(equivarianceError({ ...square, border: SIDE / 2 }, probes, 1)).toBeNull();
  });

  test('before any training: convolution 0, pooling 0 at even shifts only, patches at whole ones only, none with positions', () => {
    const cnn = new ConvNet(2, 'local', true, new Random(1));
    const vit = new VisionTransformer({ patch: 3, positions: true, stem: 'patches', depth: 1, random: new Random(1) });
    const zero = (stage: Stage) => SHIFTS.map((by) => (equivarianceError(stage, probes, by) ?? Number.NaN) < 1e-5);
    expect(zero(convolutionStage(cnn))).toEqual(SHIFTS.map(() => true));
    expect(zero(pooledStage(cnn))).toEqual(SHIFTS.map((by) => by % 2 === 0));
    expect(zero(patchStage(vit, false))).toEqual(SHIFTS.map((by) => by % 3 === 0));
    expect(zero(patchStage(vit, true))).toEqual(SHIFTS.map((by) => by === 0));
  });

  test('without sharing no shift is followed', () => {
    const local = new ConvNet(1, 'none', false, new Random(1));
    expect(SHIFTS.slice(1).every((by) => (equivarianceError(convolutionStage(local), probes, by) ?? 0) > 0.1)).toBe(true);
  });
});

test('the answers to the same pictures do not change, those to others do', () => {
  const cnn = new ConvNet(2, 'local', true, new Random(1));
  expect(outputChange(cnn, probes, probes)).toEqual({ probability: 0, same: 1 });
  expect(outputChange(cnn, probes, roll(probes, 5)).probability).toBeGreaterThan(0);
});

describe('reach', () => {
  test('receptive fields as on the card', () => {
    expect(receptiveFields({ pooled: [false, false] })).toEqual([3, 5]);
    expect(receptiveFields({ pooled: [true, false] })).toEqual([4, 8]);
    expect(receptiveFields({ pooled: [true, true] })).toEqual([4, 10]);
  });

  test.each(POOLINGS)('with pooling %s no pixel outside the window has any influence, and the window is reached', (pooling) => {
    const cnn = new ConvNet(2, pooling, true, new Random(2));
    convolutionReach(cnn, probes).forEach(({ map }, layer) => {
      const columns = map.flatMap((weight, pixel) => (weight > 0 ? [pixel % SIDE] : []));
      expect(Math.max(...columns) - Math.min(...columns) + 1).toBe(Math.min(receptiveFields(cnn)[layer], reachable(cnn, layer)));
    });
  });

  test('even attention: queries of zero look everywhere alike', () => {
    const vit = new VisionTransformer({ patch: 4, positions: true, stem: 'patches', depth: 1, random: new Random(2) });
    const { qkv } = vit.blocks[0].attention;
    for (const parameter of qkv.parameters()) parameter.data.fill(0);
    const [[{ distance, map }]] = attentionReach(vit, probes);
    expect(distance).toBeCloseTo(evenReach(vit), 5);
    expect(new Set(map.map((weight) => weight.toFixed(5)))).toEqual(new Set([(1 / 9).toFixed(5)]));
  });
});

/** The window of the unit in the middle, cut by the edge of the canvas. */
function reachable(cnn: ConvNet, layer: number): number {
  const step = 2 ** cnn.pooled.slice(0, layer + 1).filter(Boolean).length;
  const at = Math.floor(SIDE / step / 2);
  const half = (receptiveFields(cnn)[layer] - step) / 2;
  return Math.min(SIDE, (at + 1) * step + half) - Math.max(0, at * step - half);
}
