/** What makes the level sound: measures on cases worked by hand, the two kinds of space, and figures that the words name. */
import { describe, expect, test } from 'vitest';
import { linalg, Random, stats } from '../../src/core/index.js';
import type { Frame, Panel } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { Autoencoder, CODE_BOUND } from './autoencoder.js';
import { embeddings } from './embeddings.js';
import { distanceFromWriting, distancesBetween, neighbourPurity, oneHotVectors, straightLine, walkMiddles } from './geometry.js';
import { flatten } from './map.js';
import { classMeans, drawPictures, HELD_OUT } from './pictures.js';
import { explainedVariance, principalSpace } from './space.js';

const rows = (...values: number[][]) => linalg.fromRows(values);
const pictures = drawPictures(200, new Random(3));

describe('the worked examples of the cards', () => {
  test('one-hot vectors: every distance is the root of two', () => {
    const { indices, distances } = stats.nearestNeighbours(oneHotVectors(), oneHotVectors(), 9, { excludeSelf: true });
    expect(indices).toHaveLength(90);
    for (const distance of distances.data) expect(distance).toBeCloseTo(Math.SQRT2, 12);
  });

  test('one-hot times table is a row of the table', () => {
    const table = rows(...Array.from({ length: 10 }, (_, i) => [i, i * i]));
    expect(linalg.multiply(oneHotVectors(), table)).toEqual(table);
  });

  test('cat, dog and car; the quiz distance', () => {
    const distance = (a: number[], b: number[]) => Math.sqrt(a.reduce((sum, x, i) => sum + (x - b[i]) ** 2, 0));
    expect(distance([0.9, 0.8], [0.8, 0.9])).toBeCloseTo(0.14, 2);
    expect(distance([0.9, 0.8], [-0.7, 0.1])).toBeCloseTo(1.75, 2);
    expect(distance([0.2, 0.1], [0.8, 0.9])).toBeCloseTo(1, 12);
  });
});

describe('measures', () => {
  test('distances between vectors: nearest, farthest, ratio, in units of the mean', () => {
    const { nearest, farthest, ratio, matrix } = distancesBetween(rows([0, 0], [1, 0], [0, 3]));
    expect(nearest).toEqual([0, 1]);
    expect(farthest).toEqual([1, 2]);
    expect(ratio).toBeCloseTo(Math.sqrt(10), 12);
    expect(matrix.data[1]).toBeCloseTo(3 / (1 + 3 + Math.sqrt(10)), 12);
    expect(matrix.data[0]).toBe(0);
  });

  test('neighbour purity: 1 for groups far apart, chance for shuffled labels', () => {
    const random = new Random(1);
    const labels = Int32Array.from({ length: 300 }, (_, i) => i % 10);
    const grouped = rows(...Array.from(labels, (label) => [10 * label + random.normal(), random.normal()]));
    expect(neighbourPurity(grouped, labels)).toBe(1);
    expect(neighbourPurity(grouped, random.shuffle(labels.slice()))).toBeLessThan(0.2);
  });

  test('a straight line has both ends and even steps', () => {
    expect(Array.from(straightLine([0, 1], [4, 3], 5).data)).toEqual([0, 1, 1, 1.5, 2, 2, 3, 2.5, 4, 3]);
  });

  test('distance from writing is zero for writing itself and grows with noise', () => {
    const some = linalg.takeRows(pictures.train, [0, 5, 9]);
    expect(distanceFromWriting(some, pictures.train)).toBe(0);
    const random = new Random(2);
    const noisy = { ...some, data: some.data.map((ink) => ink + random.normal(0, 0.3)) };
    expect(distanceFromWriting(noisy, pictures.train)).toBeGreaterThan(0.15);
  });
});

describe('pictures', () => {
  test('held out: 50 of each digit, whatever the training set; ordinary ones are of their digit', () => {
    expect(stats.mean(classMeans(rows(...Array.from(pictures.labels, (label) => [label])), pictures.labels).data)).toBe(4.5);
    for (let digit = 0; digit < 10; digit++) {
      expect(pictures.labels.filter((label) => label === digit)).toHaveLength(HELD_OUT / 10);
      expect(pictures.labels[pictures.ordinary[digit]]).toBe(digit);
    }
    expect(drawPictures(600, new Random(3)).heldOut).toEqual(pictures.heldOut);
  });
});

describe('latent spaces', () => {
  const pca = stats.fitPca(pictures.train);

  test('principal components: all 64 lose nothing, fewer lose more', () => {
    const kept = [64, 16, 4, 1].map((size) => explainedVariance(principalSpace(pca, size), pictures.heldOut));
    expect(kept[0]).toBeCloseTo(1, 10);
    expect([...kept].sort((a, b) => b - a)).toEqual(kept);
  });

  test('a walk between principal components is a fade of their pictures: the middle of the copies', () => {
    const space = principalSpace(pca, 5);
    const middle = linalg.rowOf(walkMiddles(space, space.encode(pictures.heldOut), pictures), 0);
    const ends = space.decode(space.encode(linalg.takeRows(pictures.heldOut, [pictures.ordinary[0], pictures.ordinary[1]])));
    middle.forEach((ink, i) => expect(ink).toBeCloseTo((ends.data[i] + ends.data[64 + i]) / 2, 10));
  });

  test('codes of an autoencoder are bounded', () => {
    const space = new Autoencoder({ size: 3, hidden: 16, learningRate: 0.01, steps: 10, random: new Random(1) });
    const far = space.encode({ ...pictures.heldOut, data: pictures.heldOut.data.map((ink) => 1e4 * ink) });
    expect(far.cols).toBe(3);
    for (let i = 0; i < far.rows; i++) expect(Math.sqrt(linalg.rowOf(far, i).reduce((sum, z) => sum + z * z, 0))).toBeLessThanOrEqual(CODE_BOUND * Math.sqrt(3) + 1e-6);
  });

  test('maps: two numbers as they are, one number by digit, more on a plane', () => {
    const codes = principalSpace(pca, 2).encode(pictures.heldOut);
    const walk = straightLine(linalg.rowOf(codes, 0), linalg.rowOf(codes, 1), 5);
    expect(flatten(codes, walk, pictures.labels, [1, 0]).points.x).toEqual(Array.from(linalg.columnOf(codes, 0)));
    const one = principalSpace(pca, 1).encode(pictures.heldOut);
    expect(flatten(one, rows([0], [1]), pictures.labels, [4, 7])).toMatchObject({ kind: 'line', points: { y: Array.from(pictures.labels) }, path: { y: [4, 7] } });
    // Nearly the principal components of the training pictures, but for the sign.
    const three = principalSpace(pca, 3).encode(pictures.heldOut);
    const flat = flatten(three, three, pictures.labels, [0, 1]);
    expect(flat.kind).toBe('projection');
    expect(Math.abs(stats.correlation(flat.points.x, linalg.columnOf(three, 0)))).toBeGreaterThan(0.9);
    expect(flat.path).toEqual(flat.points);
  });
});

describe('the simulation', () => {
  const small = { steps: 40, trainPictures: 200, hidden: 16, compareSizes: false } as const;
  const panelOf = <K extends Panel['kind']>(frame: Frame, kind: K, id: string) => frame.panels.find((panel): panel is Extract<Panel, { kind: K }> => panel.kind === kind && panel.id === id);

  test('the same seed gives the same frames, another seed does not', () => {
    const run = (seed: number) => JSON.stringify(runToEnd(embeddings, small, seed).frame);
    expect(run(1)).toBe(run(1));
    expect(run(1)).not.toBe(run(2));
  });

  test('other sizes alongside change nothing about the one that is shown', () => {
    const shown = (compareSizes: boolean) => runToEnd(embeddings, { ...small, compareSizes }, 1).metrics;
    expect(shown(true)).toMatchObject(shown(false));
    expect(Object.keys(shown(true)).filter((name) => name.startsWith('purityAt.'))).toHaveLength(7);
  });

  test('the untrained map comes first, and it moves at once', () => {
    const maps: string[] = [];
    runToEnd(embeddings, small, 1, undefined, (frame) => maps.push(JSON.stringify(panelOf(frame, 'scatter', 'map')?.series)));
    expect(new Set(maps.slice(1)).size).toBe(maps.length - 1);
    expect(maps.length).toBeGreaterThan(15);
  });

  test('the walk begins and ends where it is asked to', () => {
    const { frame } = runToEnd(embeddings, { ...small, from: 3, to: 7 }, 1);
    const strip = panelOf(frame, 'image', 'blend')?.groups[0].pictures ?? [];
    const held = drawPictures(200, new Random(1).split('pictures'));
    expect(strip.at(0)?.pixels).toEqual(Array.from(linalg.rowOf(held.heldOut, held.ordinary[3])));
    expect(strip.at(-1)?.pixels).toEqual(Array.from(linalg.rowOf(held.heldOut, held.ordinary[7])));
  });

  test('the figures that the words name', () => {
    const run = (params: object, seed = 1) => runToEnd(embeddings, { compareSizes: false, ...params }, seed).metrics;
    expect((run({}).neighbourPurity + run({}, 4).neighbourPurity) / 2).toBeCloseTo(0.78, 1);
    const pca = run({ method: 'pca' });
    expect(pca.neighbourPurity).toBeGreaterThan(0.5);
    expect(pca.neighbourPurity).toBeLessThan(0.6);
    expect(pca.rawPurity).toBeCloseTo(0.9, 1);
    expect(run({ method: 'pca', latentSize: 4 }).neighbourPurity).toBeCloseTo(0.75, 1);
    expect(run({ latentSize: 4 }).neighbourPurity).toBeCloseTo(0.87, 1);
  });
});
