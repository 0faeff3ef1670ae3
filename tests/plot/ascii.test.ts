import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { span } from '../../src/plot/cells.js';
import { toAsciiLine, toAsciiText } from '../../src/plot/ascii.js';

test('signs become ASCII cell for cell', () => {
  const text = 'dispersion φ ≤ 6.3 … Gâteaux, Poincaré · “R²” 3 ± √2 █▍→';
  const ascii = toAsciiText(text);
  expect(ascii).toBe('dispersion f < 6.3 ~ Gateaux, Poincare . "R2" 3 ~ V2 #|>');
  expect(stringWidth(ascii)).toBe(stringWidth(text));
});

test('ASCII and Han stay as they are', () => {
  expect(toAsciiText('plain 100 % [x]')).toBe('plain 100 % [x]');
  expect(toAsciiText('泊松回归')).toBe('泊松回归');
});

test('styles of a line stay', () => {
  expect(toAsciiLine([span('μ', { bold: true }), span('x')])).toEqual([span('u', { bold: true }), span('x')]);
});
