/** Points of the learner's own: what is read, what is refused and where, and that models learn them. */
import { expect, test } from 'vitest';
import { Random } from '../../src/core/random/index.js';
import { parseCsv } from '../../src/data/learner/csv.js';
import { UserError, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { generativeZoo } from './generative-zoo.js';

const random = new Random(1);
const file = (text: string) => ({ kind: 'table' as const, tables: [parseCsv(text, 'points.csv')] });
const line = () => {
  const x = random.uniform(100, 200);
  return `${'ab'[random.integer(2)]},${x.toFixed(2)},${(3 * x + random.normal(0, 5)).toFixed(2)},7`;
};
const points = (rows: number) => `name,x,y,constant\n${Array.from({ length: rows }, line).join('\n')}`;
const run = (text: string, params: ParamValues = {}) => runToEnd(generativeZoo, { family: 'autoregressive', effort: 0.5, ...params }, 1, file(text)).metrics;

function refusal(text: string, params: ParamValues = {}): string {
  try {
    run(text, params);
  } catch (error) {
    if (error instanceof UserError) return `${error.key} ${JSON.stringify(error.values)}`;
    throw error;
  }
  return 'accepted';
}

test('the first two columns of numbers are learnt, far better than by one Gaussian per axis would be', () => {
  const metrics = run(points(1500));
  expect(metrics.energyDistance).toBeLessThan(0.02);
  expect(metrics.coverage).toBeGreaterThan(0.9);
  expect(metrics.logLikelihood).toBeGreaterThan(-2.8378); // of two independent standard normals
});

test('refusals name file, rule and column', () => {
  expect(refusal(points(50))).toMatch(/points\.rows.*"rows":50,"min":90/);
  expect(refusal(points(200), { columns: 'x' })).toMatch(/points\.columns.*"count":1.*name, x, y, constant/);
  expect(refusal(points(200), { columns: 'x, x' })).toMatch(/points\.columns/);
  expect(refusal(points(200), { columns: 'x，z' })).toMatch(/data\.column.*"column":"z"/);
  expect(refusal(points(200), { columns: 'x, constant' })).toMatch(/points\.constant.*"column":"constant"/);
  expect(refusal(`x,y\n${'1,2\n'.repeat(99)}oops,3\n`)).toMatch(/data\.number.*"line":101/);
});
