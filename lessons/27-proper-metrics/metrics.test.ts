/** The search itself: shrunk examples are minimal and true, theorems are never refuted, and the figures of the cards are right. */
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/random/index.js';
import * as stats from '../../src/core/stats/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { AXIOMS, gapOf } from './axioms.js';
import { metricAxioms } from './axioms-simulation.js';
import { MEASURES, measures } from './measures.js';
import { allowed, KINDS, valuesOf, type Domain } from './points.js';
import { fraction, number } from './readable.js';
import { examine, noFindings, shrinkFound } from './search.js';
import { costOf, shrinkOnce } from './shrink.js';

const searched = (name: (typeof MEASURES)[number], kind: (typeof KINDS)[number], dimension: number, seed: number, tries = 300, kin = true) => {
  const measure = measures[name];
  const domain: Domain = { space: measure.space, kind, dimension };
  const findings = noFindings();
  const random = new Random(seed);
  const before: number[] = [];
  while (findings.tried < tries) {
    for (const axiom of examine(measure, domain, kin, random, findings)) {
      before.push(costOf(findings.examples[axiom]?.raw ?? []));
      for (const _ of shrinkFound(axiom, measure, domain, findings));
    }
  }
  return { measure, domain, findings, before };
};

describe.each(MEASURES)('%s', (name) => {
  test('examples are of the kind asked for, break their axiom, and no single step makes them simpler', () => {
    for (const kind of KINDS) {
      for (const dimension of [2, 3]) {
        const { measure, domain, findings } = searched(name, kind, dimension, 1, 150);
        for (const axiom of AXIOMS) {
          const example = findings.examples[axiom];
          expect(example !== undefined).toBe(findings.broken[axiom] > 0);
          if (!example) continue;
          expect(example.raw.every((point) => allowed(domain, point))).toBe(true);
          expect(gapOf(axiom, measure, domain, example.raw)).toBeGreaterThan(0);
          expect(shrinkOnce(example, measure, domain)).toBeUndefined();
        }
        if (measure.theorem) expect(findings.broken).toEqual({ nonNegativity: 0, identity: 0, symmetry: 0, triangle: 0 });
      }
    }
  });
});

test('shrinking makes decimals whole numbers', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { findings, before } = searched('mse', 'real', 2, seed);
    const raw = findings.examples.triangle?.raw ?? [];
    expect(raw.flat().every(Number.isInteger)).toBe(true);
    expect(costOf(raw)).toBeLessThanOrEqual(3.5);
    expect(before[0]).toBeGreaterThan(60);
  }
});

test('what the median of absolute errors hides in two dimensions is found in three', () => {
  const broken = (dimension: number) => searched('medianAbsolute', 'integers', dimension, 1, 1000).findings.broken;
  expect(broken(2)).toEqual({ nonNegativity: 0, identity: 0, symmetry: 0, triangle: 0 });
  expect(broken(3).identity).toBeGreaterThan(0);
});

test('the figures of the cards', () => {
  expect(measures.mse.distance([0], [2])).toBe(4);
  expect(stats.crossEntropy([0.5, 0.5], [0.5, 0.5])).toBeCloseTo(0.6931, 4);
  expect(stats.klDivergence([0.25, 0.75], [0.5, 0.5])).toBeCloseTo(0.1308, 4);
  expect(stats.klDivergence([0.5, 0.5], [0.25, 0.75])).toBeCloseTo(0.1438, 4);
  expect([stats.cosineDistance([1, 0], [0, 1]), stats.cosineDistance([1, 0], [1, 1])]).toEqual([1, expect.closeTo(0.2929, 4)]);
  expect(stats.angularDistance([1, 0], [1, 1])).toBeCloseTo(0.25, 12);
  expect(measures.medianAbsolute.distance([0, 0, 1], [0, 0, 0])).toBe(0);
  for (const seed of [1, 2, 3, 4, 5, 7]) {
    const { wrongNeighbours } = runToEnd(metricAxioms, { compare: false, tries: 10 }, seed).metrics;
    expect(wrongNeighbours).toBeGreaterThan(0.1);
  }
  const solution = runToEnd(metricAxioms, { measure: 'rmse', pivots: 20, compare: false, tries: 10 }, 7).metrics;
  expect(solution.distancesComputed).toBeCloseTo(0.44, 2);
});

test('numbers are written as people write them; the numbers in a formula give its value', () => {
  expect([number(2), number(-1.5), number(Math.LN2), number(Infinity)]).toEqual(['2', '-1.5', '0.6931', '∞']);
  expect([fraction(0.5), fraction(1), fraction(3 / 7), fraction(Math.SQRT1_2)]).toEqual(['1/2', '1', '3/7', '0.7071']);
  expect(measures.mse.formula([0, -1], [0, 1])).toBe('(-1 - 1)² / 2');
  expect(measures.mse.formula([1, -1], [0, 1])).toBe('((1 - 0)² + (-1 - 1)²) / 2');
  expect(measures.kl.formula([1, 0], [0.5, 0.5])).toBe('1·ln(1 ÷ 1/2)');
  expect(measures.cosine.formula([1, 0], [1, 1])).toBe('1 - (1·1 + 0·1) / √(1·2)');
  expect(valuesOf({ space: 'distributions', kind: 'integers', dimension: 2 }, [1, 3])).toEqual([0.25, 0.75]);
});

test('a full run finds something new at every stage, and says so by name', () => {
  const notes = new Set<string>();
  const { metrics } = runToEnd(metricAxioms, {}, 1, undefined, ({ note }) => notes.add(typeof note === 'object' && 'key' in note ? note.key : String(note)));
  for (const key of ['note.tried', 'note.found.triangle', 'note.shrink', 'note.others', 'note.pruning', 'note.done']) expect(notes).toContain(key);
  for (const name of MEASURES) if (measures[name].theorem) expect([name, metrics[`brokenBy.${name}`], metrics[`wrongBy.${name}`]]).toEqual([name, 0, 0]);
  expect(metrics['brokenBy.kl']).toBe(2);
  expect(metrics['brokenBy.cosine']).toBe(2);
});
