/** What makes the comparison fair: one world for all, only what the situation allows, and the numbers that the cards state. */
import { describe, expect, test } from 'vitest';
import { Random, stats } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { UserError, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { limitedLabels } from './limited-labels.js';
import { mapPanel } from './map.js';
import { emptyHistory, keep, ranking, worthOf } from './record.js';
import { holesOf, RULES, votesOn } from './rules.js';
import { movedPictures } from './sheet.js';
import { APPROACHES, BASELINE, missingFor, ORDER, piecesOf, type Situation } from './situation.js';
import { heard } from './words-heard.js';
import { drawWorld } from './world.js';

const SITUATION: Situation = { unlabelled: 100, oracle: true, source: 'none', knowledge: true, column: true, secondSense: true, moved: 0 };
const metricsOf = (params: ParamValues) => runToEnd(limitedLabels, { repetitions: 1, ...params }, 1).metrics;
/** A picture from rows of '#' and '.'. */
const drawn = (rows: readonly string[]) => Float32Array.from(rows.join(''), (mark) => (mark === '#' ? 1 : 0));

describe('the world', () => {
  test('labels begin with one of each digit; the same whatever else is at hand', () => {
    const world = drawWorld(20, SITUATION, new Random(1));
    expect([...world.pool.labels.slice(0, 10)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const other = drawWorld(20, { ...SITUATION, unlabelled: 0, source: 'letters' }, new Random(1));
    expect(other.pool).toEqual(world.pool);
    expect(other.test).toEqual(world.test);
  });
  test('digits that lie elsewhere keep all their ink', () => {
    const pixels = digits().pixels.slice(0, 640);
    const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
    const moved = movedPictures(pixels, 2, new Random(1));
    expect(moved.length).toBe(10 * 144);
    expect(sum(moved)).toBeCloseTo(sum(pixels), 3);
  });
  test('three letters in ten are replaced, one in 26 of them by itself', () => {
    const labels = Int32Array.from({ length: 2000 }, () => 3);
    const { words, letters } = heard(labels, new Random(1));
    const kept = words.join('').split('').filter((letter, i) => letter === 'three'[i % 5]).length / 10_000;
    expect(Math.abs(kept - (0.7 + 0.3 / 26))).toBeLessThan(0.02);
    expect(letters.data.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  });
});

describe('rules of thumb', () => {
  test('holes are paper that lines shut in', () => {
    const eight = ['........', '..####..', '..#..#..', '..####..', '..#..#..', '..#..#..', '..####..', '........'];
    expect(holesOf(drawn(eight))).toEqual([{ pixels: 2, row: 2 }, { pixels: 4, row: 4.5 }]);
    expect(holesOf(drawn(eight.map((row) => row.replace('..####..', '..##.#..'))))).toEqual([]);
  });
  test('they are as good as the cards say, and the majority is right about four times in five on seven pictures in ten', () => {
    const { pixels, labels, count } = digits();
    const votes = votesOn(pixels, 8, count);
    const rightOf = (digit: number) => {
      const rule = votes[RULES.findIndex((candidate) => candidate.digit === digit)];
      const cast = Array.from(labels.keys()).filter((i) => rule[i] >= 0);
      return cast.filter((i) => rule[i] === labels[i]).length / cast.length;
    };
    expect([8, 7, 9].map((digit) => Math.round(100 * rightOf(digit)))).toEqual([80, 94, 56]);
    const shares = stats.majorityVote(votes, 10);
    const found = stats.argmaxRows(shares);
    const sure = Array.from(labels.keys()).filter((i) => shares.data[i * 10 + found[i]] >= 0.6);
    expect(sure.length / count).toBeCloseTo(0.7, 1);
    expect(sure.filter((i) => found[i] === labels[i]).length / sure.length).toBeCloseTo(0.8, 1);
    // One rule a class: nothing checks them, and the label model takes most for liars.
    expect(stats.fitLabelModel(votes, 10).accuracies.filter((a) => a < 0.1).length).toBeGreaterThanOrEqual(3);
  });
});

describe('recipes and situations', () => {
  test('every approach that is a recipe changes one stage; meta-learning two, its features and what they were trained for', () => {
    for (const approach of ORDER) {
      const change = APPROACHES[approach];
      if (change !== 'network') expect(piecesOf({ ...BASELINE, ...change }), approach).toBe(approach === 'meta' ? 2 : 1);
    }
    expect([...ORDER].sort()).toEqual(Object.keys(APPROACHES).sort());
  });
  test('what is missing is named, and only what can be done is tried', () => {
    const nothing: Situation = { ...SITUATION, unlabelled: 0, oracle: false, knowledge: false, column: false, secondSense: false };
    expect(missingFor({ ...BASELINE, poolUse: 'rules' }, { ...SITUATION, knowledge: false })).toBe('knowledge');
    expect(missingFor({ ...BASELINE, features: 'episodes' }, SITUATION)).toBe('source');
    expect(missingFor({ ...BASELINE, selection: 'margin' }, { ...SITUATION, oracle: false })).toBe('oracle');
    expect(missingFor(BASELINE, nothing)).toBeUndefined();
    expect(() => runToEnd(limitedLabels, { unlabelled: 0, poolUse: 'spreading' }, 1)).toThrow(UserError);
    const { gains } = { gains: Object.keys(metricsOf({ ...nothing, source: 'none' })).filter((name) => name.startsWith('gain.')) };
    expect(gains.sort()).toEqual(['bootstrap', 'copies', 'fewShot', 'fourTimes', 'inductiveBias', 'moreLabels', 'plainNetwork', 'sameTask'].map((name) => `gain.${name}`));
  });
  test('the own pipeline with one piece changed is the approach of that name, and nobody depends on who else takes part', () => {
    const params = { unlabelled: 100, source: 'none', secondSense: false } as const;
    const together = metricsOf({ ...params, poolUse: 'spreading' });
    expect(together.improvement).toBe(together['gain.semiSupervised']);
    const alone = metricsOf({ ...params, compare: false, poolUse: 'spreading' });
    expect([alone.baselineAccuracy, alone.accuracy]).toEqual([together.baselineAccuracy, together.accuracy]);
  });
  test('what a gain is worth in labels, by hand; the best of the open branches', () => {
    const history = emptyHistory(['baseline', 'moreLabels', 'fourTimes', 'active', 'fewShot'], SITUATION, 20, 0);
    expect(worthOf(history, 0.7)).toBeUndefined();
    keep(history, 'baseline', { accuracy: 0.6 });
    keep(history, 'moreLabels', { accuracy: 0.8 });
    keep(history, 'fourTimes', { accuracy: 0.9 });
    keep(history, 'active', { accuracy: 0.7 });
    keep(history, 'fewShot', { accuracy: 0.65 });
    expect(worthOf(history, 0.7)).toBeCloseTo(20 * Math.SQRT2, 10);
    expect(worthOf(history, 0.85)).toBeCloseTo(40 * Math.SQRT2, 10);
    expect([worthOf(history, 0.5), worthOf(history, 0.95)]).toEqual(['fewer', 'more']);
    expect(ranking(history)[0].approach).toBe('active');
    expect(ranking({ ...history, situation: { ...SITUATION, oracle: false } })[0].approach).toBe('fewShot');
    expect(mapPanel(history)?.id).toBe('map');
    expect(mapPanel(emptyHistory(['baseline', 'own'], SITUATION, 20, 1)), 'no map of what is not tried').toBeUndefined();
  });
});
