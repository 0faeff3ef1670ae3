import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError, type Frame } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/index.js';
import { faults, walk } from './simulations.js';

const thrown = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('runToEnd', () => {
  test('gives the last frame, its metrics and the count, and shows every frame', () => {
    const seen: Frame[] = [];
    const outcome = runToEnd(walk, { frames: 5 }, 7, undefined, (frame, index) => {
      expect(index).toBe(seen.length);
      seen.push(frame);
    });
    expect(outcome.frames).toBe(5);
    expect(seen.map((frame) => frame.metrics.index)).toEqual([0, 1, 2, 3, 4]);
    expect(outcome.frame).toBe(seen[4]);
    expect(outcome.metrics).toBe(seen[4].metrics);
  });

  test('same seed, same numbers; another seed, others', () => {
    expect(runToEnd(walk, {}, 1)).toEqual(runToEnd(walk, {}, 1));
    expect(runToEnd(walk, {}, 1).metrics.position).not.toBe(runToEnd(walk, {}, 2).metrics.position);
  });

  test.each([
    ['an unknown parameter', { speed: 1 }, 0, 'param.unknown'],
    ['a value out of range', { frames: 0 }, 0, 'param.range'],
    ['a rule between parameters', { shape: 'uniform', frames: 2000 }, 0, 'param.range'],
    ['a negative seed', {}, -1, 'run.seed'],
    ['a fractional seed', {}, 1.5, 'run.seed'],
  ])('refuses %s', (_what, params, seed, key) => {
    expect(thrown(() => runToEnd(walk, params, seed))).toMatchObject({ name: 'UserError', key });
  });

  test('refuses a file where none is taken', () => {
    const error = thrown(() => runToEnd(walk, {}, 0, { kind: 'text', name: 'a.txt', text: 'a' }));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ key: 'run.data.unwanted' });
  });

  test.each([
    [faults.notFinite, 'not-finite, frame 1: metric "loss" is NaN'],
    [faults.undeclared, 'undeclared, frame 0: metric "lost" is not declared; declared: loss'],
    [faults.falling, 'falling, frame 1: progress falls from 0.5 to 0.4'],
    [faults.beyond, 'beyond, frame 0: progress is 1.5'],
    [faults.silent, 'silent: yielded no frame'],
    [faults.clocked, 'clocked: read the clock'],
    [faults.twins, 'twins, frame 0: two panels have the id "a"'],
  ])('names the fault of $id', (simulation, message) => {
    expect(() => runToEnd(simulation)).toThrow(message);
  });

  test('accepts any non-negative safe integer as seed', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (seed) => runToEnd(walk, { frames: 1 }, seed).frames === 1));
  });
});
