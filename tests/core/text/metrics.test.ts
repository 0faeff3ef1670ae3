import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as text from '../../../src/core/text/index.js';

interface Pair {
  candidate: string;
  references: string[];
  tokens: string[];
}
type Scores = { corpus: Record<text.BleuSmoothing, text.Bleu>; sentences: Record<text.BleuSmoothing, Record<'True' | 'False', text.Bleu>>[] };
const reference = JSON.parse(readFileSync(new URL('../../fixtures/text-metrics.json', import.meta.url), 'utf8')) as {
  pairs: Pair[];
  chinesePairs: Pair[];
  english: Scores;
  chinese: Scores;
  nltk: { corpus: number; bigrams: number } & Record<'method1' | 'method2' | 'method3', number[]>;
  edits: [string, string, number][];
};
const smoothings = ['none', 'floor', 'add-one', 'exp'] as const;
const candidatesOf = (pairs: Pair[]) => pairs.map(({ candidate }) => text.bleuTokens(candidate));
const referencesOf = (pairs: Pair[]) => pairs.map(({ references }) => references.map(text.bleuTokens));

function same(found: text.Bleu, expected: text.Bleu, counts: boolean): void {
  if (counts) expect(found.matches).toEqual(expected.matches);
  if (counts) expect(found.totals).toEqual(expected.totals);
  expect([found.candidateLength, found.referenceLength]).toEqual([expected.candidateLength, expected.referenceLength]);
  expect(found.brevityPenalty).toBeCloseTo(expected.brevityPenalty, 13);
  expect(found.score).toBeCloseTo(expected.score, 12);
}

describe.each([['English, 13a', reference.pairs, reference.english], ['Chinese, by character', reference.chinesePairs, reference.chinese]] as const)('BLEU as sacrebleu: %s', (_, pairs, expected) => {
  test('tokens', () => {
    for (const { candidate, tokens } of pairs) expect(text.bleuTokens(candidate)).toEqual(tokens);
  });
  test.each(smoothings)('corpus and sentences, smoothing %s', (smoothing) => {
    const corpus = text.bleu(candidatesOf([...pairs]), referencesOf([...pairs]), { smoothing });
    same(corpus, expected.corpus[smoothing], smoothing !== 'add-one'); // there the added ones are reported as counts
    corpus.precisions.forEach((p, n) => expect(p).toBeCloseTo(expected.corpus[smoothing].precisions[n], 12));
    pairs.forEach(({ candidate, references }, i) => {
      for (const effectiveOrder of [false, true]) {
        const found = text.sentenceBleu(text.bleuTokens(candidate), references.map(text.bleuTokens), { smoothing, effectiveOrder });
        same(found, expected.sentences[i][smoothing][effectiveOrder ? 'True' : 'False'], smoothing !== 'add-one');
      }
    });
  });
});

describe('BLEU as NLTK', () => {
  const { nltk, pairs } = reference;
  test('corpus, to 4-grams and to bigrams', () => {
    const long = pairs.filter(({ tokens }) => tokens.length >= 4); // shorter ones NLTK counts with one n-gram all the same
    expect(text.bleu(candidatesOf(long), referencesOf(long)).score).toBeCloseTo(nltk.corpus, 12);
    expect(text.bleu(candidatesOf(long), referencesOf(long), { maxOrder: 2 }).score).toBeCloseTo(nltk.bigrams, 12);
  });
  test.each([['floor', 'method1'], ['add-one', 'method2'], ['exp', 'method3']] as const)('%s is its %s', (smoothing, method) => {
    nltk[method].forEach((score, i) => expect(text.sentenceBleu(candidatesOf(pairs)[i], referencesOf(pairs)[i], { smoothing }).score).toBeCloseTo(score, 12));
  });
});

describe('BLEU by hand', () => {
  test("the paper's example: clipped unigram precision of the the the ... is 2 / 7", () => {
    const { candidate, references } = reference.pairs[1];
    const lower = references.map((sentence) => text.bleuTokens(sentence.toLowerCase().replace('.', '')));
    const { precisions, matches } = text.sentenceBleu(text.bleuTokens(candidate), lower, { maxOrder: 1 });
    expect([precisions[0], matches[0]]).toEqual([2 / 7, 2]);
  });
  test('a perfect candidate scores 1; a short one pays exp(1 - r / c); of equally close references the shorter counts', () => {
    const sentence = 'a b c d e f g h'.split(' ');
    expect(text.sentenceBleu(sentence, [sentence]).score).toBeCloseTo(1, 15);
    expect(text.sentenceBleu(sentence.slice(0, 4), [sentence]).score).toBeCloseTo(Math.exp(-1), 14);
    expect(text.sentenceBleu(['a', 'b', 'c'], [['a', 'b', 'c', 'd'], ['a', 'b']], { maxOrder: 1 }).referenceLength).toBe(2);
  });
  test('empty candidates score 0, missing references are named', () => {
    expect(text.sentenceBleu([], [['a']]).score).toBe(0);
    expect(() => text.bleu([['a']], [[]])).toThrow('candidate 0 has no reference');
    expect(() => text.bleu([['a'], ['b']], [[['a']]])).toThrow('2 candidates, 1 lists');
    expect(() => text.bleu([], [])).toThrow('no sentences');
  });
});

describe('ROUGE', () => {
  const score = (n: 1 | 2 | 'L', candidate: string, ...references: string[]) => {
    const [own, others] = [text.rougeTokens(candidate), references.map(text.rougeTokens)];
    return n === 'L' ? text.rougeL(own, others) : text.rougeN(own, others, n);
  };
  const [target, prediction] = ['The quick brown fox jumps over the lazy dog', 'The quick brown dog jumps on the log.'];
  test("one pair by hand: 6 of 8 and 9 words, 2 of 7 and 8 bigrams, a common subsequence of 5", () => {
    expect(score(1, prediction, target)).toEqual({ precision: 6 / 8, recall: 6 / 9, f1: expect.closeTo(12 / 17, 14) as number });
    expect(score(2, prediction, target)).toEqual({ precision: 2 / 7, recall: 2 / 8, f1: expect.closeTo(4 / 15, 14) as number });
    expect(score('L', prediction, target)).toEqual({ precision: 5 / 8, recall: 5 / 9, f1: expect.closeTo(10 / 17, 14) as number });
  });
  test("Lin's example: ROUGE-L of `police kill the gunman` is 3/4, of `the gunman kill police` 2/4", () => {
    expect(score('L', 'police kill the gunman', 'police killed the gunman').f1).toBeCloseTo(3 / 4, 14);
    expect(score('L', 'the gunman kill police', 'police killed the gunman').f1).toBeCloseTo(2 / 4, 14);
    expect(score(2, 'police kill the gunman', 'police killed the gunman')).toEqual(score(2, 'the gunman kill police', 'police killed the gunman'));
  });
  test('case and punctuation do not count; Chinese counts by the character; the best reference counts', () => {
    expect(score(1, 'DOG, dog!', 'dog dog').f1).toBe(1);
    expect(score(2, '模型很好', '模型很差')).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: expect.closeTo(2 / 3, 14) as number });
    expect(score(1, 'a b', 'x y', 'a z', 'a b c').f1).toBeCloseTo(0.8, 14);
    expect(text.rougeTokens('用 GPT-2 生成')).toEqual(['用', 'gpt', '2', '生', '成']);
  });
  test('nothing in common, nothing at all', () => {
    expect(score('L', 'a', 'b')).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(score(2, 'a', 'b c')).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(() => text.rougeN(['a'], [], 1)).toThrow('no reference');
    expect(() => text.rougeN(['a'], [['a']], 0)).toThrow('n must be an integer of at least 1');
  });
});

const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });

test('scores lie in 0 to 1; precision and recall change places with the texts; the common subsequence is that of the edits', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      for (const smoothing of smoothings) {
        const { score } = text.sentenceBleu(a, [b], { smoothing });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-12);
      }
      const [there, back] = [text.rougeL(a, [b]), text.rougeL(b, [a])];
      expect([there.precision, there.recall]).toEqual([back.recall, back.precision]);
      const common = text.longestCommonSubsequence(a, b);
      expect(text.editDistance(a, b)).toBeLessThanOrEqual(a.length + b.length - 2 * common);
      expect(text.editDistance(a, b)).toBeGreaterThanOrEqual(Math.max(a.length, b.length) - common);
    }),
  );
});

test.each(reference.edits)('edit distance of %j and %j', (a, b, expected) => expect(text.editDistance([...a], [...b])).toBe(expected));

test('perplexity of equally likely tokens is their number; a token ruled out makes it infinite', () => {
  expect(text.perplexity(Array.from({ length: 7 }, () => -Math.log(50)))).toBeCloseTo(50, 10);
  expect(text.perplexity([0, -Infinity])).toBe(Infinity);
  expect(() => text.perplexity([])).toThrow('no tokens');
  expect(() => text.perplexity([-1, 0.5])).toThrow('logProbabilities[1] is 0.5');
});

test('n-grams in order; none of a text that is too short', () => {
  expect(text.ngrams(['a', 'b', 'c'], 2)).toEqual([['a', 'b'], ['b', 'c']]);
  expect(text.ngrams(['a'], 2)).toEqual([]);
  expect([...text.ngramCounts(['a', 'b', 'a', 'b'], 2).values()]).toEqual([2, 1]);
});
