import { afterEach, describe, expect, test } from 'vitest';
import { connectInProcess, createPool, mainMetric, planSeeds, planSweep, runPlan, runToEnd, seedsFrom, sweepValues, type Pool, type SweepRequest } from '../../src/runtime/index.js';
import { seedHistogram, shareAtMost, summarize, valuesOf } from '../../src/runtime/seed-summary.js';
import { summarizePoints, sweepPanel } from '../../src/runtime/sweep-panel.js';
import { load, stubborn, walk } from './simulations.js';

let pool: Pool | undefined;
afterEach(() => pool?.close());
const open = (clock?: () => number) => (pool = createPool({ connect: connectInProcess({ load }), workers: 3, ...(clock ? { clock } : {}) }));
const plan = (more: Partial<SweepRequest> = {}) => planSweep({ simulation: walk, params: {}, vary: [{ param: 'frames', values: [5, 10] }], seeds: [0, 1, 2], ...more });
const position = (params: object, seed: number) => runToEnd(walk, { ...params }, seed).metrics.position;

describe('values of a sweep as typed', () => {
  test.each([
    ['stepSize', '0.1:0.5:0.1', [0.1, 0.2, 0.3, 0.4, 0.5]],
    ['stepSize', '-1:1:0.75', [-1, -0.25, 0.5]],
    ['stepSize', '10%:30%:10%', [0.1, 0.2, 0.3]],
    ['stepSize', '0.01:1:x10', [0.01, 0.1, 1]],
    ['stepSize', '2:2:1', [2]],
    ['stepSize', '0.5, 2 ,0.5', [0.5, 2]],
    ['frames', '8:64:×2', [8, 16, 32, 64]],
    ['shape', 'all', ['normal', 'uniform']],
    ['shape', 'uniform', ['uniform']],
    ['drift', 'all', [false, true]],
    ['drift', 'on,off', [true, false]],
  ] as const)('%s=%s', (name, typed, values) => {
    expect(sweepValues(name, walk.params[name], typed)).toEqual(values);
  });

  test.each([
    ['stepSize', '1:2', 'sweep.range'],
    ['stepSize', '2:1:0.1', 'sweep.range'],
    ['stepSize', '1:2:0', 'sweep.range'],
    ['stepSize', '1:2:-1', 'sweep.range'],
    ['stepSize', '1:2:x1', 'sweep.range'],
    ['stepSize', '0:2:x2', 'sweep.range'],
    ['stepSize', '1:2:', 'sweep.range'],
    ['stepSize', '0:9:1', 'param.range'],
    ['stepSize', 'a:2:1', 'param.number'],
    ['stepSize', '0:1:0.00001', 'sweep.many'],
    ['frames', '1:2:0.5', 'param.integer'],
    ['shape', 'round', 'param.choice'],
    ['words', 'a', 'sweep.kind'],
  ] as const)('%s=%s is refused: %s', (name, typed, key) => {
    expect(() => sweepValues(name, walk.params[name], typed)).toThrow(expect.objectContaining({ name: 'UserError', key }));
  });
});

describe('a plan', () => {
  test.each([
    ['no parameter', { vary: [] }, 'sweep.count'],
    ['three', { vary: [1, 2, 3].map((n) => ({ param: `p${n}`, values: [1] })) }, 'sweep.count'],
    ['the same twice', { vary: [{ param: 'frames', values: [1] }, { param: 'frames', values: [2] }] }, 'sweep.twice'],
    ['one that is not there', { vary: [{ param: 'toString', values: [1] }] }, 'param.unknown'],
    ['a value out of range', { vary: [{ param: 'frames', values: [0] }] }, 'param.range'],
    ['no value', { vary: [{ param: 'frames', values: [] }] }, 'sweep.empty'],
    ['points that the simulation refuses', { params: { shape: 'uniform' }, vary: [{ param: 'frames', values: [10, 2000] }] }, 'param.range'],
    ['a metric that is not there', { metric: 'speed' }, 'metric.unknown'],
    ['too many runs', { seeds: seedsFrom(0, 1000), vary: [{ param: 'frames', values: [1, 2, 3, 4, 5, 6] }] }, 'sweep.many'],
    ['data nobody wants', { data: { kind: 'text' as const, name: 'x', text: '' } }, 'run.data.unwanted'],
  ])('%s: refused before the first run', (_what, more, key) => {
    expect(() => plan(more)).toThrow(expect.objectContaining({ key }));
  });

  test('the metric is the first beside the plot unless told', () => {
    expect(plan().metric).toBe('index');
    expect(plan({ metric: 'coef.a' }).metric).toBe('coef.a');
    expect(mainMetric({ metrics: { 'a.*': {}, hidden: { headline: false }, time: { measured: true }, shown: {} } })).toBe('shown');
    expect(mainMetric({ metrics: { kept: {}, accuracy: { better: 'higher' } } })).toBe('accuracy');
    expect(mainMetric({ metrics: { time: { measured: true } } })).toBe('time');
  });
});

describe('a sweep', () => {
  test('makes every point with every seed, in order', async () => {
    const made = plan({ vary: [{ param: 'frames', values: [5, 300, 1] }, { param: 'shape', values: ['uniform', 'normal'] }], metric: 'position' });
    const { status, points } = await runPlan(open(), made).finished;
    expect(status).toBe('done');
    expect(points.map(({ values }) => values)).toEqual([[5, 'uniform'], [5, 'normal'], [300, 'uniform'], [300, 'normal'], [1, 'uniform'], [1, 'normal']]);
    for (const { values: [frames, shape], runs } of points) expect(runs.map(({ metrics }) => metrics.position)).toEqual([0, 1, 2].map((seed) => position({ frames, shape }, seed)));
  });

  test('cancelled, it keeps what is through', async () => {
    const made = plan({ vary: [{ param: 'frames', values: [5, 100_000] }] });
    const sweep = runPlan(open(), made, ({ done }) => done === 3 && sweep.cancel());
    const { status, points } = await sweep.finished;
    expect(status).toBe('cancelled');
    expect(points.map(({ runs }) => runs.length)).toEqual([3, 0]);
    const panel = sweepPanel(made, points);
    expect(panel.kind === 'line' && panel.series[0].y).toEqual([4, null]);
  });

  test('of a simulation that measures time one run at a time', async () => {
    let most = 0;
    const made = planSweep({ simulation: stubborn, params: {}, vary: [{ param: 'busyMs', values: [0, 1] }], seeds: [0, 1], metric: 'index' });
    const { status } = await runPlan(open(), made, ({ progress, done }) => (most = Math.max(most, progress * 4 - done))).finished;
    expect(status).toBe('done');
    expect(most).toBeLessThanOrEqual(1);
  });
});

describe('its panel', () => {
  const runs = (...values: number[]) => values.map((value, seed) => ({ seed, metrics: { position: value } }));

  test('is a line with the spread over seeds for a number', () => {
    const made = plan({ metric: 'position' });
    const panel = sweepPanel(made, [{ values: [5], runs: runs(1, 2, 3) }, { values: [10], runs: [] }]);
    expect(panel).toMatchObject({ kind: 'line', title: 'metric.position', x: { label: 'param.frames', format: 'integer' }, caption: { values: { count: 3 } }, series: [{ x: [5, 10], y: [2, null], low: [1, null], high: [3, null] }] });
    const single = sweepPanel(plan({ seeds: [4] }), [{ values: [5], runs: runs(1) }]);
    expect(single.kind === 'line' && single.series[0].low).toBe(undefined);
  });

  test('is bars for a choice, a heatmap for two', () => {
    const choice = plan({ vary: [{ param: 'shape', values: ['normal', 'uniform'] }], metric: 'position' });
    expect(sweepPanel(choice, [{ values: ['normal'], runs: runs(1, 3) }, { values: ['uniform'], runs: [] }])).toMatchObject({ kind: 'bars', bars: [{ label: 'param.shape.normal', value: 2, interval: [2 - Math.SQRT2, 2 + Math.SQRT2] }] });
    const two = plan({ vary: [{ param: 'frames', values: [1, 2, 3] }, { param: 'drift', values: [false, true] }], metric: 'position' });
    const points = two.points.map((params, index) => ({ values: [params.frames, params.drift], runs: runs(index) }));
    expect(sweepPanel(two, points)).toMatchObject({ kind: 'heatmap', x: 'param.frames', y: 'param.drift', rowLabels: ['sweep.on', 'sweep.off'], columnLabels: [{ raw: '1' }, { raw: '2' }, { raw: '3' }], grid: { rows: 2, columns: 3, values: [1, 3, 5, 0, 2, 4] } });
  });

  test('leaves out runs that do not report the metric', () => {
    const [{ summary }] = summarizePoints([{ values: [1], runs: [...runs(1, 2), { seed: 2, metrics: {} }] }], 'position');
    expect(summary).toMatchObject({ count: 2, mean: 1.5 });
  });
});

describe('many seeds', () => {
  test('are the same runs as one by one', async () => {
    const seeds = seedsFrom(5, 8);
    const seen: number[] = [];
    const { status, points } = await runPlan(open(), planSeeds({ simulation: walk, params: { frames: 20 }, seeds }), ({ points: [{ runs }] }) => seen.push(runs.length)).finished;
    expect(status).toBe('done');
    expect(points).toEqual([{ values: [], runs: seeds.map((seed) => ({ seed, metrics: runToEnd(walk, { frames: 20 }, seed).metrics })) }]);
    expect(seen[seen.length - 1]).toBe(8);
  });

  test.each([0, 1.5, 1001, Number.NaN])('%s of them are refused', (count) => {
    expect(() => seedsFrom(0, count)).toThrow(expect.objectContaining({ key: 'seeds.count' }));
  });

  test('are summed up: mean, spread, interval of the mean', () => {
    // R: t.test(c(2, 4, 4, 4, 5, 5, 7, 9))$conf.int
    expect(summarize([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ count: 8, mean: 5, median: 4.5, min: 2, max: 9, standardDeviation: expect.closeTo(2.13809, 5), low: expect.closeTo(3.212512, 5), high: expect.closeTo(6.787488, 5) });
    expect(summarize([3])).toEqual({ count: 1, mean: 3, median: 3, min: 3, max: 3 });
    expect(summarize([])).toBeUndefined();
    expect(shareAtMost([1, 2, 3, 4], 3)).toBe(0.75);
  });

  test('their histogram holds every run once, with the mean and the own run marked', () => {
    const runs = Array.from({ length: 40 }, (_, seed) => ({ seed, metrics: { position: Math.sqrt(seed) } }));
    const { edges, series: [{ counts }], rules } = seedHistogram(walk, 'position', runs, 9.5);
    expect(edges[0]).toBe(0);
    expect(edges[edges.length - 1]).toBe(9.5);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(counts[counts.length - 1]).toBe(0);
    expect(rules).toMatchObject([{ at: summarize(valuesOf(runs, 'position'))?.mean, label: 'seeds.mean' }, { at: 9.5, label: 'seeds.own' }]);
  });

  test('of equal values it is one bin; of none it is empty', () => {
    const same = seedHistogram(walk, 'index', [1, 2, 3].map((seed) => ({ seed, metrics: { index: 9 } })));
    expect(same.series[0].counts).toEqual([3]);
    expect(same.edges[0]).toBeLessThan(9);
    expect(seedHistogram(walk, 'index', []).edges).toEqual([]);
  });
});
