import { describe, expect, test } from 'vitest';
import { philox4x32, Random } from '../../src/core/random/index.js';

describe('Philox4x32-10', () => {
  // Known-answer vectors published with Random123 (Salmon et al. 2011): all zeros, all ones, digits of pi.
  test.each([
    { counter: [0, 0, 0, 0], key: [0, 0], expected: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      expected: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      expected: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ])('gives the published words for counter $counter', ({ counter, key, expected }) => {
    const out = new Uint32Array(4);
    philox4x32(counter[0], counter[1], counter[2], counter[3], key[0], key[1], out);
    expect([...out]).toEqual(expected);
  });
});

function draw(random: Random, count = 8): number[] {
  return Array.from({ length: count }, () => random.uint32());
}

describe('Random', () => {
  test('a seed is the key: the stream starts with the encrypted counters 0, 1', () => {
    const out = new Uint32Array(4);
    philox4x32(1, 0, 0, 0, 7, 0, out);
    expect(draw(new Random(7)).slice(4)).toEqual([...out]);
  });

  test('split children depend on name and parent key only, and differ from the parent and each other', () => {
    const parent = new Random(7);
    const before = draw(parent.split('init'));
    draw(parent, 100);
    parent.split('noise');
    expect(draw(parent.split('init'))).toEqual(before);
    const streams = [new Random(7), parent.split('init'), parent.split('noise'), parent.split(''), parent.split('a'), parent.split('a\0'), parent.split('init').split('init'), new Random(8).split('init'), parent.split(1)];
    expect(new Set(streams.map((stream) => draw(stream).join())).size).toBe(streams.length);
    expect(draw(parent.split(1))).toEqual(draw(parent.split('1')));
  });

  test('long names that share all but one byte differ', () => {
    const names = Array.from({ length: 64 }, (_, i) => `${'x'.repeat(i)}y${'x'.repeat(63 - i)}`);
    expect(new Set(names.map((name) => new Random(0).split(name).uint32())).size).toBe(64);
  });

  test('seeds beyond 32 bits count', () => {
    expect(draw(new Random(2 ** 32))).not.toEqual(draw(new Random(0)));
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('seed %s is refused, the message names the range', (seed) => {
    expect(() => new Random(seed)).toThrow(/seed must be an integer from 0 to 9007199254740991/);
  });

  test('uniform and normal have the moments of their distributions (100,000 draws, within 4 standard errors)', () => {
    const random = new Random(1);
    const n = 100_000;
    let [sum, square, normalSum, normalSquare, normalFourth] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const u = random.uniform();
      sum += u;
      square += (u - 0.5) ** 2;
      const z = random.normal();
      normalSum += z;
      normalSquare += z * z;
      normalFourth += z ** 4;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(square / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
    expect(Math.abs(normalSum / n)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(normalSquare / n - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(normalFourth / n - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  test('integer is uniform over its range (chi-square of 7 cells below the 99.9 % point)', () => {
    const random = new Random(3);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.integer(7)]++;
    const chiSquare = counts.reduce((total, count) => total + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(22.46);
    expect(random.integer(1)).toBe(0);
    expect(() => random.integer(0)).toThrow(/n must be an integer from 1/);
  });

  test('permutation, shuffle and sampling without replacement keep every element once', () => {
    const random = new Random(4);
    expect([...random.permutation(100)].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(random.shuffle(['a', 'b', 'c', 'd']).sort()).toEqual(['a', 'b', 'c', 'd']);
    const sample = random.sampleWithoutReplacement(50, 20);
    expect(new Set(sample).size).toBe(20);
    expect(Math.max(...sample)).toBeLessThan(50);
    expect(() => random.sampleWithoutReplacement(3, 4)).toThrow(/cannot draw 4 different items from 3/);
  });

  test('categorical follows its weights and never gives an index of weight 0', () => {
    const random = new Random(5);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 40_000; i++) counts[random.categorical([1, 0, 3, 0])]++;
    expect(counts[1] + counts[3]).toBe(0);
    expect(Math.abs(counts[0] / 40_000 - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 40_000));
    expect(() => random.categorical([0, 0])).toThrow(/sum to 0/);
    expect(() => random.categorical([1, NaN])).toThrow(/got NaN at 1/);
  });

  test('bernoulli, choice and exponential', () => {
    const random = new Random(6);
    let heads = 0;
    let total = 0;
    for (let i = 0; i < 20_000; i++) {
      heads += random.bernoulli(0.3) ? 1 : 0;
      total += random.exponential(2);
    }
    expect(Math.abs(heads / 20_000 - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / 20_000));
    expect(Math.abs(total / 20_000 - 0.5)).toBeLessThan(4 * (0.5 / Math.sqrt(20_000)));
    expect(['x', 'y']).toContain(random.choice(['x', 'y']));
    expect(() => random.choice([])).toThrow(/empty/);
  });
});
