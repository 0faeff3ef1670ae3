/**
 * Trial of the contract on a subject of another level: pipeline-parallel training as a Gantt chart. A discrete-event simulation
 * whose frames grow a timeline, held to the closed form of the pipeline bubble (Huang et al. 2019, GPipe): (p - 1) / (m + p - 1).
 */
import { describe, expect, test } from 'vitest';
import { bars, choice, defineSimulation, integer, message, raw, real, timeline, UserError, type Frame, type TimelinePanel } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { expectDrawn } from '../support/drawn.js';

type Span = TimelinePanel['spans'][number];
interface Work {
  readonly pass: 'forward' | 'backward';
  readonly batch: number;
}

/** The order in which one stage works: all forward passes first (GPipe), or one forward, one backward as soon as it can (1F1B). */
function orderOf(schedule: 'gpipe' | '1f1b', stage: number, stages: number, batches: number): Work[] {
  const forward = Array.from({ length: batches }, (_, batch): Work => ({ pass: 'forward', batch }));
  const backward = Array.from({ length: batches }, (_, batch): Work => ({ pass: 'backward', batch }));
  if (schedule === 'gpipe') return [...forward, ...backward];
  const ahead = Math.min(stages - stage, batches);
  const order = forward.slice(0, ahead);
  for (let i = 0; i < batches; i++) {
    order.push(backward[i]);
    if (ahead + i < batches) order.push(forward[ahead + i]);
  }
  return order;
}

const pipeline = defineSimulation({
  id: 'trial-pipeline',
  version: 1,
  params: {
    stages: integer({ min: 2, max: 16, default: 4 }),
    microBatches: integer({ min: 1, max: 64, default: 8 }),
    schedule: choice(['gpipe', '1f1b']),
    backwardTime: real({ min: 0.5, max: 4, step: 0.5, default: 2, digits: 1 }),
  },
  metrics: {
    idleShare: { format: 'percent', better: 'lower' },
    stepTime: { better: 'lower' },
    activations: { format: 'integer', better: 'lower' },
  },
  check({ stages, microBatches, schedule }) {
    if (schedule === '1f1b' && microBatches < stages) throw new UserError('pipeline.batches', { microBatches, stages });
  },
  *run({ params }) {
    const { stages, microBatches, schedule, backwardTime } = params;
    const orders = Array.from({ length: stages }, (_, stage) => orderOf(schedule, stage, stages, microBatches));
    const next = orders.map(() => 0);
    const free = orders.map(() => 0);
    const done = new Map<string, number>();
    const held = orders.map(() => 0);
    const most = orders.map(() => 0);
    const spans: Span[] = [];
    const all = stages * microBatches * 2;
    const endOf = (pass: string, stage: number, batch: number) => done.get(`${pass} ${stage} ${batch}`);

    /** When a stage's next piece of work can begin; undefined while what it needs is not done. */
    const readyAt = (stage: number): number | undefined => {
      const work = orders[stage][next[stage]];
      if (!work) return undefined;
      const { pass, batch } = work;
      const input = pass === 'forward' ? (stage === 0 ? 0 : endOf(pass, stage - 1, batch)) : stage === stages - 1 ? endOf('forward', stage, batch) : endOf(pass, stage + 1, batch);
      return input === undefined ? undefined : Math.max(input, free[stage]);
    };
    const frame = (): Frame => {
      const stepTime = Math.max(...free);
      const busy = spans.reduce((sum, span) => sum + span.end - span.start, 0);
      return {
        progress: spans.length / all,
        note: message('note.batches', { done: spans.length, all }),
        metrics: { stepTime, idleShare: 1 - busy / (stages * stepTime), activations: Math.max(...most) },
        panels: [
          timeline({
            id: 'schedule',
            title: 'panel.schedule',
            x: { label: 'axis.time', min: 0 },
            lanes: orders.map((_, stage) => ({ id: `stage${stage}`, label: message('lane.device', { number: stage + 1 }) })),
            kinds: [
              { id: 'forward', label: 'kind.forward' },
              { id: 'backward', label: 'kind.backward' },
            ],
            spans: [...spans],
          }),
          bars({
            id: 'memory',
            title: 'panel.memory',
            value: { label: 'axis.activations', format: 'integer', min: 0 },
            bars: most.map((value, stage) => ({ label: raw(stage + 1), value })),
          }),
        ],
      };
    };

    while (spans.length < all) {
      // The next event: the earliest work that can begin; of equals the first stage's.
      let stage = -1;
      for (let s = 0; s < stages; s++) {
        const ready = readyAt(s);
        if (ready !== undefined && (stage < 0 || ready < (readyAt(stage) ?? Infinity))) stage = s;
      }
      const start = readyAt(stage) ?? 0;
      const { pass, batch } = orders[stage][next[stage]];
      const end = start + (pass === 'forward' ? 1 : backwardTime);
      spans.push({ lane: `stage${stage}`, kind: pass, start, end, label: raw(batch + 1) });
      done.set(`${pass} ${stage} ${batch}`, end);
      free[stage] = end;
      next[stage] += 1;
      held[stage] += pass === 'forward' ? 1 : -1;
      most[stage] = Math.max(most[stage], held[stage]);
      yield frame();
    }
  },
});

const spansOf = (frame: Frame) => (frame.panels[0].kind === 'timeline' ? frame.panels[0].spans : []);

describe('a pipeline schedule as a timeline', () => {
  test.each([
    { stages: 2, microBatches: 2 },
    { stages: 4, microBatches: 8 },
    { stages: 8, microBatches: 32 },
  ])('idle share of $stages stages and $microBatches micro-batches is the closed form', ({ stages, microBatches }) => {
    const bubble = (stages - 1) / (microBatches + stages - 1);
    expect(runToEnd(pipeline, { stages, microBatches }).metrics.idleShare).toBeCloseTo(bubble, 12);
    expect(runToEnd(pipeline, { stages, microBatches, schedule: '1f1b' }).metrics.idleShare).toBeCloseTo(bubble, 12);
  });

  test('1F1B has the same bubble and holds fewer activations', () => {
    expect(runToEnd(pipeline, { schedule: 'gpipe' }).metrics.activations).toBe(8);
    expect(runToEnd(pipeline, { schedule: '1f1b' }).metrics.activations).toBe(4);
  });

  test('no device does two things at once, and the chart grows by one span a frame', () => {
    const counts: number[] = [];
    const { frame } = runToEnd(pipeline, {}, 0, undefined, (each) => counts.push(spansOf(each).length));
    expect(counts).toEqual(Array.from({ length: 64 }, (_, i) => i + 1));
    for (const lane of ['stage0', 'stage3']) {
      const spans = spansOf(frame).filter((span) => span.lane === lane);
      spans.slice(1).forEach((span, i) => expect(span.start).toBeGreaterThanOrEqual(spans[i].end));
    }
  });

  test('frames survive structured cloning and JSON', () => {
    const { frame } = runToEnd(pipeline);
    expect(structuredClone(frame)).toEqual(frame);
    expect(JSON.parse(JSON.stringify(frame))).toEqual(frame);
  });

  test('a rule between two parameters is an error of the learner, before the run', () => {
    expect(() => runToEnd(pipeline, { schedule: '1f1b', microBatches: 2 })).toThrow(UserError);
  });

  test('is drawn at every size', () => {
    expectDrawn(runToEnd(pipeline, { stages: 8, microBatches: 16 }).frame);
  });
});
