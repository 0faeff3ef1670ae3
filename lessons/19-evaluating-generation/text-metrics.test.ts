/** The level's simulation: figures worked by hand, agreement with the model's own score, what each edit does, errors. */
import { describe, expect, test } from 'vitest';
import { Random, text } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import { heldOutText } from '../../src/data/held-out-text.js';
import { metricsOf } from '../../tests/support/runs.js';
import { drawBench } from './edits.js';
import { fooled, MEASURES, overlap } from './judge.js';
import { perplexity, Reader } from './reader.js';
import { textMetrics } from './text-metrics.js';

const plain = { smoothing: 'none' } as const;

describe('the figures on the cards', () => {
  test('BLEU of the cat', () => {
    const { bleu } = overlap('the cat sat on the mat', ['the cat sat on a mat'], plain);
    expect(bleu.matches).toEqual([5, 3, 2, 1]);
    expect(bleu.totals).toEqual([6, 5, 4, 3]);
    expect(bleu.brevityPenalty).toBe(1);
    expect(bleu.score).toBeCloseTo(0.537, 3);
  });
  test('clipping', () => {
    const found = overlap('the the the the', ['the cat is on the mat'], plain);
    expect(found.unclipped).toBe(1);
    expect(found.bleu.precisions[0]).toBe(0.5);
  });
  test('ROUGE of the bill', () => {
    const { rouge1, rouge2, rougeL } = overlap('the bill lowers taxes', ['the bill lowers taxes for families'], plain);
    expect([rouge1.precision, rouge1.recall, rouge1.f1].map((x) => x.toFixed(2))).toEqual(['1.00', '0.67', '0.80']);
    expect([rouge2.precision, rouge2.recall, rouge2.f1].map((x) => x.toFixed(2))).toEqual(['1.00', '0.60', '0.75']);
    expect(rougeL).toEqual(rouge1);
  });
  test('the questions of the quiz', () => {
    expect(text.perplexity([1 / 2, 1 / 4, 1 / 8].map(Math.log))).toBeCloseTo(4, 12);
    expect(overlap('we we we will win', ['we know we can'], plain).bleu.precisions[0]).toBe(0.4);
    expect(text.sentenceBleu(Array<string>(10).fill('a'), [Array<string>(15).fill('a')]).brevityPenalty).toBeCloseTo(0.607, 3);
  });
});

describe.each(['en', 'zh'] as const)('the reader, %s', (language) => {
  test('perplexity is that of the model token by token, also beside other texts', () => {
    const reader = new Reader(language);
    const texts = heldOutText(language).slice(3, 6);
    reader.read(texts).forEach((reading, i) => expect(perplexity(reading) / loadGpt(language).score(texts[i]).perplexity).toBeCloseTo(1, 3));
    reader.dispose();
  });
  test('a text matches itself with 1, unrelated ones with about 0; a text longer than the context is read whole', () => {
    const reader = new Reader(language);
    const [one, other] = reader.read(heldOutText(language).slice(60, 62));
    expect(reader.score(one, [one]).f1).toBeCloseTo(1, 5);
    expect(Math.abs(reader.score(one, [other]).f1)).toBeLessThan(0.35);
    expect(reader.score(one, [other, one]).best).toBe(1);
    const long = heldOutText(language).slice(0, 6).join(' ');
    const [reading] = reader.read([long]);
    expect(reading.tokens.join('')).toHaveLength(loadGpt(language).tokenizer.decode(loadGpt(language).promptTokens(long).slice(1)).length);
    expect(reading.vectors).toHaveLength(reading.tokens.length * loadGpt(language).config.width);
    reader.dispose();
  });
  test('every edit does what its name says', () => {
    for (const { original, edited } of drawBench(language, 40, new Random(2))) {
      const words = (sentence: string): string[] => text.rougeTokens(sentence);
      expect(edited.synonyms).not.toBe(original);
      expect(words(edited.synonyms)).toHaveLength(words(original).length);
      expect([...words(edited.shuffled)].sort()).toEqual([...words(original)].sort());
      expect(text.editDistance(words(edited.opposite), words(original))).toBe(1);
      expect(original.startsWith(edited.half)).toBe(true);
      expect(edited.padded.startsWith(original)).toBe(true);
      expect(new Set(words(edited.looped)).size).toBeLessThanOrEqual(6);
      expect(edited.other).not.toBe(original);
    }
  });
});

test('what counts as fooled follows from what the learner says of the meaning', () => {
  const judged = { values: { BLEU: 0.2, ROUGE1: 0.9, ROUGEL: 0.9, BERTScore: 0.9, PPL: 40 }, referencePerplexity: 30 };
  expect(fooled('same', judged)).toEqual(['BLEU']);
  expect(fooled('changed', judged)).toEqual(MEASURES.filter((measure) => measure !== 'BLEU'));
  expect(fooled('unsaid', judged)).toEqual([]);
});

test('a second reference can only help the overlaps', async () => {
  const candidate = 'The administration should help working families.';
  const one = await metricsOf(textMetrics, { candidate, reference: ['The government must aid families that work.'], sentences: 5 }, 1);
  const two = await metricsOf(textMetrics, { candidate, reference: ['The government must aid families that work.', 'The state should help working families.'], sentences: 5 }, 1);
  for (const name of ['bleu1', 'rouge1.f1', 'rougeL.f1', 'bertscore.f1']) expect(two[name]).toBeGreaterThan(one[name]);
});

test.each([
  [{ candidate: '  ' }, 'textMetrics.noCandidate'],
  [{ reference: [] }, 'textMetrics.noReference'],
  [{ reference: ['a', ' '] }, 'textMetrics.noReference'],
])('%j is refused', async (params, key) => {
  await expect(metricsOf(textMetrics, params, 1)).rejects.toMatchObject({ key });
});
