/** The level's simulation: what each technique does to a text, the way there and back, what the filter sees, errors. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random, text } from '../../src/core/index.js';
import { loadSpam } from '../../src/data/spam.js';
import { metricsOf } from '../../tests/support/runs.js';
import { accuracy, featuresOf } from './classifier.js';
import { marked } from './panels.js';
import { augmented, backTranslated, pivotOf, TECHNIQUES, type Technique } from './techniques.js';
import { textAugmentation } from './text-augmentation.js';
import { cut, paste, sentences, type Language } from './words.js';

const ENGLISH = 'We would like to help you buy a new house. Please call us today. The offer is free.';
const CHINESE = '我们希望帮助您购买全新的房子。请今天给我们打电话。这项优惠免费。';
const edit = (technique: Technique, sample: string, language: Language, rate = 0.3, seed = 1): string => augmented(technique, sample, language, rate, new Random(seed), () => ' and so on');
const words = (sample: string): string[] => [...text.rougeTokens(sample)].sort();

describe('cutting into words', () => {
  test('phrases are one piece; all pieces make the text again', () => {
    expect(cut('Thank you, we would like to help.', 'en').pieces.map(({ word }) => word)).toEqual(['Thank you', 'we', 'would like to', 'help']);
    expect(cut('请打电话。', 'zh').pieces.map(({ word }) => word)).toEqual(['请', '打电话']);
    expect(sentences('甲乙。丙！', 'zh')).toEqual(['甲乙。', '丙！']);
  });
  test.each(['en', 'zh'] as const)('any text comes back as it was (%s)', (language) => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (sample) => {
      expect(paste(cut(sample, language))).toBe(sample);
    }));
    for (const { text: mail } of loadSpam().slice(0, 40)) expect(paste(cut(mail, language))).toBe(mail);
  });
});

describe.each([['en', ENGLISH], ['zh', CHINESE]] as const)('techniques, %s', (language, sample) => {
  test('swap and sentence shuffle keep all words and change the text', () => {
    for (const technique of ['swap', 'shuffle'] as const) {
      expect(words(edit(technique, sample, language, 0.3, 2))).toEqual(words(sample));
      expect(edit(technique, sample, language, 0.3, 2)).not.toBe(sample);
    }
  });
  test('deletion leaves out the given share and keeps the ends of sentences', () => {
    const pieces = cut(sample, language).pieces.length;
    const left = edit('deletion', sample, language, 0.3);
    expect(cut(left, language).pieces.length).toBeGreaterThanOrEqual(pieces - Math.round(0.3 * pieces));
    expect(left.length).toBeLessThan(sample.length);
    expect(edit('deletion', language === 'en' ? 'Stop.' : '停。', language, 0.6)).not.toBe('');
  });
  test('synonyms and back-translation keep the number of pieces, or nearly; noise hits at least one word', () => {
    expect(edit('synonyms', sample, language)).not.toBe(sample);
    expect(edit('backTranslation', sample, language)).not.toBe(sample);
    expect(edit('noise', sample, language, 0.05, 3)).not.toBe(sample);
  });
  test('synthetic text begins with the opening and goes on as the model does', () => {
    expect(edit('synthetic', sample, language).endsWith(' and so on')).toBe(true);
    expect(sample.startsWith(edit('synthetic', sample, language).replace(' and so on', ''))).toBe(true);
  });
});

test('there and back: the commonest expression of the pivot, in the case of the word', () => {
  expect(backTranslated('Assist', 'en')).toEqual({ pivot: '帮助', back: 'Help' });
  expect(backTranslated('协助', 'zh')).toEqual({ pivot: 'help', back: '帮助' });
  expect(backTranslated('zebra', 'en')).toEqual({ pivot: 'zebra', back: 'zebra' });
  expect(pivotOf('协助您', 'zh')).toBe('help 您');
});

test('new and moved words are marked, words kept are not', () => {
  expect(marked('a b c', 'a x c', 'en')).toBe('a [x] c');
  expect(marked('a b c', 'c a b', 'en')).toBe('[c] a b');
  expect(marked('a b', 'a b', 'en')).toBe('a b');
});

test('a filter of words cannot tell a text from its words in another order, one of pairs can', () => {
  expect(featuresOf('call us today', 'words')).toEqual(featuresOf('today us call', 'words'));
  expect(featuresOf('call us today', 'pairs')).not.toEqual(featuresOf('today us call', 'pairs'));
  expect([...featuresOf('huse', 'letters')].filter((part) => featuresOf('house', 'letters').has(part))).toEqual(['use', 'se ']);
});

test('the filter learns: far better than chance, and the same texts several times over change nothing', () => {
  const mails = loadSpam();
  const [training, check] = [mails.slice(0, 100), mails.slice(100, 300)];
  expect(accuracy(training, check, 'words')).toBeGreaterThan(0.75);
  expect(accuracy([...training, ...training, ...training], check, 'words')).toBe(accuracy(training, check, 'words'));
});

test('every technique but the switched-off one is measured; the cost is that of mails and copies', async () => {
  const metrics = await metricsOf(textAugmentation, { mails: 20, copies: 2, repeats: 2, synthetic: false }, 1);
  expect(metrics.cost).toBe(30);
  for (const technique of TECHNIQUES) expect(`gain.${technique}` in metrics).toBe(technique !== 'synthetic');
});

test('an empty text is refused', async () => {
  await expect(metricsOf(textAugmentation, { text: ' ' }, 1)).rejects.toMatchObject({ key: 'textAugmentation.noText' });
});
