/** The language of layers: what it understands, and how it says what does not fit. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { UserError } from '../../src/lesson/index.js';
import { inferArchitecture } from './architecture.js';
import { parseShape } from './shape.js';
import { parseLayers } from './syntax.js';

const IMAGE = [3, 32, 32];

function faultOf(layers: string, input: readonly number[] = IMAGE): { key: string; values: object } {
  try {
    inferArchitecture(layers, input);
  } catch (error) {
    if (error instanceof UserError) return { key: error.key, values: error.values };
    throw error;
  }
  throw new Error(`no error for ${layers}`);
}

describe('syntax', () => {
  test('names, numbers, options and flags', () => {
    expect(parseLayers('Conv 3  16 k3 s=2 p1 nobias')).toEqual([
      { number: 1, name: 'conv', source: 'conv 3 16 k3 s=2 p1 nobias', numbers: [3, 16], options: { k: 3, s: 2, p: 1 }, flags: ['nobias'] },
    ]);
  });

  test('commas of both languages, semicolons, arrows and line ends separate', () => {
    expect(parseLayers('relu, relu，relu；relu\nrelu -> relu → relu,').map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('a layer can be repeated', () => {
    expect(parseLayers('3x conv 8 k3 same, relu').map(({ number, source }) => `${number} ${source}`)).toEqual(['1 conv 8 k3 same', '2 conv 8 k3 same', '3 conv 8 k3 same', '4 relu']);
  });

  test('input shapes', () => {
    expect(parseShape(' 3X32 x 32 ')).toEqual([3, 32, 32]);
    expect(parseShape('1×28×28')).toEqual([1, 28, 28]);
    expect(parseShape('784')).toEqual([784]);
    for (const typed of ['', 'x', '3x', '0x4x4', '1x2x3x4', '-3', '2.5', '3x9999999']) expect(() => parseShape(typed), typed).toThrow(UserError);
  });
});

test.each([
  ['', 'layers.empty', {}],
  ['999x relu', 'layers.tooMany', { most: 400 }],
  ['conv 5 k5 k3', 'layers.twice', { number: 1, word: 'k' }],
  ['conv 5 k5, swoosh', 'layers.unknown', { number: 2, name: 'swoosh' }],
  ['conv 5 5x5', 'layers.words', { number: 1, word: '5x5' }],
  ['relu k3', 'layers.words', { word: 'k' }],
  ['conv 3 5 5', 'layers.count', { count: 3 }],
  ['linear', 'layers.count', { count: 0 }],
  ['conv 0 k3', 'layers.range', { word: 0 }],
  ['conv 2.5 k3', 'layers.range', { word: 2.5 }],
  ['conv 5 k0', 'layers.range', { word: 'k0' }],
  ['conv 5 k5, relu, conv 3 12 k3', 'layers.inputs', { number: 3, said: 3, found: 5 }],
  ['conv 5', 'layers.kernel', { number: 1 }],
  ['conv 5 k4 same', 'layers.same', { number: 1 }],
  ['conv 5 k3 s2 same', 'layers.same', {}],
  ['maxpool', 'layers.poolKernel', {}],
  ['maxpool 2 p2', 'layers.poolPadding', { padding: 2, most: 1 }],
  ['maxpool 8, maxpool 5', 'layers.window', { number: 2, kernel: 5, side: 4, room: 4 }],
  ['flatten, conv 5 k3', 'layers.needImage', { number: 2, shape: '3072' }],
  ['conv 5 k5, linear 10', 'layers.flatten', { number: 2, shape: '5×28×28', size: 3920 }],
  ['flatten, linear 100 10', 'layers.inputs', { said: 100, found: 3072 }],
  ['conv 5 k5, linear 28 10', 'layers.inputs', { number: 2, said: 28, found: 3920 }],
  ['dropout 1', 'layers.dropout', { rate: 1 }],
  ['attention h2', 'layers.needTokens', { shape: '3×32×32' }],
  ['flatten, attention h2', 'layers.needSequence', { shape: '3072' }],
  ['tokens, attention h2', 'layers.heads', { heads: 2, width: 3 }],
  ['tokens, batchnorm', 'layers.batchNormTokens', {}],
  ['tokens, unembed', 'layers.unembed', { number: 2 }],
  ['relu, embedding 10 8', 'layers.embeddingFirst', { number: 2 }],
  ['embedding 10 8', 'layers.embeddingInput', { shape: '3×32×32' }],
  ['conv 1000000 k1000 p1000, conv 1000000 k1000 p1000', 'layers.tooLarge', { number: 1 }],
])('%s: %s', (layers, key, values) => {
  const fault = faultOf(layers);
  expect(fault.key).toBe(key);
  expect(fault.values).toMatchObject(values);
});

test('whatever is typed gives shapes that are whole and positive, or an error with words', () => {
  const word = fc.constantFrom('conv', 'maxpool', 'linear', 'flatten', 'relu', 'gap', 'block', 'tokens', 'embedding', 'mean', '3', '16', '1.5', 'k3', 's2', 'p1', 'h4', 'same', ',', ',', '2x');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), fc.constantFrom([3, 32, 32], [64], [5, 16]), (words, input) => {
      try {
        for (const { output, parameters, multiplyAdds, kept } of inferArchitecture(words.join(' '), input).layers) {
          for (const value of [...output, parameters, multiplyAdds, kept]) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
          expect(Math.min(...output)).toBeGreaterThan(0);
        }
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        expect(error.key).toMatch(/^layers\./);
      }
    }),
    { numRuns: 500 },
  );
});
