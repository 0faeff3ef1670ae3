import { describe, expect, test, vi } from 'vitest';
import type { Frame } from '../../src/lesson/index.js';
import { connectInProcess, createRunner, runToEnd, type Run, type Runner } from '../../src/runtime/index.js';
import { load, walk } from './simulations.js';

async function withRunner(use: (runner: Runner) => Promise<void>): Promise<void> {
  const runner = createRunner({ connect: connectInProcess({ load }), frameEveryMs: 1, patienceMs: 5000 });
  try {
    await use(runner);
  } finally {
    await runner.close();
  }
}

const request = (params = {}, simulation = 'walk', seed = 7) => ({ simulation, params, seed });
const recorded = (run: Run) => Array.from({ length: run.recording.length }, (_, i) => run.recording.at(i).metrics.index);
const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000, interval: 2 });
const pauseFor = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a run', () => {
  test('ends with the very frame that an in-process run ends with', () =>
    withRunner(async (runner) => {
      const run = runner.start(request({ frames: 12 }));
      expect(run.state.status).toBe('running');
      const state = await run.finished;
      expect(state).toBe(run.state);
      expect(state).toMatchObject({ status: 'done', frame: runToEnd(walk, { frames: 12 }, 7).frame });
      expect(state.remainingMs).toBeUndefined();
    }));

  test('a short run is recorded whole', () =>
    withRunner(async (runner) => {
      const run = runner.start(request({ frames: 12 }));
      await run.finished;
      expect(recorded(run)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    }));

  test('a flood is thinned on the way: newest frame wins, the last arrives', () =>
    withRunner(async (runner) => {
      const seen: number[] = [];
      const run = runner.start(request({ frames: 20_000 }), { onFrame: (frame) => void seen.push(frame.metrics.index) });
      const { frame } = await run.finished;
      expect(frame?.metrics.index).toBe(19_999);
      expect(seen[seen.length - 1]).toBe(19_999);
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
      expect(seen.length).toBeLessThan(15_000);
      expect(run.recording.length).toBeLessThanOrEqual(240);
    }));

  test('with delivery "every" none is left out, and the simulation waits for a slow watcher', () =>
    withRunner(async (runner) => {
      const seen: number[] = [];
      const onFrame = async (frame: Frame) => {
        if (frame.metrics.index % 40 === 0) await pauseFor(5);
        seen.push(frame.metrics.index);
      };
      const run = runner.start(request({ frames: 200 }), { delivery: 'every', onFrame });
      await run.finished;
      await pauseFor(20);
      expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    }));

  test('pause holds it, step goes one frame further, resume ends it', () =>
    withRunner(async (runner) => {
      const run = runner.start(request({ frames: 50 }), { paused: true });
      expect(run.state.status).toBe('paused');
      await pauseFor(20);
      expect(run.recording.length).toBe(0);
      run.step();
      await until(() => run.state.frame?.metrics.index === 0);
      run.step();
      run.step();
      await until(() => run.recording.length >= 2);
      await pauseFor(20);
      const here = run.recording.length;
      expect(run.state.status).toBe('paused');
      expect(here).toBeLessThan(5);
      run.resume();
      expect(run.state.status).toBe('running');
      expect((await run.finished).frame?.metrics.index).toBe(49);
    }));

  test('pausing in a flood shows the frame it stands at', () =>
    withRunner(async (runner) => {
      const run = runner.start(request({ frames: 100_000 }));
      await until(() => run.recording.length > 20);
      run.pause();
      await pauseFor(50);
      const standing = run.state.frame?.metrics.index ?? -1;
      run.step();
      await until(() => run.state.frame?.metrics.index === standing + 1);
      run.cancel();
      expect((await run.finished).status).toBe('cancelled');
    }));

  test('a step that passes the last frame ends the run', () =>
    withRunner(async (runner) => {
      const run = runner.start(request({ frames: 1 }), { paused: true });
      run.step();
      await until(() => run.recording.length === 1);
      run.step();
      expect((await run.finished).status).toBe('done');
    }));

  test('a cancelled run keeps what it has and says so', () =>
    withRunner(async (runner) => {
      const run = runner.start(request({ frames: 100_000 }));
      await until(() => run.recording.length > 3);
      run.cancel();
      const state = await run.finished;
      expect(state.status).toBe('cancelled');
      expect(state.frame).toBeDefined();
      run.resume();
      run.step();
      expect(run.state).toBe(state);
    }));

  test('listeners hear of each change until they leave; states are new objects', () =>
    withRunner(async (runner) => {
      const run = runner.start(request({ frames: 5 }), { paused: true });
      const states = new Set([run.state]);
      let heard = 0;
      const leave = run.subscribe(() => {
        heard++;
        states.add(run.state);
      });
      run.resume();
      await run.finished;
      expect(states.size).toBe(heard + 1);
      expect(heard).toBeGreaterThanOrEqual(1 + 5 + 1);
      leave();
    }));
});

describe('failures', () => {
  test('a fault is told with its message, and the runner goes on', () =>
    withRunner(async (runner) => {
      const state = await runner.start(request({}, 'throws')).finished;
      expect(state).toMatchObject({ status: 'failed', failure: { kind: 'fault', message: 'matmul: expected [2, 3], got [3, 2]' } });
      expect(state.frame?.metrics.loss).toBe(1);
      expect((await runner.start(request()).finished).status).toBe('done');
    }));

  test('a metric that is not finite names simulation, frame and metric', () =>
    withRunner(async (runner) => {
      const { failure } = await runner.start(request({}, 'not-finite')).finished;
      expect(failure).toMatchObject({ kind: 'fault', message: expect.stringContaining('not-finite, frame 1: metric "loss" is NaN') });
    }));

  test("the learner's errors keep key and values", () =>
    withRunner(async (runner) => {
      const { failure } = await runner.start(request({ frames: 0 })).finished;
      expect(failure).toEqual({ kind: 'user', key: 'param.range', values: { name: 'frames', value: 0, min: 1, max: 100_000 } });
      expect((await runner.start(request({}, 'none')).finished).failure).toMatchObject({ kind: 'user', key: 'simulation.unknown' });
    }));

  test('a request that cannot cross threads fails instead of throwing', () =>
    withRunner(async (runner) => {
      const broken = { ...request(), data: { kind: 'text' as const, name: 'a', text: 'b', parse: () => {} } };
      expect((await runner.start(broken).finished).failure).toMatchObject({ kind: 'fault', message: expect.stringContaining('could not be cloned') });
      expect((await runner.start(request()).finished).status).toBe('done');
    }));
});

describe('one run after the other', () => {
  test('starting cancels the run before; of several waiting only the last runs', () =>
    withRunner(async (runner) => {
      const first = runner.start(request({ frames: 100_000 }));
      await until(() => first.recording.length > 0);
      const second = runner.start(request({ frames: 3 }));
      const third = runner.start(request({ frames: 4 }));
      expect((await first.finished).status).toBe('cancelled');
      expect((await second.finished).status).toBe('cancelled');
      expect(await third.finished).toMatchObject({ status: 'done', frame: { metrics: { index: 3 } } });
    }));

  test('orders given while waiting are carried out when the turn comes', () =>
    withRunner(async (runner) => {
      const first = runner.start(request({ frames: 100_000 }));
      await until(() => first.recording.length > 0);
      const second = runner.start(request({ frames: 10 }), { paused: true });
      second.step();
      await until(() => second.recording.length === 1);
      await pauseFor(20);
      expect(second.recording.length).toBe(1);
      expect(second.state.status).toBe('paused');
      second.cancel();
      await second.finished;
    }));

  test('a listener may start the next run from the end of one', () =>
    withRunner(async (runner) => {
      const first = runner.start(request({ frames: 2 }));
      const next = await new Promise<Run>((resolve) => {
        first.subscribe(() => {
          if (first.state.status === 'done') resolve(runner.start(request({ frames: 3 })));
        });
      });
      expect((await next.finished).frame?.metrics.index).toBe(2);
    }));

  test('closing cancels what is going on, and what is started after fails', async () => {
    const runner = createRunner({ connect: connectInProcess({ load }) });
    const run = runner.start(request({ frames: 100_000 }));
    await runner.close();
    expect((await run.finished).status).toBe('cancelled');
    expect((await runner.start(request()).finished).status).toBe('failed');
  });
});
