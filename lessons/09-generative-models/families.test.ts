/** What the families promise: densities that are densities, a consistency model that ends where it should, the yardsticks of the words. */
import { describe, expect, test } from 'vitest';
import { math, Random, randn, scope, stats, tensor } from '../../src/core/index.js';
import { Denoiser, noiseLevels, SIGMA_MAX, SIGMA_MIN } from './families/denoiser.js';
import { heunStep } from './families/diffusion.js';
import type { FamilyId, FamilySettings, GenerativeModel } from './families/family.js';
import { beginFamily } from './families/index.js';
import { samplesOf, scoreSamples } from './score.js';
import { makeTask, oneGaussian, type Task } from './task.js';
import { train } from './training.js';

const SETTINGS: FamilySettings = {
  energyTraining: 'score', decoderSpread: 'learned', ganRemedy: 'none', ganMomentum: 0.5, flowKind: 'realnvp', diffusionSteps: 10, consistencySteps: 1,
};
const task = (seed: number) => makeTask({ target: 'moons', columns: '' }, undefined, new Random(seed));

function trained(id: FamilyId, data: Task, effort: number, settings: Partial<FamilySettings> = {}): GenerativeModel {
  const random = new Random(3);
  const model = beginFamily(id, { settings: { ...SETTINGS, ...settings }, random, range: data.range });
  for (const _ of train(id, model, data, { effort, looks: 1, random })) void _;
  return model;
}

describe('an exact likelihood is one of a density', () => {
  const data = task(1);
  test.each([['flow', 'realnvp'], ['flow', 'nice'], ['autoregressive', 'realnvp']] as const)('%s (%s): it integrates to 1, and samples are drawn from it', (id, flowKind) => {
    const model = trained(id, data, 0.1, { flowKind });
    const of = (points: ArrayLike<number>) => scope(() => model.likelihood?.of(tensor(Float32Array.from(points), [points.length / 2, 2])) ?? new Float64Array());
    const side = 400;
    const [low, high] = id === 'flow' ? [-6, 6] : data.range;
    const step = (high - low) / side;
    const grid = Float32Array.from({ length: 2 * side * side }, (_, at) => low + ((at % 2 === 0 ? (at >> 1) % side : Math.floor((at >> 1) / side)) + 0.5) * step);
    let [total, mean] = [0, 0];
    for (const value of of(grid)) {
      const mass = math.exp(value) * step * step;
      total += mass;
      mean += mass * value;
    }
    expect(Math.abs(total - 1)).toBeLessThan(0.02);
    // The mean log density of what is drawn is that of the density itself: minus its entropy.
    const drawn = of(samplesOf(model, 4000, new Random(5)).data);
    expect(Math.abs(stats.mean(drawn) - mean)).toBeLessThan(5 * stats.standardDeviation(drawn) / Math.sqrt(4000) + 0.02);
    model.dispose();
  });

  test('only those families claim one', () => {
    const kinds = (['energy', 'vae', 'gan', 'flow', 'autoregressive', 'diffusion', 'consistency'] as const).map((id) => beginFamily(id, { settings: SETTINGS, random: new Random(1), range: [-3, 3] }).likelihood?.kind);
    expect(kinds).toEqual([undefined, 'bound', undefined, 'exact', 'exact', undefined, undefined]);
  });
});

describe('noise and its way back', () => {
  test('the ladder falls from the largest level to the smallest', () => {
    const levels = noiseLevels(24);
    expect(levels[0]).toBeCloseTo(SIGMA_MAX, 9);
    expect(levels[23]).toBeCloseTo(SIGMA_MIN, 9);
    expect(levels.every((level, i) => i === 0 || level < levels[i - 1])).toBe(true);
  });

  test('a consistency model leaves points at the lowest level as they are', () =>
    scope(() => {
      const x = randn([6, 2], new Random(2));
      const end = new Denoiser(new Random(1)).forward(x, new Float64Array(6).fill(SIGMA_MIN), SIGMA_MIN).toArray();
      x.toArray().forEach((value, i) => expect(end[i]).toBeCloseTo(value, 6));
    }));

  test('a step of the path follows the score of a trained diffusion: it shrinks noise', () => {
    const model = trained('diffusion', task(1), 0.2);
    if (!('denoiser' in model) || !(model.denoiser instanceof Denoiser)) throw new TypeError('the diffusion has no denoiser');
    const { denoiser } = model;
    const [from, to] = [new Float64Array(200).fill(5), new Float64Array(200).fill(2)];
    const sizes = scope(() => {
      const x = randn([200, 2], new Random(4)).mul(5);
      const nearer = heunStep(denoiser, x, from, to);
      return [x, nearer].map((points) => Math.sqrt(stats.mean(points.square().toArray())));
    });
    // Data of spread 1 under noise s has spread sqrt(1 + s^2).
    expect(sizes[1] / sizes[0]).toBeCloseTo(Math.sqrt(5) / Math.sqrt(26), 1);
  });
});

test('the yardsticks of the cards: real points 0 +- 0.005 and none off; one Gaussian 0.03, 40 % off', () => {
  for (const seed of [1, 2, 3]) {
    const data = task(seed);
    const real = scoreSamples(data.fresh, data);
    expect(Math.abs(real.energyDistance)).toBeLessThan(0.005);
    expect(real.offShare).toBeLessThan(0.01);
    const gaussian = scoreSamples(oneGaussian(data, 1000, new Random(seed)).samples, data);
    expect(gaussian.energyDistance).toBeGreaterThan(0.02);
    expect(gaussian.energyDistance).toBeLessThan(0.04);
    expect(Math.abs(gaussian.offShare - 0.4)).toBeLessThan(0.05);
    expect(gaussian.coverage).toBeGreaterThan(0.9);
  }
});
