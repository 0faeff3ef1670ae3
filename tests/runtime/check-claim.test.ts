import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/lesson/index.js';
import { checkClaim, connectInProcess, createRunner, runToEnd, type ClaimProgress, type RunCache } from '../../src/runtime/index.js';
import { load, walk } from './simulations.js';

const claim: Claim = {
  id: 'longer-is-further',
  runs: { short: { simulation: 'walk', params: { frames: 5 } }, long: { simulation: 'walk', params: { frames: 50 } } },
  margin: ({ short, long }) => Math.abs(long.position) - Math.abs(short.position),
  share: 0.5,
};
const seeds = [1, 2, 3, 4];
const expected = seeds.map((seed) => claim.margin({ short: runToEnd(walk, { frames: 5 }, seed).metrics, long: runToEnd(walk, { frames: 50 }, seed).metrics }));

async function check(which: Claim, cache?: RunCache) {
  const runner = createRunner({ connect: connectInProcess({ load }), frameEveryMs: 1 });
  const progress: ClaimProgress[] = [];
  const result = await checkClaim(runner, which, seeds, (now) => progress.push(now), cache).finished;
  await runner.close();
  return { ...result, progress };
}

describe('checkClaim', () => {
  test('gives the margin of every seed and says how far it is', async () => {
    const { status, outcome, progress } = await check(claim);
    expect(status).toBe('done');
    expect(outcome.margins).toEqual(expected);
    expect(outcome.held).toBe(expected.filter((margin) => margin > 0).length);
    const through = progress.map((now) => now.progress);
    expect(through).toEqual([...through].sort((a, b) => a - b));
    expect(through[through.length - 1]).toBe(1);
    expect(new Set(progress.map((now) => now.outcome.margins.length))).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  test('runs that two claims share are computed once', async () => {
    const cache: RunCache = new Map();
    await check(claim, cache);
    expect(cache.size).toBe(8);
    const again = await check({ ...claim, runs: { long: claim.runs.long, short: claim.runs.short } }, cache);
    expect(cache.size).toBe(8);
    expect(again.outcome.margins).toEqual(expected);
    expect(again.progress.length).toBe(seeds.length);
  });

  test('a failing run and a margin that throws end it with the reason', async () => {
    const broken = await check({ ...claim, runs: { short: { simulation: 'throws' } } });
    expect(broken).toMatchObject({ status: 'failed', outcome: { margins: [] }, failure: { message: expect.stringContaining('matmul') } });
    const unjudged = await check({ ...claim, margin: () => { throw new Error('no metric "far"'); } });
    expect(unjudged).toMatchObject({ status: 'failed', failure: { message: 'claim longer-is-further: no metric "far"' } });
  });

  test('a margin that is no number is a fault, not a failed claim', async () => {
    const { status, failure } = await check({ ...claim, margin: ({ long }) => long.nothing });
    expect(status).toBe('failed');
    expect(failure).toMatchObject({ message: expect.stringContaining('seed 1: the margin is undefined') });
  });

  test('can be cancelled, keeping what is through', async () => {
    const runner = createRunner({ connect: connectInProcess({ load }), frameEveryMs: 1 });
    const slow = { ...claim, runs: { short: claim.runs.short, long: { simulation: 'walk', params: { frames: 100_000 } } } };
    const running = checkClaim(runner, slow, seeds, () => running.cancel());
    expect(await running.finished).toMatchObject({ status: 'cancelled', outcome: { margins: [] } });
    await runner.close();
  });
});
