/** The event simulation against what can be worked out with pencil and paper. */
import { describe, expect, test } from 'vitest';
import { Plan, simulate } from './events.js';
import { ringAllReduce } from './collectives.js';
import { activationBytes, attentionOperations, BACKWARD, forwardSeconds, gradientBytes, layerWeights, linearOperations, type Setting } from './hardware.js';
import { memoryOf } from './memory.js';
import { bubbleShare } from './pipeline.js';
import { Step, without } from './step.js';
import { STRATEGIES } from './strategies.js';

const setting: Setting = {
  devices: 4,
  layers: 24,
  width: 2048,
  batch: 16,
  sequence: 1024,
  microBatches: 8,
  schedule: 'gpipe',
  overlap: true,
  bandwidth: 300e9,
  latency: 5e-6,
  speed: 150e12,
  memory: 40e9,
  overhead: 20e-6,
  straggler: 0,
};
/** Sending takes no time. */
const free: Setting = { ...setting, bandwidth: Infinity, latency: 0 };
const alone = (s: Setting) => (1 + BACKWARD) * forwardSeconds(s, s.layers, s.batch);

describe('events', () => {
  test('a resource does one thing at a time, in the order planned, and nothing before what it waits for', () => {
    const plan = new Plan(2);
    const work = (resource: number, seconds: number) => ({ resource, seconds, kind: 'forward' as const });
    const a = plan.add(work(0, 2));
    const b = plan.add(work(1, 1), [a]);
    const c = plan.add(work(0, 3));
    const d = plan.add(work(1, 1), [c, b]);
    const e = plan.add(work(1, 4), [a]);
    expect([...simulate(plan)]).toEqual([a, c, b, e, d]);
    expect([a, b, c, d, e].map(({ start, end }) => [start, end])).toEqual([[0, 2], [2, 3], [2, 5], [7, 8], [3, 7]]);
  });

  test.each(STRATEGIES)('%s: all planned work is done, in the order of time, nothing overlaps on a device or link', (strategy) => {
    const step = new Step(strategy, setting);
    let before = 0;
    for (const { now } of step.run()) {
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
    expect(step.started).toBe(step.plan.tasks.length);
    for (const spans of [...step.computing, ...step.sending]) {
      spans.slice(1).forEach(({ start }, i) => expect(start).toBeGreaterThanOrEqual(spans[i].end));
    }
  });

  test('without() leaves what lies outside', () => {
    const span = (start: number, end: number) => ({ device: 0, kind: 'communication' as const, start, end });
    const left = without([span(0, 4), span(5, 9), span(10, 11)], [span(1, 2), span(3, 6), span(7, 8), span(10, 11)]);
    expect(left.map(({ start, end }) => [start, end])).toEqual([[0, 1], [2, 3], [6, 7], [8, 9]]);
  });
});

describe('ring all-reduce', () => {
  test.each([2, 3, 4, 8, 16])('with %i devices each sends 2 (p - 1) / p of the bytes, in that time and 2 (p - 1) latencies', (devices) => {
    const own = { ...setting, devices };
    const plan = new Plan(2 * devices);
    const bytes = 1e9;
    const arrived = ringAllReduce(plan, own, bytes, Array.from({ length: devices }, () => []));
    for (const _ of simulate(plan));
    const sent = plan.tasks.filter(({ resource }) => resource === devices).reduce((sum, task) => sum + task.bytes, 0);
    expect(sent / bytes).toBeCloseTo((2 * (devices - 1)) / devices, 12);
    for (const { end } of arrived) expect(end).toBeCloseTo((sent / setting.bandwidth) + 2 * (devices - 1) * setting.latency, 12);
  });
});

describe('data parallelism', () => {
  test('is p times as fast as one device where sending takes no time', () => {
    const step = new Step('data', { ...free, devices: 4, batch: 16 }).finish();
    // The fixed time of each layer is paid by every device.
    expect(step.end).toBeCloseTo((1 + BACKWARD) * forwardSeconds(free, 24, 4), 12);
    expect(step.computeShare).toBeCloseTo(1, 12);
  });

  test('sends the gradients once round, and hides most of that behind the backward pass', () => {
    const overlapped = new Step('data', setting).finish();
    const after = new Step('data', { ...setting, overlap: false }).finish();
    for (const step of [overlapped, after]) expect(step.sent[0] / (24 * gradientBytes(setting))).toBeCloseTo(1.5, 12);
    const compute = (1 + BACKWARD) * forwardSeconds(setting, 24, 4);
    expect(after.end).toBeCloseTo(compute + after.sendingSeconds, 9);
    expect(overlapped.end - compute).toBeLessThan(0.1 * (after.end - compute));
  });

  test('waits for its slowest device', () => {
    const even = new Step('data', free).finish();
    const slow = new Step('data', { ...free, straggler: 0.5 }).finish();
    expect(slow.end / even.end).toBeCloseTo(1.5, 12);
  });
});

describe('pipelines', () => {
  test.each([
    [2, 2],
    [4, 8],
    [8, 16],
    [8, 8],
    [4, 1],
  ])('%i stages, %i micro-batches: the bubble is (p - 1) / (m + p - 1), for both schedules', (devices, microBatches) => {
    const own = { ...free, devices, microBatches, batch: microBatches * 2 };
    for (const schedule of ['gpipe', '1f1b'] as const) {
      expect(1 - new Step('pipeline', { ...own, schedule }).finish().computeShare).toBeCloseTo(bubbleShare(devices, microBatches), 10);
    }
  });

  test('layer by layer, the whole batch at once, is a pipeline of one micro-batch: all but one device wait', () => {
    const step = new Step('model', free).finish();
    expect(step.computeShare).toBeCloseTo(1 / 4, 12);
    expect(step.end).toBeCloseTo(alone(free), 9);
  });

  test('GPipe keeps all m micro-batches, 1F1B at most as many as there are stages from here on', () => {
    const micro = 6 * activationBytes(setting, 2);
    const held = (schedule: Setting['schedule']) => new Step('pipeline', { ...setting, schedule }).finish().peak.map((bytes) => bytes / micro);
    held('gpipe').forEach((count) => expect(count).toBeCloseTo(8, 9));
    held('1f1b').forEach((count, stage) => expect(count).toBeCloseTo(4 - stage, 9));
  });
});

describe('tensor parallelism', () => {
  test('sends four all-reduces of the activations a layer, and is p times as fast where that takes no time', () => {
    const step = new Step('tensor', setting).finish();
    const activations = 2 * 16 * 1024 * 2048;
    expect(step.sent[0] / (4 * 24 * activations)).toBeCloseTo(1.5, 12);
    expect(step.exposedSeconds).toBeCloseTo(step.sendingSeconds, 9);
    const fast = new Step('tensor', { ...free, overhead: 0 }).finish();
    expect(alone({ ...free, overhead: 0 }) / fast.end).toBeCloseTo(4, 9);
  });
});

describe('sequence parallelism', () => {
  test('does the same work, cut by p, where sending takes no time', () => {
    const step = new Step('sequence', { ...free, overhead: 0 }).finish();
    expect(alone({ ...free, overhead: 0 }) / step.end).toBeCloseTo(4, 9);
    expect(step.computeShare).toBeCloseTo(1, 9);
  });

  test('sends keys and values p - 1 times forward and backward, their gradients p times, the weights\' gradients once round', () => {
    const step = new Step('sequence', setting).finish();
    const keysAndValues = 2 * 2 * 16 * 256 * 2048;
    expect(step.sent[0]).toBeCloseTo(24 * (keysAndValues * (3 + 3 + 4) + 1.5 * gradientBytes(setting)), -3);
  });
});

describe('memory', () => {
  test.each(STRATEGIES)('%s: what is foretold for activations is what the step comes to hold', (strategy) => {
    for (const schedule of ['gpipe', '1f1b'] as const) {
      const own = { ...setting, schedule, batch: 18, microBatches: 7 };
      const foretold = memoryOf(strategy, own).map(({ activations }) => activations);
      const held = new Step(strategy, own).finish().peak;
      held.forEach((bytes, device) => expect(bytes / foretold[device]).toBeCloseTo(1, 9));
    }
  });

  test('sixteen bytes a weight: 2 weights, 2 gradients, 12 optimiser state', () => {
    const [device] = memoryOf('data', setting);
    expect(device.weights + device.gradients + device.optimizer).toBe(16 * 24 * 12 * 2048 * 2048);
    const [stage] = memoryOf('pipeline', setting);
    expect(stage.weights * 4).toBe(device.weights);
  });

  test('a layer\'s operations: two a weight and token, and attention', () => {
    expect(layerWeights(setting)).toBe(12 * 2048 ** 2);
    expect(linearOperations(setting, 10)).toBe(20 * 12 * 2048 ** 2);
    expect(attentionOperations(setting, 10, 1024)).toBe(4 * 10 * 1024 * 2048);
  });
});
