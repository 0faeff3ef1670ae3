/** Laws that hold of every fit, on random problems. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../../src/core/random/index.js';
import * as stats from '../../../src/core/stats/index.js';

const problem = fc.record({ seed: fc.nat(), rows: fc.integer({ min: 30, max: 120 }), terms: fc.integer({ min: 1, max: 4 }), level: fc.double({ min: 0.5, max: 3, noNaN: true }) });

function draw({ seed, rows, terms, level }: { seed: number; rows: number; terms: number; level: number }) {
  const random = new Random(seed);
  const columns = Array.from({ length: terms }, (_, j) => ({ name: `x${j}`, values: Float64Array.from({ length: rows }, () => random.normal()) }));
  const offset = Float64Array.from({ length: rows }, () => random.uniform(-1, 1));
  const response = Float64Array.from({ length: rows }, (_, i) => Math.floor(random.exponential(1 / (level * Math.exp(0.3 * columns[0].values[i] + offset[i])))) + (i % 3));
  return { random, design: stats.withIntercept(rows, columns), offset, response };
}

test('at the Poisson estimate the score is zero: residuals are orthogonal to every column', () => {
  fc.assert(
    fc.property(problem, (chosen) => {
      const { design, offset, response } = draw(chosen);
      const fit = stats.glm({ design, response, family: stats.poisson, offset });
      for (const column of design.columns) {
        const score = column.reduce((sum, x, i) => sum + x * (response[i] - fit.fittedValues[i]), 0);
        expect(Math.abs(score)).toBeLessThan(1e-6 * (1 + response.reduce((sum, y) => sum + y, 0)));
      }
      expect(fit.deviance).toBeLessThanOrEqual(fit.nullDeviance + 1e-9);
    }),
  );
});

test('a constant in the offset moves the intercept alone; the order of the rows moves nothing', () => {
  fc.assert(
    fc.property(problem, fc.double({ min: -5, max: 5, noNaN: true }), (chosen, shift) => {
      const { random, design, offset, response } = draw(chosen);
      const plain = stats.glm({ design, response, family: stats.poisson, offset });
      const moved = stats.glm({ design, response, family: stats.poisson, offset: offset.map((value) => value + shift) });
      const order = random.permutation(response.length);
      const mixed = stats.glm({ design: stats.selectRows(design, order), response: stats.select(response, order), family: stats.poisson, offset: stats.select(offset, order) });
      plain.coefficients.forEach((b, j) => {
        expect(moved.coefficients[j]).toBeCloseTo(j === 0 ? b - shift : b, 7);
        expect(mixed.coefficients[j]).toBeCloseTo(b, 9);
        expect(mixed.standardErrors[j]).toBeCloseTo(plain.standardErrors[j], 9);
      });
    }),
  );
});

test('levels of a category come in order: numbers by size, words by letters', () => {
  expect(stats.dummies('n', ['10', '9', '100', '9']).levels).toEqual(['9', '10', '100']);
  expect(stats.dummies('w', ['b', 'a10', 'a9'])).toMatchObject({ reference: 'a10', levels: ['a10', 'a9', 'b'] });
});
