/** What makes the experiment sound: who sees which pictures and labels, the views, the losses, and figures that the words name. */
import { describe, expect, test } from 'vitest';
import { F, Random, stats, tensor } from '../../src/core/index.js';
import type { Frame, ImagePanel, TablePanel } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { views } from './augment.js';
import { encoderNetwork, FEATURES, featuresOf } from './encoder.js';
import { Exam } from './exam.js';
import { BATCH, Contrastive, SelfPrediction, spoil, Supervised } from './pretexts.js';
import { selfSupervised } from './self-supervised.js';
import { drawLabels, drawTask, PIXELS, POOL_EACH, rowsOf, TEST_EACH, unlabelledPictures, WAYS } from './task.js';

const task = drawTask(new Random(4));
const pictureText = (pixels: Float32Array, place: number) => pixels.subarray(place * PIXELS, (place + 1) * PIXELS).join();
const allPictures = (pixels: Float32Array) => Array.from({ length: pixels.length / PIXELS }, (_, i) => pictureText(pixels, i));

describe('the task', () => {
  test('five digits to tell apart, the five others for transfer; 300 test pictures, 570 labels, 1,140 without', () => {
    expect([...task.digits, ...task.others].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(task.test.labels).toHaveLength(300);
    expect(task.source.labels).toHaveLength(570);
    expect(unlabelledPictures(task, 'all').pixels).toHaveLength(1140 * PIXELS);
    for (let c = 0; c < WAYS; c++) {
      expect(task.test.labels.filter((label) => label === c)).toHaveLength(TEST_EACH);
      expect(task.pool.labels.filter((label) => label === c)).toHaveLength(POOL_EACH);
    }
  });

  test('nothing learns from a test picture', () => {
    const seen = new Set(allPictures(unlabelledPictures(task, 'all').pixels));
    expect(allPictures(task.test.pixels).filter((picture) => seen.has(picture))).toEqual([]);
  });

  test('labels: as many of each class, and those of a small draw are in the larger one', () => {
    const one = drawLabels(1, new Random(1));
    const five = drawLabels(5, new Random(1));
    expect(Array.from(five, (place) => task.pool.labels[place])).toEqual(Array.from({ length: 25 }, (_, i) => Math.floor(i / 5)));
    expect(Array.from(one).every((place) => five.includes(place))).toBe(true);
  });

  test('unlabelled pictures carry no class', () => {
    expect(new Set(unlabelledPictures(task, 'all').labels)).toEqual(new Set([0]));
  });
});

describe('views', () => {
  const some = rowsOf(task.pool, Int32Array.from({ length: 50 }, (_, i) => i)).pixels;

  test('whole-pixel shifts move the ink and lose only what leaves the picture', () => {
    const inside = new Float32Array(PIXELS).fill(0);
    inside[3 * 8 + 4] = 1;
    for (let seed = 0; seed < 20; seed++) {
      const moved = views(inside, 'shift', new Random(seed)).toArray();
      expect(moved.reduce((sum, ink) => sum + ink, 0)).toBe(1);
      const at = moved.indexOf(1);
      expect(Math.abs(Math.floor(at / 8) - 3)).toBeLessThanOrEqual(1);
      expect(Math.abs((at % 8) - 4)).toBeLessThanOrEqual(1);
    }
  });

  test('affine views are near the original, differ from each other, and make no ink out of nothing', () => {
    const view = views(some, 'affine', new Random(1)).toArray();
    expect(view).not.toEqual(views(some, 'affine', new Random(2)).toArray());
    expect(Math.max(...view)).toBeLessThanOrEqual(1);
    expect(Math.min(...view)).toBeGreaterThanOrEqual(0);
    expect(stats.correlation(view, some)).toBeGreaterThan(0.75);
    expect(stats.correlation(view, some)).toBeLessThan(0.99);
  });

  test('noise has mean 0 and standard deviation 0.3', () => {
    const noise = views(some, 'noise', new Random(3)).toArray().map((ink, i) => ink - some[i]);
    expect(stats.mean(noise)).toBeCloseTo(0, 1);
    expect(stats.standardDeviation(noise)).toBeCloseTo(0.3, 2);
  });
});

describe('pretexts', () => {
  test('masking hides the asked share and keeps the rest; noise hides nothing', () => {
    const { input, hidden } = spoil(task.pool.pixels, 'masked', 0.3, new Random(1));
    expect(stats.mean(hidden)).toBeCloseTo(0.3, 1);
    input.forEach((ink, i) => expect(ink).toBe(hidden[i] ? 0 : task.pool.pixels[i]));
    const noisy = spoil(task.pool.pixels, 'denoising', 0.3, new Random(1));
    expect(Math.max(...noisy.hidden)).toBe(0);
    expect(stats.standardDeviation(noisy.input.map((ink, i) => ink - task.pool.pixels[i]))).toBeCloseTo(0.5, 1);
  });

  test('the contrastive loss of an untrained network is about that of guessing among 255; training brings it down', () => {
    const learner = new Contrastive('affine-noise', 0.2, new Random(1));
    const batch = rowsOf(task.pool, Int32Array.from({ length: BATCH }, (_, i) => i * 4));
    const losses = Array.from({ length: 60 }, () => learner.learn(batch.pixels, batch.labels));
    expect(losses[0]).toBeGreaterThan(4.5);
    expect(losses[0]).toBeLessThan(6.5); // log 255 = 5.54
    expect(stats.mean(losses.slice(-5))).toBeLessThan(losses[0] - 0.5);
  });

  test('restoring and supervised pretraining learn', () => {
    const batch = rowsOf(task.source, Int32Array.from({ length: BATCH }, (_, i) => i * 4));
    for (const learner of [new SelfPrediction('masked', 0.5, new Random(1)), new SelfPrediction('denoising', 0.5, new Random(1)), new Supervised(WAYS, new Random(1))]) {
      const losses = Array.from({ length: 60 }, () => learner.learn(batch.pixels, batch.labels));
      expect(stats.mean(losses.slice(-5))).toBeLessThan(0.8 * losses[0]);
    }
  });
});

describe('the exam', () => {
  const encoder = encoderNetwork(new Random(2));

  test('features are directions of length sqrt(32)', () => {
    const { rows, data } = featuresOf(encoder, task.test.pixels);
    for (let i = 0; i < rows; i += 37) expect(Math.sqrt(data.subarray(i * FEATURES, (i + 1) * FEATURES).reduce((sum, x) => sum + x * x, 0))).toBeCloseTo(Math.sqrt(FEATURES), 4);
  });

  test('everyone sits the same exam: the asked size is among those of the curve, and examining does not change an encoder', () => {
    const exam = new Exam(task, 3, 2, new Random(5));
    expect(exam.sizes).toEqual([1, 2, 3, 5, 10]);
    const before = encoder.forward(tensor(task.test.pixels, [300, PIXELS])).toArray();
    const frozen = exam.onFeatures(encoder);
    expect(exam.byTraining(encoder)).not.toEqual(frozen);
    expect(encoder.forward(tensor(task.test.pixels, [300, PIXELS])).toArray()).toEqual(before);
    expect(exam.onFeatures(encoder)).toEqual(frozen);
    expect(exam.asked(frozen)).toBe(frozen[2]);
    expect(exam.onPixels()).toEqual(new Exam(task, 3, 2, new Random(5)).onPixels());
  });

  test('the quiz: 254 wrong views; a loss over them is a cross-entropy', () => {
    expect(2 * BATCH - 2).toBe(254);
    const cosines = tensor([[0.9, 0.1, -0.3]]).div(0.2);
    const [twin] = cosines.softmax(1).toArray();
    expect(F.crossEntropy(cosines, Int32Array.of(0)).item()).toBeCloseTo(-Math.log(twin), 5);
  });
});

describe('the simulation', () => {
  const small = { steps: 20, draws: 1 } as const;

  test('the same seed gives the same frames, another seed does not', () => {
    const run = (seed: number) => JSON.stringify(runToEnd(selfSupervised, small, seed).frame);
    expect(run(1)).toBe(run(1));
    expect(run(1)).not.toBe(run(2));
  });

  test('one pretext alone gives what it gives beside the others', () => {
    const all = runToEnd(selfSupervised, small, 1).metrics;
    for (const pretext of ['contrastive', 'masked', 'denoising'] as const) {
      const alone = runToEnd(selfSupervised, { ...small, pretext }, 1).metrics;
      expect(alone[`${pretext}Accuracy`]).toBe(all[`${pretext}Accuracy`]);
      expect(Object.keys(alone).filter((name) => /^(contrastive|masked|denoising)Accuracy$/.test(name))).toEqual([`${pretext}Accuracy`]);
      expect(alone.pretextSteps).toBe(20);
    }
    expect(all.pretextSteps).toBe(60);
  });

  test('the table counts the right answers: by people for transfer only', () => {
    const { frame } = runToEnd(selfSupervised, small, 1);
    const rows = frame.panels.find((panel): panel is TablePanel => panel.kind === 'table')?.rows.map(({ cells }) => cells.slice(0, 3));
    expect(rows).toEqual([
      ['method.contrastive', 0, 20 * 256],
      ['method.denoising', 0, 20 * 128 * 64],
      ['method.masked', 0, 20 * 128 * 32],
      ['method.transfer', 570, 0],
      ['method.scratch', 0, 0],
      ['method.raw', 0, 0],
    ]);
  });

  test('the pictures keep still while the answers get better', () => {
    const strips = new Map<string, Frame[]>();
    runToEnd(selfSupervised, { ...small, steps: 60, pretext: 'denoising' }, 1, undefined, (frame) => {
      const panel = frame.panels.find((each): each is ImagePanel => each.kind === 'image');
      const key = JSON.stringify(panel?.title);
      strips.set(key, [...(strips.get(key) ?? []), frame]);
    });
    const frames = [...strips.values()].at(-1) ?? [];
    const pictures = frames.map((frame) => frame.panels.find((each): each is ImagePanel => each.kind === 'image')?.groups[0].pictures ?? []);
    expect(new Set(pictures.map(([question]) => JSON.stringify(question))).size).toBe(1);
    expect(new Set(pictures.map(([, answer]) => JSON.stringify(answer))).size).toBeGreaterThan(2);
  });

  test('the figures that the words name: raw pixels a little over 70 %, ten points more by contrast, less than 65 % by transfer', () => {
    const runs = [2, 3].map((seed) => runToEnd(selfSupervised, { pretext: 'contrastive', steps: 400 }, seed).metrics);
    for (const { rawAccuracy, transferAccuracy, gainOverRaw } of runs) {
      expect(rawAccuracy).toBeGreaterThan(0.7);
      expect(rawAccuracy).toBeLessThan(0.75);
      expect(transferAccuracy).toBeLessThan(0.65);
      expect(gainOverRaw).toBeGreaterThan(0.07);
      expect(gainOverRaw).toBeLessThan(0.14);
    }
  });

  test('without a step, pretraining without labels leaves an untrained encoder, below raw pixels', () => {
    const { metrics } = runToEnd(selfSupervised, { ...small, steps: 0, draws: 3 }, 1);
    expect(metrics.gainOverRaw).toBeLessThan(0);
  });
});
