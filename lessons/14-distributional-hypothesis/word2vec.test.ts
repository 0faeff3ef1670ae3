/** What the cards state as numbers, the learner's own text, and every refusal by name. */
import { describe, expect, test } from 'vitest';
import { Random, tensor, text } from '../../src/core/index.js';
import { corpusOf, loadCorpus } from '../../src/data/corpus.js';
import type { LearnerData } from '../../src/data/learner/table.js';
import { UserError, type Frame, type ParamValues } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { WordMap } from './map.js';
import { Objectives } from './objectives.js';
import { readSource } from './source.js';
import { word2vec } from './word2vec.js';
import { Yardstick } from './yardstick.js';

const run = (params: ParamValues, data?: LearnerData, seed = 1) => runToEnd(word2vec, params, seed, data);

function fault(params: ParamValues, data?: LearnerData): string {
  try {
    run(params, data);
  } catch (error) {
    if (error instanceof UserError) return error.key;
    throw error;
  }
  throw new Error('expected a UserError');
}

/** The table of neighbours of a finished run, as texts. */
function neighboursOf(frame: Frame): (string | number | null)[][] {
  const panel = frame.panels.find(({ id }) => id === 'neighbours');
  if (panel?.kind !== 'table') throw new Error('no table of neighbours');
  return panel.rows.map(({ cells }) => cells.map((cell) => (cell === null || typeof cell !== 'object' ? cell : 'raw' in cell ? cell.raw : cell.key)));
}

/** Two subjects that never meet, 6,000 words. */
function ownText(): LearnerData {
  const random = new Random(5);
  const subjects = [['ship', 'sail', 'captain', 'harbour', 'storm'], ['bread', 'flour', 'oven', 'baker', 'dough']];
  const sentence = (i: number) => `${Array.from({ length: 6 }, () => random.choice(subjects[i % 2])).join(' ')} ${['the', 'a', 'of', 'to'][random.integer(4)]}.`;
  const fillers = Array.from({ length: 30 }, (_, i) => {
    const word = 'xyz'[i % 3] + 'abcdefghij'[i % 10];
    return `${word} ${word} ${word}`;
  }).join(' ');
  return { kind: 'text', name: 'mine.txt', text: `${Array.from({ length: 900 }, (_, i) => sentence(Math.floor(i / 3))).join(' ')} ${fillers}` };
}

describe('the cards', () => {
  test('37 addresses, about 205,000 words; "the" is 5.2 % of them and kept with 0.16, "nuclear" appears 131 times and stays', () => {
    const { vocabulary, counts, documents } = loadCorpus();
    const total = counts.reduce((sum, count) => sum + count, 0);
    const keep = text.keepProbabilities(counts, 0.001);
    expect([documents.length, Math.round(total / 1000)]).toEqual([37, 205]);
    expect(counts[0] / total).toBeCloseTo(0.052, 3);
    expect(keep[0]).toBeCloseTo(0.16, 2);
    expect([counts[vocabulary.indexOf('nuclear')], keep[vocabulary.indexOf('nuclear')]]).toEqual([131, 1]);
  });

  test('before training the loss is 6 log 2 = 4.16; ten lists, which chance meets in 0.3 %', () => {
    const yardstick = new Yardstick(loadCorpus().vocabulary);
    expect(6 * Math.log(2)).toBeCloseTo(4.16, 2);
    expect(yardstick.groups.length).toBe(10);
    expect(yardstick.chance).toBeCloseTo(0.003, 3);
    const model = new text.Word2Vec(loadCorpus().counts, { dimension: 8, random: new Random(1) });
    const [first] = model.train(loadCorpus().documents, { mode: 'cbow', window: 5, shrink: true, negatives: 5, subsample: 0, epochs: 1, learningRate: 1e-6, random: new Random(1) });
    expect(first.loss).toBeCloseTo(4.16, 2);
  });

  test('skip-gram asks about six times as often as CBOW with the default window', () => {
    const asked = (mode: string) => run({ mode, epochs: 1, objectives: false }).metrics.examples;
    expect(asked('skip-gram') / asked('cbow')).toBeCloseTo(6, 0);
  });
});

describe('the yardstick', () => {
  const words = 'oil gas coal energy june may march april republicans democrats other'.split(' ');
  const yardstick = new Yardstick(words);
  const table = (near: (word: string) => number[]) => tensor(words.map(near));

  test('counts neighbours of the own list; all of them right is 1, none is 0', () => {
    const apart = table((word) => [...'ogce'].includes(word[0]) && word !== 'other' ? [1, 0, words.indexOf(word) / 100] : 'june may march april'.includes(word) ? [0, 1, words.indexOf(word) / 100] : [0, 0, 1]);
    expect(yardstick.sense(apart)).toMatchObject({ all: 1, kinds: 1, topics: 1 });
    expect(yardstick.chance).toBeCloseTo((3 * (5 / 3)) / 10, 12);
  });

  test('gives the place of the opposite in the order of closeness', () => {
    const rank = (democrats: number[]) => yardstick.oppositesRank(table((word) => (word === 'republicans' ? [1, 0] : word === 'democrats' ? democrats : [0.5, 0.5])));
    expect(rank([1, 0])).toBe(1);
    expect(rank([-1, 0])).toBe(10);
  });

  test('does not judge a text that has no such words', () => {
    expect(new Yardstick(['ship', 'sail', 'bread']).usable).toBe(false);
  });
});

describe('other texts', () => {
  test('shuffling keeps every count, and moves the words', () => {
    const params = { words: 'peace', textShare: 1, shuffled: true };
    const shuffled = readSource(params, undefined, new Random(1));
    expect(shuffled.counts).toEqual(loadCorpus().counts);
    expect(shuffled.documents[0].slice(0, 20)).not.toEqual(loadCorpus().documents[0].filter((id) => id >= 0).slice(0, 20));
  });

  test('a share of the text is the beginning of every document', () => {
    const half = readSource({ words: 'peace', textShare: 0.5, shuffled: false }, undefined, new Random(1));
    half.documents.forEach((document, i) => expect(document).toEqual(loadCorpus().documents[i].subarray(0, document.length)));
    expect(half.length / 204_933).toBeCloseTo(0.5, 1);
  });

  test('an own text: its subjects part, its common words are watched where it has none of the typed ones', () => {
    const { metrics, frame } = run({ epochs: 10, dimension: 16 }, ownText());
    expect(metrics.neighbourPrecision).toBeUndefined();
    expect(metrics.textLength).toBe(6390);
    expect(metrics.loss).toBeLessThan(3.5);
    expect(neighboursOf(frame).length).toBeGreaterThan(3);
    const typed = neighboursOf(run({ words: 'ship, oven, nowhere', epochs: 10, dimension: 16, subsample: 0, window: 3, learningRate: 0.1, objectives: false }, ownText()).frame);
    const nearest = (row: number) => String(typed[row][2]).split(', ').slice(0, 4).sort();
    expect(typed.map(([word]) => word)).toEqual(['ship', 'oven', 'nowhere']);
    expect(nearest(0)).toEqual(['captain', 'harbour', 'sail', 'storm']);
    expect(nearest(1)).toEqual(['baker', 'bread', 'dough', 'flour']);
    expect(typed[2]).toEqual(['nowhere', null, 'cell.unknown']);
  });

  test('Chinese is read character by character', () => {
    const data: LearnerData = { kind: 'text', name: '诗.txt', text: '春风花草香，燕子双飞去。秋月照空山，孤舟听夜雨。'.repeat(60) };
    expect(neighboursOf(run({ words: '春,月', epochs: 3, dimension: 8, objectives: false }, data).frame).map(([word]) => word)).toEqual(['春', '月']);
  });

  test('what cannot be used is refused by name', () => {
    const words = (text: string): LearnerData => ({ kind: 'text', name: 'mine.txt', text });
    expect(fault({ words: ' , . ' })).toBe('word2vec.noWords');
    expect(fault({}, words('far too short'))).toBe('word2vec.shortText');
    expect(fault({}, words(Array.from({ length: 400 }, (_, i) => `w${i}`).join(' ')))).toBe('word2vec.fewWords');
    expect(fault({ mode: 'cbow', learningRate: 0.3, window: 10, objectives: false })).toBe('word2vec.diverged');
  });
});

test('the map keeps its points where they were when vectors turn around', () => {
  const random = new Random(2);
  const values = new Float32Array(8 * 6);
  random.fillNormal(values);
  const map = new WordMap([{ name: 'common', ids: [0, 1, 2, 3, 4, 5, 6, 7] }]);
  const [first] = map.draw(tensor(values, [8, 6])).groups;
  const [again] = map.draw(tensor(values.map((value) => -value), [8, 6])).groups;
  first.points.forEach(({ x, y }, i) => {
    expect(again.points[i].x).toBeCloseTo(x, 9);
    expect(again.points[i].y).toBeCloseTo(y, 9);
  });
});

test('the blanks are of text that was not trained on, and their guesses are probabilities in order', () => {
  const corpus = corpusOf([Array.from({ length: 400 }, (_, i) => `${'abcdefg'[i % 7]} ${'hijkl'[i % 5]} ${'mno'[i % 3]}`).join(' ')], { words: 50 });
  const source = { vocabulary: corpus.vocabulary, counts: corpus.counts, documents: corpus.documents, watched: [], length: 1200 };
  const objectives = new Objectives(source, 16, new Random(1));
  const progress = [...objectives.train()];
  expect(progress[progress.length - 1]).toBe(1);
  const judging = objectives.judge();
  let judged = judging.next();
  while (!judged.done) judged = judging.next();
  const { perplexity, blanks } = judged.value;
  // The order is fixed, so that both sides or the words before give the answer away; counts do not.
  expect(perplexity.unigram).toBeGreaterThan(10);
  expect(perplexity.masked).toBeLessThan(perplexity.unigram / 1.5);
  expect(perplexity.next).toBeLessThan(perplexity.unigram / 1.5);
  for (const { guesses } of blanks) {
    for (const list of [guesses.masked, guesses.next]) {
      expect(list.map(({ probability }) => probability)).toEqual(list.map(({ probability }) => probability).sort((a, b) => b - a));
      expect(list.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1);
    }
  }
});
