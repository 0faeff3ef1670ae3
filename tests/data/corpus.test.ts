import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { corpusOf, loadCorpus, packCorpus, SENTENCE, UNKNOWN, unpackCorpus } from '../../src/data/corpus.js';
import { readPacked } from '../../src/data/packed.js';
import { provenance } from '../../src/data/provenance.js';

describe('the shipped corpus', () => {
  const corpus = loadCorpus();

  test('is the file its provenance describes', () => {
    const bytes = readPacked('corpus');
    expect(provenance('corpus')).toMatchObject({ name: 'corpus', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  });

  test('has 3,000 different words, the commonest first, each at least 6 times', () => {
    expect(new Set(corpus.vocabulary).size).toBe(3000);
    expect(corpus.vocabulary.slice(0, 5)).toEqual(['the', 'and', 'to', 'of', 'we']);
    expect(corpus.counts.every((count, i) => i === 0 || count <= corpus.counts[i - 1])).toBe(true);
    expect(corpus.counts[2999]).toBe(6);
  });

  test('has 37 addresses with 204,933 known words; fewer than one in twelve is unknown', () => {
    expect(corpus.documents.length).toBe(37);
    const known = corpus.counts.reduce((sum, count) => sum + count, 0);
    const unknown = corpus.documents.reduce((sum, document) => sum + document.filter((id) => id === UNKNOWN).length, 0);
    expect(known).toBe(204933);
    expect(unknown / (known + unknown)).toBeLessThan(1 / 12);
  });

  test('reads as it was spoken', () => {
    const last = corpus.documents[36];
    const words = [...last].map((id) => (id === SENTENCE ? '.' : id === UNKNOWN ? '?' : corpus.vocabulary[id])).join(' ');
    expect(words).toMatch(/^thank you/);
    expect(words).toContain('the american rescue plan');
  });
});

describe('corpusOf', () => {
  const corpus = corpusOf(['The cat sat. The dog sat!', 'A cat?'], { words: 3 });

  test('keeps the commonest words, ties in order of appearance', () => {
    expect(corpus.vocabulary).toEqual(['the', 'cat', 'sat']);
    expect([...corpus.counts]).toEqual([2, 2, 2]);
    expect(corpus.documents.map((document) => [...document])).toEqual([
      [0, 1, 2, SENTENCE, 0, UNKNOWN, 2, SENTENCE],
      [UNKNOWN, 1, SENTENCE],
    ]);
  });

  test('can leave rare words out', () => {
    expect(corpusOf(['a b a'], { words: 9, minCount: 2 }).vocabulary).toEqual(['a']);
  });

  test('packing and unpacking give the same corpus, also for ids of two bytes and more than 255 words', () => {
    const many = corpusOf([Array.from({ length: 9000 }, (_, i) => `w${i}`).join(' '), 'w0 w8999. x'], { words: 9000 });
    expect(unpackCorpus(packCorpus(many))).toEqual(many);
    expect(unpackCorpus(packCorpus(corpus))).toEqual(corpus);
  });
});
