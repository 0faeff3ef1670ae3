import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectThread, createRunner, runToEnd, type Runner } from '../../src/runtime/index.js';
import { bundle, type Bundle } from '../support/bundle.js';
import { walk } from './simulations.js';

let worker: Bundle;
let runner: Runner;
beforeAll(async () => {
  worker = await bundle(fileURLToPath(new URL('test-worker.ts', import.meta.url)));
});
afterAll(() => worker.remove());
beforeEach(() => {
  runner = createRunner({ connect: connectThread(worker.file) });
});
afterEach(() => runner.close());

const request = (simulation: string, params = {}) => ({ simulation, params, seed: 7 });
const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 20_000, interval: 2 });

describe('a worker thread', () => {
  test('gives the same frame as a run in this thread', async () => {
    runner.prepare('walk');
    const { status, frame } = await runner.start(request('walk', { frames: 300 })).finished;
    expect(status).toBe('done');
    expect(frame).toEqual(runToEnd(walk, { frames: 300 }, 7).frame);
  });

  test('is ended when a cancelled run does not let go, and the next run has a new one', async () => {
    const run = runner.start(request('stubborn', { busyMs: 60_000 }));
    // It is computing for a minute now: nothing but ending the thread can stop it.
    await new Promise((resolve) => setTimeout(resolve, 300));
    run.cancel();
    expect((await run.finished).status).toBe('cancelled');
    expect((await runner.start(request('walk')).finished).status).toBe('done');
  });

  test('starting another run over a stubborn one works the same', async () => {
    const stuck = runner.start(request('stubborn', { busyMs: 60_000 }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const next = runner.start(request('walk', { frames: 5 }));
    expect((await next.finished).frame?.metrics.index).toBe(4);
    expect(stuck.state.status).toBe('cancelled');
  });

  test('keeps this thread free, and pauses between frames', async () => {
    const run = runner.start(request('stubborn', { busyMs: 20 }));
    await until(() => run.recording.length > 2);
    run.pause();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const standing = run.state.frame?.metrics.index;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(run.state.frame?.metrics.index).toBe(standing);
    run.resume();
    await until(() => (run.state.frame?.metrics.index ?? 0) > (standing ?? 0) + 2);
    run.cancel();
    expect((await run.finished).status).toBe('cancelled');
  });

  test('that ends itself becomes a failure with a message, and the runner goes on', async () => {
    const { status, failure } = await runner.start(request('vanishes')).finished;
    expect(status).toBe('failed');
    expect(failure).toMatchObject({ kind: 'fault', message: expect.stringContaining('ended with code 3') });
    expect((await runner.start(request('walk')).finished).status).toBe('done');
  });

  test('that runs out of memory becomes advice, and the runner goes on', async () => {
    const small = createRunner({ connect: connectThread(worker.file, { maxOldGenerationSizeMb: 24 }) });
    const { status, failure } = await small.start(request('greedy')).finished;
    expect(status).toBe('failed');
    expect(failure).toMatchObject({ kind: 'user', key: 'run.memory' });
    expect((await small.start(request('walk')).finished).status).toBe('done');
    await small.close();
  });

  test('that cannot be started is a failure of the run, each time anew', async () => {
    const broken = createRunner({ connect: connectThread(path.join(path.dirname(worker.file), 'none.mjs')) });
    for (let n = 0; n < 2; n++) {
      const { status, failure } = await broken.start(request('walk')).finished;
      expect(status).toBe('failed');
      expect(failure).toMatchObject({ kind: 'fault', message: expect.stringContaining('none.mjs') });
    }
    await broken.close();
  });
});
