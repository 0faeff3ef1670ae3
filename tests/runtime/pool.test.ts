import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkClaim, connectInProcess, connectThread, createPool, runToEnd, type BatchProgress, type Pool, type PoolOptions } from '../../src/runtime/index.js';
import { bundle, type Bundle } from '../support/bundle.js';
import { load, walk } from './simulations.js';

let pool: Pool;
afterEach(() => pool.close());
const open = (options: PoolOptions = {}) => (pool = createPool({ connect: connectInProcess({ load }), workers: 3, ...options }));
const request = (seed: number, params = {}, simulation = 'walk') => ({ simulation, params, seed });
const seeds = Array.from({ length: 12 }, (_, seed) => seed);

describe('a pool', () => {
  test('gives results in the order of the requests, whichever ends first', async () => {
    // The first takes longest.
    const requests = seeds.map((seed) => request(seed, { frames: seed < 3 ? 5000 : 5 }));
    const { status, metrics } = await open().run(requests).finished;
    expect(status).toBe('done');
    expect(metrics).toEqual(requests.map(({ seed, params }) => runToEnd(walk, params, seed).metrics));
  });

  test('says how far it is, and how long it will take', async () => {
    let now = 0;
    const seen: BatchProgress[] = [];
    await open({ clock: () => (now += 10) }).run(seeds.map((seed) => request(seed, { frames: 50 })), { onProgress: (progress) => seen.push(progress) }).finished;
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b));
    expect(seen[seen.length - 1]).toMatchObject({ progress: 1, done: 12, total: 12, remainingMs: 0 });
    const half = seen.find(({ progress }) => progress >= 0.5);
    expect(half?.remainingMs).toBeCloseTo(((half?.elapsedMs ?? 0) * (1 - (half?.progress ?? 0))) / (half?.progress ?? 1));
  });

  test('hands over the last frame of each run, with the place of its request', async () => {
    const seen: [number, number][] = [];
    await open().run([request(0, { frames: 300 }), request(1, { frames: 2 })], { onResult: (index, frame) => seen.push([index, frame.metrics.position]) }).finished;
    expect(seen.sort(([a], [b]) => a - b)).toEqual([
      [0, runToEnd(walk, { frames: 300 }, 0).metrics.position],
      [1, runToEnd(walk, { frames: 2 }, 1).metrics.position],
    ]);
  });

  test('lets its workers go when there is nothing to do, and starts new ones', async () => {
    let opened = 0;
    let closed = 0;
    const connect: PoolOptions['connect'] = (listeners) => {
      opened++;
      const connection = connectInProcess({ load })(listeners);
      return { ...connection, close: () => (closed++, connection.close()) };
    };
    const lingering = open({ connect, lingerMs: 1, workers: 2 });
    expect((await lingering.run([request(0), request(1)]).finished).status).toBe('done');
    await vi.waitFor(() => expect([opened, closed]).toEqual([2, 2]));
    expect((await lingering.run([request(2)]).finished).status).toBe('done');
    expect(opened).toBe(3);
  });

  test('makes no more runs at once than asked', async () => {
    let going = 0;
    let most = 0;
    let waits = false;
    let release = () => {};
    const second = new Promise<void>((resolve) => (release = resolve));
    const counting = {
      load: async (id: string) => {
        // A run goes on from its loading to its end.
        most = Math.max(most, ++going);
        if (going > 1) release();
        if (waits) await second;
        const simulation = await load(id);
        return {
          ...simulation,
          *run(context: Parameters<typeof simulation.run>[0]) {
            try {
              yield* simulation.run(context);
            } finally {
              going--;
            }
          },
        };
      },
    };
    const mostWith = async (atOnce?: number) => {
      most = 0;
      const pool = open({ connect: connectInProcess(counting), workers: 4 });
      await pool.run(seeds.map((seed) => request(seed, { frames: 5000 })), { atOnce }).finished;
      return most;
    };
    expect(await mostWith(1)).toBe(1);
    // Without the limit they overlap: the first waits for a second one. So the count above can tell.
    waits = true;
    expect(await mostWith()).toBeGreaterThan(1);
  });

  test('batches wait for each other, and one may be cancelled while the other goes on', async () => {
    const shared = open({ workers: 2 });
    const long = shared.run(seeds.map((seed) => request(seed, { frames: 100_000 })));
    const short = shared.run([request(1)]);
    long.cancel();
    expect((await long.finished).metrics.filter(Boolean)).toEqual([]);
    expect((await short.finished).metrics).toEqual([runToEnd(walk, {}, 1).metrics]);
  });

  test('the failure is that of the first request that fails, and ends the rest', async () => {
    const requests = [request(0, { frames: 3000 }), request(0, {}, 'falling'), request(0, {}, 'throws'), ...seeds.map((seed) => request(seed, { frames: 100_000 }))];
    const result = await open({ workers: 4 }).run(requests).finished;
    expect(result).toMatchObject({ status: 'failed', failed: 1, failure: { message: expect.stringContaining('progress falls') } });
    expect(result.metrics[0]).toEqual(runToEnd(walk, { frames: 3000 }, 0).metrics);
    expect(result.metrics.slice(1).every((metrics) => metrics === undefined)).toBe(true);
  });

  test('no requests are done at once', async () => {
    expect(await open().run([]).finished).toEqual({ status: 'done', metrics: [] });
  });

  test('closing cancels what is under way', async () => {
    const batch = open().run([request(0, { frames: 100_000 })]);
    await pool.close();
    expect((await batch.finished).status).toBe('cancelled');
  });

  test('a claim is checked on it with the same margins as on one worker', async () => {
    const claim = { id: 'c', runs: { walk: { simulation: 'walk' } }, margin: ({ walk: { position } }: Record<string, Record<string, number>>) => position };
    const { status, outcome } = await checkClaim(open(), claim, seeds).finished;
    expect(status).toBe('done');
    expect(outcome.margins).toEqual(seeds.map((seed) => runToEnd(walk, {}, seed).metrics.position));
  });
});

describe('on worker threads', () => {
  let worker: Bundle;
  beforeAll(async () => {
    worker = await bundle(path.join(path.dirname(fileURLToPath(import.meta.url)), 'test-worker.ts'));
  });
  afterAll(() => worker.remove());

  test('the same figures, and a worker that dies fails its run alone', async () => {
    open({ connect: connectThread(worker.file), workers: 2 });
    const requests = seeds.map((seed) => request(seed, { frames: 30 }));
    expect((await pool.run(requests).finished).metrics).toEqual(requests.map(({ seed, params }) => runToEnd(walk, params, seed).metrics));
    expect(await pool.run([request(0, {}, 'vanishes')]).finished).toMatchObject({ status: 'failed', failed: 0 });
    expect((await pool.run([request(3)]).finished).metrics).toEqual([runToEnd(walk, {}, 3).metrics]);
  });

  test('a run that does not let go is cancelled all the same', async () => {
    open({ connect: connectThread(worker.file), workers: 1 });
    const batch = pool.run([request(0, { busyMs: 60_000 }, 'stubborn')]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    batch.cancel();
    expect((await batch.finished).status).toBe('cancelled');
  });
});
