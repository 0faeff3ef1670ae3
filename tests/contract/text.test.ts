/**
 * Trial of the contract on a subject of another level: augmenting the learner's own sentence by random deletion and random swap
 * (Wei and Zou 2019, EDA). Needs a text parameter with another default in Chinese, text as data, and tokens with emphasis.
 */
import { describe, expect, test } from 'vitest';
import type { Random } from '../../src/core/index.js';
import {
  choice,
  defaultParams,
  defineSimulation,
  integer,
  message,
  raw,
  real,
  table,
  text,
  tokens,
  UserError,
  type Frame,
  type Token,
} from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { expectDrawn } from '../support/drawn.js';

/** Words with the space before them; Chinese falls into single characters. */
function wordsOf(sentence: string): string[] {
  return sentence.match(/\s*(?:\p{Script=Han}|[^\s\p{Script=Han}]+)/gu) ?? [];
}

interface Variant {
  readonly words: readonly string[];
  readonly tokens: readonly Token[];
  readonly changed: number;
}

/** Each word goes with probability `rate`; one at least stays. */
function deletion(words: readonly string[], rate: number, random: Random): Variant {
  const gone = words.map(() => random.bernoulli(rate));
  if (gone.every(Boolean)) gone[random.integer(words.length)] = false;
  return {
    words: words.filter((_, i) => !gone[i]),
    tokens: words.map((word, i) => ({ text: word, emphasis: gone[i] ? 'bad' : 'none' })),
    changed: gone.filter(Boolean).length,
  };
}

/** A share `rate` of the words changes places, two at a time. */
function swap(words: readonly string[], rate: number, random: Random): Variant {
  const order = words.map((_, i) => i);
  for (let pair = 0; pair < Math.round((words.length * rate) / 2); pair++) {
    const [a, b] = random.sampleWithoutReplacement(words.length, 2);
    [order[a], order[b]] = [order[b], order[a]];
  }
  return {
    words: order.map((i) => words[i]),
    tokens: order.map((from, to) => ({ text: words[from], emphasis: from === to ? 'none' : 'good' })),
    changed: order.filter((from, to) => from !== to).length,
  };
}

const OPERATIONS = { deletion, swap } as const;

const augmentation = defineSimulation({
  id: 'trial-augmentation',
  version: 1,
  params: {
    sentence: text({ maxLength: 300, default: 'a sad and lonely man walked home in the rain', defaultIn: { zh: '一个孤独的人在雨中走回家' } }),
    operation: choice(['deletion', 'swap']),
    rate: real({ min: 0, max: 0.5, step: 0.05, default: 0.2, format: 'percent' }),
    variants: integer({ min: 1, max: 20, default: 4 }),
  },
  metrics: { words: { format: 'integer' }, changedShare: { format: 'percent' } },
  data: { kind: 'text' },
  check({ sentence }, data) {
    if (wordsOf(data?.kind === 'text' ? data.text : sentence).length < 2) throw new UserError('text.short', { min: 2 });
  },
  *run({ params, random, data }) {
    const words = wordsOf(data?.kind === 'text' ? data.text : params.sentence);
    const made: Variant[] = [];
    for (let i = 0; i < params.variants; i++) {
      made.push(OPERATIONS[params.operation](words, params.rate, random.split(i)));
      const changed = made.reduce((sum, variant) => sum + variant.changed, 0);
      yield {
        progress: (i + 1) / params.variants,
        note: message('note.variant', { done: i + 1, all: params.variants }),
        metrics: { words: words.length, changedShare: changed / (words.length * made.length) },
        panels: [
          tokens({ id: 'latest', title: 'panel.latest', tokens: made[i].tokens }),
          table({
            id: 'all',
            title: 'panel.variants',
            columns: [{ label: raw('#'), align: 'right' }, { label: 'column.text' }],
            rows: made.map((variant, row) => ({ cells: [row + 1, raw(variant.words.join(''))] })),
          }),
        ],
      };
    }
  },
});

const tokensOf = (frame: Frame) => (frame.panels[0].kind === 'tokens' ? frame.panels[0].tokens : []);
const cellsOf = (frame: Frame) => (frame.panels[1].kind === 'table' ? frame.panels[1].rows.map((row) => row.cells[1]) : []);

describe('augmenting a sentence', () => {
  test('swapping keeps every word, deletion drops the marked ones', () => {
    const swapped = runToEnd(augmentation, { operation: 'swap', rate: 0.5 }, 3);
    expect(tokensOf(swapped.frame).map((t) => t.text).sort()).toEqual(wordsOf('a sad and lonely man walked home in the rain').sort());
    const deleted = runToEnd(augmentation, { operation: 'deletion', rate: 0.5, variants: 1 }, 3).frame;
    const left = tokensOf(deleted).filter((token) => token.emphasis === 'none').map((token) => token.text).join('');
    expect(cellsOf(deleted)).toEqual([{ raw: left }]);
  });

  test('the share changed approaches the rate', () => {
    const shares = Array.from({ length: 40 }, (_, seed) => runToEnd(augmentation, { rate: 0.3, variants: 20 }, seed).metrics.changedShare);
    expect(shares.reduce((sum, share) => sum + share / 40, 0)).toBeCloseTo(0.3, 1);
  });

  test('rate 0 changes nothing; a word always stays', () => {
    expect(runToEnd(augmentation, { rate: 0 }).metrics.changedShare).toBe(0);
    for (let seed = 0; seed < 50; seed++) {
      const { frame } = runToEnd(augmentation, { sentence: 'two words', rate: 0.5 }, seed);
      expect(tokensOf(frame).some((token) => token.emphasis === 'none')).toBe(true);
    }
  });

  test('the interface language chooses the default sentence, and Chinese falls into characters', () => {
    const params = defaultParams(augmentation.params, 'zh');
    expect(params.sentence).toBe('一个孤独的人在雨中走回家');
    expect(runToEnd(augmentation, params).metrics.words).toBe(12);
  });

  test("the learner's own text goes before the parameter", () => {
    const { metrics } = runToEnd(augmentation, {}, 0, { kind: 'text', name: 'mine.txt', text: 'one two three' });
    expect(metrics.words).toBe(3);
  });

  test('a text of one word is an error of the learner', () => {
    expect(() => runToEnd(augmentation, { sentence: 'one' })).toThrow(UserError);
  });

  test('is drawn at every size', () => {
    expectDrawn(runToEnd(augmentation, { variants: 20 }).frame);
  });
});
