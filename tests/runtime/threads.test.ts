import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { defineSimulation } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { startThreadsOf } from '../../src/runtime/threads.js';
import { bundle, type Bundle } from '../support/bundle.js';
import { LENGTH, summingBytes, summingMemory, vectorOf } from './thread-simulations.js';

let entry: Bundle;
beforeAll(async () => {
  entry = await bundle(fileURLToPath(new URL('test-thread.ts', import.meta.url)));
});
afterAll(() => entry.remove());

const startOf = (id: string, version = 3) => startThreadsOf({ id, version }, entry.file);
const noMemory = () => ({ shared: new SharedArrayBuffer(64), settings: {} });

/** Waits without letting this thread's events run, as a simulation does. */
function waitFor(words: Int32Array<SharedArrayBuffer>, at: number, value: number, check: () => void): void {
  for (let now = Atomics.load(words, at); now < value; now = Atomics.load(words, at)) {
    Atomics.wait(words, at, now, 50);
    check();
  }
}

describe('threads of a simulation', () => {
  test.each([1, 3, 4])('%i of them sum vectors to the same bits as one does in the order of ranks, round after round', (count) => {
    const rounds = 50;
    const shared = new SharedArrayBuffer(summingBytes(count));
    const { control, sum } = summingMemory(shared, count);
    const threads = startOf('summing')(count, { shared, settings: { rounds } });
    waitFor(control, 0, count, () => threads.check());
    threads.stop();
    const expected = vectorOf(0, rounds - 1);
    for (let rank = 1; rank < count; rank++) vectorOf(rank, rounds - 1).forEach((value, i) => (expected[i] += value));
    expect(sum).toEqual(expected);
    expect(sum.length).toBe(LENGTH);
  });

  test('what a thread dies of is thrown where the simulation waits, although that blocks its events', () => {
    const threads = startOf('failing')(2, noMemory());
    const words = new Int32Array(new SharedArrayBuffer(4));
    expect(() => waitFor(words, 0, 1, () => threads.check())).toThrow(/failing: a thread failed: RangeError: no such picture: 1797/);
    threads.stop();
  });

  test('end at once, whatever they are doing', async () => {
    const shared = new SharedArrayBuffer(64);
    const counters = new Int32Array(shared);
    const threads = startOf('counting')(2, { shared, settings: {} });
    waitFor(counters, 1, 1, () => threads.check());
    threads.stop();
    await vi.waitFor(async () => {
      const before = Atomics.load(counters, 0);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(Atomics.load(counters, 0)).toBe(before);
    }, { timeout: 20_000, interval: 5 });
  });

  test.each([
    ['an older build', () => startOf('summing', 4)(1, noMemory()), /version 3 of summing, its sources version 4: npm run build/],
    ['a build in which it has no thread', () => startOf('threadless')(1, noMemory()), /threadless has no `thread` in the built program/],
  ])('%s is said', (_, start, message) => {
    const threads = start();
    expect(() => waitFor(new Int32Array(new SharedArrayBuffer(4)), 0, 1, () => threads.check())).toThrow(message);
    threads.stop();
  });

  test('a program that is not built is said at the start', () => {
    expect(() => startThreadsOf({ id: 'summing', version: 3 }, '/nowhere/thread.js')(1, noMemory())).toThrow('summing: its threads run from /nowhere/thread.js, which is not there: npm run build');
  });

  test('only a simulation with a `thread` may start any', () => {
    const unthreaded = defineSimulation({
      id: 'unthreaded',
      version: 1,
      params: {},
      metrics: {},
      *run({ startThreads }) {
        startThreads(1, noMemory());
        yield { progress: 1, metrics: {}, panels: [] };
      },
    });
    expect(() => runToEnd(unthreaded)).toThrow('unthreaded: starts threads, but has no `thread`');
  });
});
