import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeTensors, dequantize, encodeTensors, quantize, quantizeRows, LanguageModel } from '../../../src/core/gpt/index.js';
import { BpeTokenizer, CharacterTokenizer } from '../../../src/core/text/index.js';
import { Random } from '../../../src/core/random/index.js';
import { fixture } from './fixture.js';

/** Without subnormal numbers, whose scale float32 cannot hold. */
const float32 = fc.float({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 }).map((x) => (Math.abs(x) < 1e-30 ? 0 : x));

describe('safetensors', () => {
  test('tensors and metadata come back as they were', () => {
    fc.assert(fc.property(fc.array(float32), fc.array(fc.integer({ min: -128, max: 127 })), fc.string(), (floats, bytes, text) => {
      const file = {
        tensors: {
          b: { dtype: 'I8' as const, shape: [1, bytes.length], data: Int8Array.from(bytes) },
          a: { dtype: 'F32' as const, shape: [floats.length], data: Float32Array.from(floats) },
        },
        metadata: { text },
      };
      expect(decodeTensors(encodeTensors(file))).toEqual(file);
    }));
  });

  test('the layout is the published one: header length, JSON, data', () => {
    const bytes = encodeTensors({ tensors: { w: { dtype: 'F32', shape: [2], data: Float32Array.of(1, -2) } }, metadata: {} });
    const length = bytes[0] + 256 * bytes[1];
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({ __metadata__: {}, w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } });
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
    expect(length % 8).toBe(0);
  });

  test('a file that is cut short is refused', () => {
    const bytes = encodeTensors({ tensors: { w: { dtype: 'F32', shape: [2], data: Float32Array.of(1, -2) } }, metadata: {} });
    for (const length of [0, 7, 12, bytes.length - 1]) expect(() => decodeTensors(bytes.subarray(0, length))).toThrow(/cut short/);
  });
});

describe('quantized weights', () => {
  test('each weight is within half a step of its row, and the largest is kept', () => {
    fc.assert(fc.property(fc.array(float32, { minLength: 4, maxLength: 4 }), fc.array(float32, { minLength: 4, maxLength: 4 }), (first, second) => {
      const data = Float32Array.from([...first, ...second]);
      const { values, scales } = quantizeRows(data, 2);
      data.forEach((weight, i) => {
        const scale = scales[Math.floor(i / 4)];
        expect(Math.abs(values[i] * scale - weight)).toBeLessThanOrEqual(scale * 0.5 * 1.0001);
      });
      [first, second].forEach((row, r) => {
        if (scales[r] > 0) expect(Math.max(...values.subarray(4 * r, 4 * r + 4).map(Math.abs))).toBe(127);
        else expect(row.every((x) => x === 0)).toBe(true);
      });
    }));
  });

  test('fewer bits, fewer levels; other bits are refused', () => {
    const { values, scales } = quantizeRows(Float32Array.of(31, -15.4, 15.6, 0.4), 1, 6);
    expect([...values]).toEqual([31, -15, 16, 0]);
    expect([...scales]).toEqual([1]);
    expect([...quantizeRows(Float32Array.of(1, -0.4, 0.6), 1, 2).values]).toEqual([1, 0, 1]);
    for (const bits of [1, 9, 4.5]) expect(() => quantizeRows(Float32Array.of(1), 1, bits)).toThrow(/2 to 8/);
  });

  test('one large row does not coarsen the others', () => {
    const { values } = quantizeRows(Float32Array.of(1000, 600, 0.01, -0.006), 2);
    expect([...values]).toEqual([127, 76, 127, -76]);
  });

  test('vectors are untouched and names and shapes stay', () => {
    const restored = dequantize(quantize(fixture.weights));
    expect(Object.keys(restored).sort()).toEqual(Object.keys(fixture.weights).sort());
    for (const [name, { shape, data }] of Object.entries(fixture.weights)) {
      expect(restored[name].shape).toEqual(shape);
      if (shape.length === 1) expect(restored[name].data).toEqual(data);
      else expect(restored[name].data).not.toEqual(data);
    }
  });
});

describe('LanguageModel', () => {
  const config = fixture.config;
  const letters = new CharacterTokenizer([...'春夏秋冬风花雪月。']);
  const model = LanguageModel.fromBytes(LanguageModel.toBytes(config, fixture.weights, letters));

  test('comes back from its bytes with the same tokenizer and the int8 weights', () => {
    expect(model.tokenizer.encode('春月？')).toEqual(letters.encode('春月？'));
    expect(model.config).toEqual(config);
    expect(model.weights).toEqual(dequantize(quantize(fixture.weights)));
    const bpe = BpeTokenizer.train(['aaab aaab'], 259);
    const small = { ...config, vocabularySize: 259 };
    const weights = { ...fixture.weights, 'tokenEmbedding.weight': { shape: [259, 8], data: new Float32Array(259 * 8).fill(0.1) } };
    expect(LanguageModel.fromBytes(LanguageModel.toBytes(small, weights, bpe)).tokenizer.encode('aaab')).toEqual(bpe.encode('aaab'));
  });

  test('score is the mean of the log-probabilities of the tokens in turn', () => {
    const { tokens, logProbabilities, perplexity } = model.score(' 春风 ');
    expect(tokens).toEqual([2, 6]);
    const first = model.decoder.start([0]).logits;
    const normaliser = Math.log(first.reduce((sum, x) => sum + Math.exp(x), 0));
    expect(logProbabilities[0]).toBeCloseTo(first[2] - normaliser, 6);
    expect(perplexity).toBeCloseTo(Math.exp(-(logProbabilities[0] + logProbabilities[1]) / 2), 10);
    expect(() => model.score(' ')).toThrow(/some words/);
  });

  test('generation repeats with the seed, respects the cuts and never draws the unknown character', () => {
    const run = (seed: number, topK = 0) => [...model.generate('春', new Random(seed), { tokens: 40, topK, temperature: 3 })];
    expect(run(1).map((step) => step.token)).toEqual(run(1).map((step) => step.token));
    expect(run(1).map((step) => step.token)).not.toEqual(run(2).map((step) => step.token));
    for (const { token, stages } of run(3, 2)) {
      expect(stages.topK.support).toBe(2);
      expect(stages.topP.probabilities[token]).toBeGreaterThan(0);
      expect(token).not.toBe(letters.unknown);
    }
  });

  test('stopAtEnd ends with endOfText', () => {
    const tokens = [...model.generate('', new Random(4), { tokens: 500, temperature: 5, stopAtEnd: true })].map((step) => step.token);
    expect(tokens.indexOf(letters.endOfText)).toBe(tokens.length - 1);
  });

  test('a tokenizer of another size is refused', () => {
    expect(() => new LanguageModel(config, fixture.weights, new CharacterTokenizer(['春']))).toThrow(/3 tokens, the model 11/);
  });
});
