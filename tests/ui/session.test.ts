/** A session and its run, frame by frame: what is looked at while the recording grows and thins itself, and slow motion. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultParams, type Frame } from '../../src/lesson/index.js';
import { ActiveRun, type Order } from '../../src/runtime/active-run.js';
import { MAX_FRAMES } from '../../src/runtime/recording.js';
import { SimulationSession } from '../../src/ui/simulation/session.js';
import { shownFrame } from '../../src/ui/simulation/session-state.js';
import { coin } from '../support/ui/small-lesson.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const orders: Order[] = [];
  const runs: ActiveRun[] = [];
  const paints: (Frame | undefined)[] = [];
  const session = new SimulationSession(
    {
      runner: {
        prepare: () => {},
        start: (request, options = {}) => {
          const run = new ActiveRun(runs.length + 1, request, options, (_, order) => orders.push(order));
          runs.push(run);
          return run;
        },
        close: () => Promise.resolve(),
      },
      newSeed: () => 1,
      readData: () => Promise.reject(new Error('no files here')),
    },
    { simulation: coin, setting: { values: defaultParams(coin.params), seed: 0 }, onDone: () => {} },
  );
  session.subscribe(() => paints.push(shownFrame(session.state)));
  const run = () => runs[runs.length - 1];
  /** Frames first to last of a run of a thousand. */
  const frames = (first: number, last: number) => {
    for (let n = first; n <= last; n++) run().show({ progress: n / 1000, metrics: { share: n }, panels: [] }, n);
  };
  return { session, orders, runs, paints, run, frames };
}

describe('in the past', () => {
  test('the moment stays while the recording grows and thins itself, and its place is told as it is then', () => {
    const { session, run, frames } = setUp();
    session.play();
    frames(1, 100);
    session.leap(-1);
    session.leap(-1);
    const before = shownFrame(session.state)?.progress ?? 0;
    frames(101, 1000);
    vi.runOnlyPendingTimers();
    const { playback, run: view } = session.state;
    expect(view?.recorded).toBeLessThanOrEqual(MAX_FRAMES);
    expect(playback.at).toBeLessThan((view?.recorded ?? 0) / 4);
    expect(Math.abs((shownFrame(session.state)?.progress ?? 0) - before)).toBeLessThanOrEqual(0.004);
    expect(run().recording.at(playback.at === 'live' ? -1 : playback.at)).toBe(shownFrame(session.state));
  });

  test('frames that come are painted at most four times a second, and live ones fifteen times', () => {
    const { session, paints, frames } = setUp();
    session.play();
    const painted = (past: boolean) => {
      if (past) session.stepBack();
      const before = paints.length;
      for (let ms = 0; ms < 1000; ms += 10) {
        frames(ms / 10 + 1, ms / 10 + 1);
        vi.advanceTimersByTime(10);
      }
      return paints.length - before;
    };
    expect(painted(false)).toBeLessThanOrEqual(15);
    session.rerun();
    frames(1, 3);
    expect(painted(true)).toBeLessThanOrEqual(4);
  });

  test('playing paints fifteen times a second at most, also while the run goes on, and leaves no timer at the end', () => {
    const { session, run, paints, frames } = setUp();
    session.play();
    frames(1, 30);
    session.toStart();
    session.play();
    const before = paints.length;
    for (let ms = 0; ms < 1000; ms += 10) {
      frames(31 + ms / 10, 31 + ms / 10);
      vi.advanceTimersByTime(10);
    }
    expect(paints.length - before).toBeLessThanOrEqual(15);
    run().end('done', 1);
    vi.runAllTimers();
    expect(session.state.past).toBeUndefined();
    expect(session.state.playback.playing).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('slow motion', () => {
  test('one step at a time, each a while after the frame before has come; full speed lets go', () => {
    const { session, orders, run, frames } = setUp();
    session.faster(-1);
    session.faster(-1);
    session.play();
    expect(run().options.paused).toBe(true);
    expect(session.state.run?.status).toBe('running');
    expect(orders).toEqual(['step']);
    vi.advanceTimersByTime(5000);
    expect(orders).toEqual(['step']); // the frame has not come yet
    frames(1, 1);
    vi.advanceTimersByTime(240);
    expect(orders).toEqual(['step']);
    vi.advanceTimersByTime(20);
    expect(orders).toEqual(['step', 'step']);
    frames(2, 2);
    session.faster(1);
    session.faster(1);
    expect(orders.at(-1)).toBe('resume');
    frames(3, 3);
    vi.advanceTimersByTime(5000);
    expect(orders.at(-1)).toBe('resume');
  });

  test('a pause is a pause, and the end leaves no timer', () => {
    const { session, orders, run, frames } = setUp();
    session.faster(-1);
    session.play();
    frames(1, 1);
    session.play();
    expect(session.state.run?.status).toBe('paused');
    vi.advanceTimersByTime(5000);
    expect(orders).toEqual(['step']);
    session.play();
    expect(orders).toEqual(['step', 'step']);
    frames(2, 2);
    run().end('done', 2);
    vi.runAllTimers();
    expect(session.state.run?.status).toBe('done');
    expect(orders).toEqual(['step', 'step']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('another run ends the steps of the one before', () => {
    const { session, orders, runs, frames } = setUp();
    session.faster(-1);
    session.play();
    frames(1, 1);
    session.rerun();
    expect(runs).toHaveLength(2);
    const after = orders.length;
    vi.advanceTimersByTime(5000);
    expect(orders).toHaveLength(after);
  });
});
