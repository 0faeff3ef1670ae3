/** Level 15: seven ways to make more text of little, and what they bring a classifier. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type ParamValues } from '../../src/lesson/index.js';
import { textAugmentation } from './text-augmentation.js';

const simulation = textAugmentation.id;
const run = (params: ParamValues = {}): ClaimRun => ({ simulation, params: { synthetic: false, ...params } });
const plain = run();
/** Smaller than one mail in three hundred. */
const NOTHING = 0.003;
const EDITS = ['synonyms', 'deletion', 'noise', 'backTranslation'] as const;

export default defineLesson({
  id: 'text-augmentation',
  number: 15,
  cards: ['few-texts', 'words', 'order', 'noise', 'back-translation', 'synthetic', 'honest'],
  simulations: [textAugmentation],
  predictions: [
    {
      simulation,
      options: ['more', 'nothing', 'less'],
      outcome(metrics) {
        const gain = metrics['gain.swap'];
        if (gain === undefined) return undefined;
        return Math.abs(gain) < NOTHING ? 'nothing' : gain > 0 ? 'more' : 'less';
      },
    },
  ],
  claims: [
    { id: 'order-unseen', runs: { plain }, margin: ({ plain }) => NOTHING - Math.max(Math.abs(plain['gain.swap']), Math.abs(plain['gain.shuffle'])) },
    { id: 'small', runs: { plain }, margin: ({ plain }) => 0.03 - Math.max(...EDITS.map((name) => Math.abs(plain[`gain.${name}`]))) },
    { id: 'mails-beat-copies', runs: { plain, more: run({ mails: 120, copies: 1 }) }, margin: ({ plain, more }) => more['accuracy.none'] - plain.bestAccuracy - 0.01 },
    { id: 'other-genre-hurts', runs: { written: run({ synthetic: true, copies: 1, repeats: 3 }) }, margin: ({ written }) => -0.02 - written['gain.synthetic'] },
    { id: 'strong-synonyms-hurt', share: 0.8, runs: { strong: run({ rate: 0.35, copies: 8 }) }, margin: ({ strong }) => -strong['gain.synonyms'] },
    { id: 'typos-cost', share: 0.8, runs: { plain, typed: run({ testNoise: 0.5 }) }, margin: ({ plain, typed }) => plain['accuracy.none'] - typed['accuracy.none'] },
  ],
  challenge: {
    simulation,
    start: { mails: 30, copies: 8, synthetic: false, repeats: 6 },
    locked: ['repeats', 'synthetic', 'testNoise'],
    pass: [metric('cost').atMost(100), metric('bestAccuracy').atLeast(0.82)],
    distinction: [metric('bestAccuracy').atLeast(0.835)],
    solution: { mails: 80, copies: 1, features: 'pairs' },
    seed: 3,
  },
  quiz: [
    choiceQuestion('bag', ['nothing', 'a-little', 'much', 'random'], 'nothing'),
    numberQuestion('how-many', 150),
    choiceQuestion('label', ['negation', 'swap', 'typo', 'synonym'], 'negation'),
    orderQuestion('there-and-back', ['source', 'pivot', 'back', 'compare', 'add']),
    choiceQuestion('where', ['training', 'all', 'test', 'validation'], 'training'),
    choiceQuestion('genre', ['distribution', 'short', 'slow', 'copies'], 'distribution'),
  ],
  reading: [
    { authors: 'Sennrich, Haddow, Birch', year: 2016, title: 'Improving Neural Machine Translation Models with Monolingual Data', venue: 'ACL' },
    { authors: 'Belinkov, Bisk', year: 2018, title: 'Synthetic and Natural Noise Both Break Neural Machine Translation', venue: 'ICLR' },
    { authors: 'Wei, Zou', year: 2019, title: 'EDA: Easy Data Augmentation Techniques for Boosting Performance on Text Classification Tasks', venue: 'EMNLP' },
    { authors: 'Xie, Dai, Hovy, Luong, Le', year: 2020, title: 'Unsupervised Data Augmentation for Consistency Training', venue: 'NeurIPS' },
    { authors: 'Feng, Gangal, Wei, Chandar, Vosoughi, Mitamura, Hovy', year: 2021, title: 'A Survey of Data Augmentation Approaches for NLP', venue: 'Findings of ACL' },
  ],
});
