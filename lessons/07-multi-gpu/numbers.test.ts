/** The numbers that the words of this level state, and what is too small to be a claim. */
import { describe, expect, test } from 'vitest';
import { Random, randn, F } from '../../src/core/index.js';
import { resolveParams, type ParamValues, type StartThreads } from '../../src/lesson/index.js';
import { metricsOf } from '../../tests/support/runs.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { startThreadsOf } from '../../src/runtime/threads.js';
import { dataParallel } from './data-parallel.js';
import { laneSpans } from './lanes.js';
import lesson from './lesson.js';
import { parallelTraining } from './parallel-training.js';
import { attendBlockwise, attentionDifference } from './ring-attention.js';
import { Step } from './step.js';

const run = (params: ParamValues = {}) => metricsOf(parallelTraining, params, 1);
const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

describe('the table of the card on memory', () => {
  test.each([
    ['data', {}, 19.3, 14.9, 34.2, 216],
    ['model', {}, 4.8, 14.9, 19.7, 860],
    ['pipeline', {}, 4.8, 14.9, 19.7, 299],
    ['pipeline', { schedule: '1f1b' }, 4.8, 7.4, 12.3, 299],
    ['tensor', {}, 4.8, 20.9, 25.8, 251],
    ['sequence', {}, 19.3, 14.9, 34.2, 229],
  ])('%s %o', async (strategy, more, states, activations, total, milliseconds) => {
    const { modelStates, activations: kept, memory, stepTime } = await run({ strategy, ...more });
    expect([rounded(modelStates / 1e9), rounded(kept / 1e9), rounded(memory / 1e9), rounded(stepTime, 0)]).toEqual([states, activations, total, milliseconds]);
  });
});

test('bytes sent by each kind, on the card on tensor parallelism', async () => {
  const metrics = await run();
  expect(['tensor', 'data', 'pipeline'].map((kind) => rounded(metrics[`sent.${kind}`] / 1e9))).toEqual([9.7, 3.6, 0.1]);
});

describe('hints and solution of the challenge', () => {
  const { start, solution } = lesson.challenge;
  const attempt = (params: ParamValues) => run({ ...start, ...params });

  test('6.4 billion weights; 103 GB of states fit nowhere whole, 13 GB by stages, GPipe keeps 79 GB of activations', async () => {
    const gpipe = await attempt({ strategy: 'pipeline', microBatches: 64 });
    expect([rounded(gpipe.weightCount / 1e9), rounded(gpipe.modelStates / 1e9), rounded(gpipe.activations / 1e9, 0), gpipe.fits]).toEqual([6.4, 12.9, 79, 0]);
    expect(rounded((16 * gpipe.weightCount) / 1e9, 0)).toBe(103);
    for (const strategy of ['data', 'model', 'tensor', 'sequence']) expect((await attempt({ strategy })).fits).toBe(0);
  });

  test('the solution: 9.9 GB of activations, 11.4 % idle, seven times one GPU', async () => {
    const best = await attempt(solution);
    expect([rounded(best.activations / 1e9), rounded(best.idleShare * 100), rounded(best.bubble * 100), rounded(best.speedup, 0)]).toEqual([9.9, 11.4, 9.9, 7]);
    expect(rounded((await attempt({ ...solution, microBatches: 32 })).idleShare * 100)).toBe(19.3);
  });
});

test('more micro-batches than texts is an error of the learner, in a pipeline only', () => {
  expect(() => runToEnd(parallelTraining, { batch: 4 })).toThrow(expect.objectContaining({ key: 'pipeline.microBatches' }));
  expect(runToEnd(parallelTraining, { batch: 4, strategy: 'data' }).metrics.fits).toBe(1);
});

test('what does not fit is not run, and says so', () => {
  const { frame } = runToEnd(parallelTraining, { strategy: 'data', width: 4096 });
  expect(frame.metrics.fits).toBe(0);
  expect(frame.metrics.stepTime).toBeUndefined();
  expect(frame.panels[0]).toMatchObject({ kind: 'text', id: 'refusal' });
});

describe('lanes of the timeline', () => {
  const { layers, batch, width, devices, sequence } = resolveParams(parallelTraining.params, {});
  const setting = { layers, batch, width, devices, sequence, microBatches: 8, schedule: 'gpipe', overlap: true, bandwidth: 100e9, latency: 5e-6, speed: 150e12, memory: 40e9, overhead: 20e-6, straggler: 0 } as const;

  test('many short pieces are drawn in cells, in the proportions of the real times', () => {
    const step = new Step('tensor', setting).finish();
    step.now = step.end;
    const spans = laneSpans(step, 1);
    expect(spans.length).toBeLessThanOrEqual(48);
    const drawn = (kind: string) => spans.filter((span) => span.kind === kind).reduce((sum, { start, end }) => sum + end - start, 0) / step.end;
    const real = (kind: string) => [...step.computing[1], ...step.sending[1]].filter((span) => span.kind === kind).reduce((sum, { start, end }) => sum + end - start, 0) / step.end;
    for (const kind of ['forward', 'backward', 'communication']) expect(Math.abs(drawn(kind) - real(kind))).toBeLessThan(1.5 / 48);
  });

  test('nothing is drawn beyond the present moment', () => {
    const step = new Step('pipeline', setting);
    for (const { now } of step.run()) for (const span of laneSpans(step, 3)) expect(span.end).toBeLessThanOrEqual(now);
  });
});

describe('attention over blocks', () => {
  test('is the attention of the core, also where scores are large', () => {
    const random = new Random(3);
    const [q, k, v] = ['q', 'k', 'v'].map((name) => randn([12, 8], random.split(name)));
    const large = q.mul(30);
    const whole = F.softmax(large.matmul(k.t()).mul(1 / Math.sqrt(8)), 1).matmul(v).toArray();
    const blocks = (x: typeof k) => [x.slice(0, 5, 12), x.slice(0, 0, 5)];
    attendBlockwise(large, blocks(k), blocks(v)).toArray().forEach((value, i) => expect(value).toBeCloseTo(whole[i], 5));
  });

  test.each([2, 7, 16])('%i devices: exact when exchanged, another function when not', (devices) => {
    for (const seed of [1, 2, 3]) {
      const { exchanged, local } = attentionDifference(devices, new Random(seed));
      expect(exchanged).toBeGreaterThan(0);
      expect(exchanged).toBeLessThan(1e-6);
      expect(local).toBeGreaterThan(0.1);
    }
  });
});

describe('replicas in threads', () => {
  test('are ended when a run is left in the middle', () => {
    let ended = 0;
    const startThreads: StartThreads = (count, job) => {
      const threads = startThreadsOf(dataParallel)(count, job);
      return {
        check: () => threads.check(),
        stop() {
          ended++;
          threads.stop();
        },
      };
    };
    const params = resolveParams(dataParallel.params, {});
    const frames = dataParallel.run({ params, random: new Random(1), clock: () => 0, startThreads });
    for (let frame = 0; frame < 3; frame++) frames.next();
    expect(ended).toBe(0);
    frames.return();
    expect(ended).toBe(1);
  });

  test.each<ParamValues>([
    { replicas: 3, batch: 64 },
    { replicas: 8, batch: 8 },
    { replicas: 2, batch: 104, optimizer: 'adam', learningRate: 0.003 },
  ])('%o: bit for bit what one device has that adds up the same parts, however unequal', (params: ParamValues) => {
    const { metrics } = runToEnd(dataParallel, { steps: 20, ...params }, 5);
    expect(metrics.accumulatedDifference).toBe(0);
    expect(metrics.replicaDifference).toBe(0);
    expect(metrics.bigBatchDifference).toBeGreaterThan(0);
    expect(metrics.bigBatchDifference).toBeLessThan(1e-4 * metrics.weightChange);
  });
});
