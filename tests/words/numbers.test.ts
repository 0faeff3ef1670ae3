import { describe, expect, test } from 'vitest';
import { formatNumber } from '../../src/words/numbers.js';

describe('numbers in scientific format', () => {
  test.each([
    [2.384185791015625e-7, '2.38e-7'],
    [1.49e0, '1.49e0'],
    [1e-3, '1e-3'],
    [0, '0'],
  ])('%d is "%s": nothing at all has no exponent', (value, text) => {
    expect(formatNumber(value, { format: 'scientific' })).toBe(text);
  });
});
