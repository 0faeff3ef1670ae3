/** What makes the experiment sound: novel classes stay novel, episodes are well formed, prototypes and intervals are right. */
import { describe, expect, test } from 'vitest';
import { Random, tensor } from '../../src/core/index.js';
import { quickdraw } from '../../src/data/quickdraw.js';
import { UserError, type ImagePanel } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { embedPool, rawPixels } from './embedding.js';
import { answersOf, drawEpisode, drawPools, HELD_OUT, NOVEL_CLASSES } from './episodes.js';
import { estimate, examine } from './examination.js';
import { fewShot } from './few-shot.js';
import { flatMap } from './map.js';
import { episodeAccuracy, predictions, prototypicalLogits } from './prototypes.js';

const set = quickdraw();

describe('pools', () => {
  const pools = drawPools(set, 60, new Random(5));

  test('novel classes take no part in training', () => {
    expect(pools.novel.classes).toHaveLength(NOVEL_CLASSES);
    expect(pools.training.classes.filter((c) => pools.novel.classes.includes(c))).toEqual([]);
    const trainedOn = new Set(Array.from(pools.training.rows, (row) => set.labels[row]));
    expect(trainedOn.size).toBe(60);
    for (const c of pools.novel.classes) expect(trainedOn.has(c)).toBe(false);
  });

  test('base classes are examined on drawings that training never saw', () => {
    const seen = new Set(pools.training.rows);
    expect(pools.base.rows).toHaveLength(NOVEL_CLASSES * HELD_OUT);
    expect(Array.from(pools.base.rows).filter((row) => seen.has(row))).toEqual([]);
  });

  test('the novel classes do not depend on how many base classes there are', () => {
    expect(drawPools(set, 10, new Random(5)).novel).toEqual(pools.novel);
    expect(drawPools(set, 60, new Random(6)).novel).not.toEqual(pools.novel);
  });
});

describe('episodes', () => {
  const { novel } = drawPools(set, 60, new Random(5));
  const shape = { ways: 4, shots: 3, queries: 2 };

  test('each of N different classes has K support drawings and Q others as queries', () => {
    for (let seed = 0; seed < 50; seed++) {
      const episode = drawEpisode(novel, shape, new Random(seed));
      expect(new Set(episode.classes).size).toBe(4);
      expect(new Set([...episode.support, ...episode.query]).size).toBe(4 * 5);
      const classOf = (position: number) => Math.floor(position / novel.perClass);
      expect(Array.from(episode.support, classOf)).toEqual(Array.from({ length: 12 }, (_, i) => episode.classes[Math.floor(i / 3)]));
      expect(Array.from(episode.query, classOf)).toEqual(Array.from(answersOf(shape), (label) => episode.classes[label]));
    }
  });
});

describe('prototypes', () => {
  // The card's example: A at (1,2) and (3,2), B at (6,1) and (8,3), the query at (4,3).
  const card = { ways: 2, shots: 2, queries: 1 };
  const embedded = tensor([[1, 2], [3, 2], [6, 1], [8, 3], [4, 3], [7, 2]]);

  test('squared distances to the class means', () => {
    expect(prototypicalLogits(embedded, card, 'euclidean').toNested()).toEqual([[-5, -10], [-25, 0]]);
  });

  test('the worked example: A with probability 0.993', () => {
    const [a] = prototypicalLogits(embedded, card, 'euclidean').softmax(1).toArray();
    expect(a).toBeCloseTo(0.993, 3);
    expect(Array.from(predictions(prototypicalLogits(embedded, card, 'euclidean')))).toEqual([0, 1]);
  });

  test('cosines look at direction only', () => {
    const logits = prototypicalLogits(embedded, card, 'cosine').toArray();
    const cosine = (x: number[], y: number[]) => (x[0] * y[0] + x[1] * y[1]) / Math.sqrt((x[0] ** 2 + x[1] ** 2) * (y[0] ** 2 + y[1] ** 2));
    expect(logits[0]).toBeCloseTo(10 * cosine([4, 3], [2, 2]), 4);
    expect(logits[1]).toBeCloseTo(10 * cosine([4, 3], [7, 2]), 4);
  });

  test('accuracy counts the queries given their class', () => {
    expect(episodeAccuracy(Int32Array.from([0, 0, 1, 1, 0, 2]), { ways: 3, shots: 1, queries: 2 })).toBeCloseTo(5 / 6, 12);
  });
});

describe('examination', () => {
  test('mean and 95 % interval; four times the episodes halve it', () => {
    const { mean, halfWidth } = estimate([0.4, 0.6, 0.8]);
    expect(mean).toBeCloseTo(0.6, 12);
    expect(halfWidth).toBeCloseTo((1.96 * 0.2) / Math.sqrt(3), 12);
    expect(estimate([0.5]).halfWidth).toBeNull();
    const random = new Random(1);
    const scores = Array.from({ length: 4000 }, () => random.normal(0.6, 0.1));
    const ratio = (estimate(scores.slice(0, 1000)).halfWidth ?? 0) / (estimate(scores).halfWidth ?? 1);
    expect(ratio).toBeCloseTo(2, 1);
  });

  test('the interval covers the true mean about 95 times in 100', () => {
    let covered = 0;
    for (let seed = 0; seed < 400; seed++) {
      const random = new Random(seed);
      const { mean, halfWidth } = estimate(Array.from({ length: 100 }, () => random.normal(0.6, 0.1)));
      if (halfWidth !== null && Math.abs(mean - 0.6) <= halfWidth) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
  });

  test('raw pixels are embedded as they are, chunk by chunk, and examined on every episode', () => {
    const { novel } = drawPools(set, 60, new Random(5));
    const steps = embedPool(set, novel, rawPixels);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value).toHaveLength(novel.rows.length * 196);
    const row = novel.rows[777];
    expect(step.value.slice(777 * 196, 778 * 196)).toEqual(set.pixels.slice(row * 196, (row + 1) * 196));

    const episodes = Array.from({ length: 30 }, (_, i) => drawEpisode(novel, { ways: 5, shots: 5, queries: 5 }, new Random(i)));
    let scores: readonly number[] = [];
    for (scores of examine(set, novel, episodes, rawPixels, 'euclidean'));
    expect(scores).toHaveLength(30);
    expect(estimate(scores).mean).toBeGreaterThan(0.4);
  });
});

describe('flat map', () => {
  const random = new Random(8);
  // Points of a plane, turned into six dimensions.
  const plane = Array.from({ length: 20 }, () => [random.normal(0, 3), random.normal()]);
  const frame = [[0.6, 0.8, 0, 0, 0, 0], [0, 0, 0, 0.6, 0, -0.8]];
  const embedding = Float32Array.from(plane.flatMap(([a, b]) => frame[0].map((f, k) => a * f + b * frame[1][k])));

  test('keeps the distances of points that lie in a plane', () => {
    const { x, y, explained } = flatMap(embedding, 20);
    expect(explained).toBeCloseTo(1, 6);
    for (const [i, j] of [[0, 1], [3, 17], [8, 12]]) {
      const flat = Math.hypot(x[i] - x[j], y[i] - y[j]);
      expect(flat).toBeCloseTo(Math.hypot(plane[i][0] - plane[j][0], plane[i][1] - plane[j][1]), 3);
    }
  });

  test('does not flip from one map to the next', () => {
    const before = flatMap(embedding, 20);
    const flipped = { ...before, x: before.x.map((v) => -v) };
    const after = flatMap(embedding.map((v) => v * 1.01), 20, flipped);
    expect(Math.sign(after.x[3])).toBe(Math.sign(flipped.x[3]));
  });
});

describe('the simulation', () => {
  const small = { network: 'mlp', width: 4, trainEpisodes: 8, testEpisodes: 20 } as const;

  test('the same seed gives the same frames, another seed does not', () => {
    const run = (seed: number) => JSON.stringify(runToEnd(fewShot, small, seed).frame);
    expect(run(1)).toBe(run(1));
    expect(run(1)).not.toBe(run(2));
  });

  test('raw pixels do not depend on the network, only on the task', () => {
    const raw = (params: object) => runToEnd(fewShot, { ...small, ...params }, 1).metrics.rawAccuracy;
    expect(raw({ width: 8, trainEpisodes: 0 })).toBe(raw({}));
    expect(raw({ ways: 10 })).toBeLessThan(raw({ ways: 2 }));
  });

  test('without training the network is the untrained one', () => {
    const { metrics } = runToEnd(fewShot, { ...small, trainEpisodes: 0 }, 1);
    expect(metrics.novelAccuracy).toBe(metrics.untrainedAccuracy);
    expect(metrics.trainingEpisodes).toBe(0);
  });

  test('a wrong query is marked bad and says what it was taken for; a right one is marked good', () => {
    const { frame } = runToEnd(fewShot, small, 1);
    const panel = frame.panels.find((each): each is ImagePanel => each.kind === 'image');
    const pictures = panel?.groups.flatMap((group) => group.pictures) ?? [];
    expect(pictures).toHaveLength(25);
    expect(pictures.filter(({ emphasis }) => emphasis === 'muted')).toHaveLength(10);
    for (const { emphasis, caption } of pictures) expect(caption !== undefined).toBe(emphasis === 'bad');
  });

  test('more ways than base classes is an error of the learner', () => {
    expect(() => runToEnd(fewShot, { baseClasses: 5, trainWays: 10 })).toThrow(UserError);
    expect(() => runToEnd(fewShot, { baseClasses: 5, trainWays: 5, ways: 6 })).toThrow(UserError);
  });
});
