/** Level 8: why transformers succeed: attention, training without labels, size that pays, and work that can be done all at once. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { attentionMaps } from './attention-maps.js';
import { scaling } from './scaling.js';
import { sequentialVsParallel } from './sequential-vs-parallel.js';

/** An empty text: another passage that the model has never seen for every seed. */
const reading = (model: string): ClaimRun => ({ simulation: attentionMaps.id, params: { model, text: '', layer: 1, head: 1 } });
const ladder = (params: ParamValues = {}): ClaimRun => ({ simulation: scaling.id, params });
const layers = (params: ParamValues): ClaimRun => ({ simulation: sequentialVsParallel.id, params: { longest: '256', batch: 1, repeats: 1, ...params } });

/** Operations for the largest model, in the challenge and its claim. */
const BUDGET = 6e9;

export default defineLesson({
  id: 'transformers',
  number: 8,
  cards: ['four-reasons', 'attention', 'maps', 'self-supervised', 'scale', 'parallel', 'limits'],
  simulations: [attentionMaps, scaling, sequentialVsParallel],
  predictions: [
    { simulation: attentionMaps.id, options: ['alike', 'partly', 'different'], outcome: headsDiffer },
    { simulation: scaling.id, options: ['close', 'fair', 'off'], outcome: forecastHits },
    { simulation: sequentialVsParallel.id, options: ['never', 'width', 'square'], outcome: overtaking },
  ],
  claims: [
    { id: 'shares', runs: { run: reading('en') }, margin: ({ run }) => 1e-9 - run.rowSumError },
    {
      id: 'heads-differ',
      runs: { en: reading('en'), zh: reading('zh') },
      margin: ({ en, zh }) => Math.min(en.difference, zh.difference) - 0.3,
    },
    { id: 'near-and-far', runs: { run: reading('en') }, margin: ({ run }) => run.longestReach - 3 * run.shortestReach },
    {
      id: 'context-helps',
      runs: { en: reading('en'), zh: reading('zh') },
      margin: ({ en, zh }) => Math.min(en.shortBits - en.longBits, zh.shortBits - zh.longBits) - 0.5,
    },
    { id: 'text-labels-itself', runs: { run: ladder() }, margin: ({ run }) => run.frequencyLoss - run.loss - 0.7 },
    { id: 'bigger-is-better', runs: { run: ladder() }, margin: ({ run }) => run.smallestLoss - run.loss - 0.4 },
    { id: 'power-law', runs: { run: ladder() }, margin: ({ run }) => 0.03 - run.residual },
    { id: 'forecast', runs: { run: ladder() }, margin: ({ run }) => 0.1 - Math.abs(run.forecastError) },
    {
      id: 'size-needs-data',
      runs: { run: ladder({ text: 2, largest: '24', steps: 400 }) },
      margin: ({ run }) => Math.min(24 - run.bestWidth, run.gap - 0.3),
    },
    {
      id: 'size-needs-steps',
      runs: { large: ladder({ largest: '48', steps: 50 }), middle: ladder({ largest: '16', steps: 300 }) },
      margin: ({ large, middle }) => Math.min(large.loss - middle.loss - 0.1, large.compute - middle.compute),
    },
    {
      id: 'crossing-at-width',
      runs: { narrow: layers({ width: 16 }), wide: layers({ width: 64 }) },
      margin: ({ narrow, wide }) => 0.5 - Math.abs(narrow.crossing - 16) - Math.abs(wide.crossing - 64),
    },
    {
      id: 'parallel-pays',
      runs: { many: layers({}), one: layers({ multipliers: 1 }) },
      margin: ({ many, one }) => Math.min(many.speedup - 10, 0.5 - one.speedup),
    },
    { id: 'short-path', runs: { run: layers({}) }, margin: ({ run }) => Math.min(0.001 - 1000 * run.gruInfluence, run.attentionInfluence - 0.01) },
  ],
  challenge: {
    simulation: scaling.id,
    start: { largest: '48', steps: 100 },
    locked: ['text', 'layers'],
    pass: [metric('compute').atMost(BUDGET), metric('loss').atMost(2.1)],
    distinction: [metric('loss').atMost(2.03)],
    solution: { largest: '16', steps: 900 },
    seed: 1,
  },
  quiz: [
    choiceQuestion('why-parallel', ['all-known', 'fewer', 'no-order', 'smaller'], 'all-known'),
    numberQuestion('equal-work', 512),
    choiceQuestion('where-labels', ['text', 'people', 'teacher', 'none'], 'text'),
    orderQuestion('attention-steps', ['project', 'score', 'softmax', 'mix']),
    numberQuestion('excess', 10, 0.5),
    choiceQuestion('reading-a-map', ['mixed', 'cause', 'synonym', 'future'], 'mixed'),
    choiceQuestion('writing', ['one-by-one', 'all-at-once', 'halved', 'backwards'], 'one-by-one'),
  ],
  reading: [
    { authors: 'A. Vaswani et al.', year: 2017, title: 'Attention Is All You Need', venue: 'NeurIPS' },
    { authors: 'D. Bahdanau, K. Cho, Y. Bengio', year: 2015, title: 'Neural Machine Translation by Jointly Learning to Align and Translate', venue: 'ICLR' },
    { authors: 'J. Devlin, M.-W. Chang, K. Lee, K. Toutanova', year: 2019, title: 'BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding', venue: 'NAACL' },
    { authors: 'J. Kaplan et al.', year: 2020, title: 'Scaling Laws for Neural Language Models', venue: 'arXiv:2001.08361' },
    { authors: 'J. Hoffmann et al.', year: 2022, title: 'Training Compute-Optimal Large Language Models', venue: 'NeurIPS' },
    { authors: 'S. Jain, B. C. Wallace', year: 2019, title: 'Attention is not Explanation', venue: 'NAACL' },
  ],
});

/** How much two heads differ on average, in thirds of what was asked. */
function headsDiffer({ difference }: Metrics): string | undefined {
  if (difference === undefined) return undefined;
  return difference < 0.1 ? 'alike' : difference < 0.3 ? 'partly' : 'different';
}

/** How far the largest model was from its forecast; with fewer than five models there is none. */
function forecastHits({ forecastError }: Metrics): string | undefined {
  if (forecastError === undefined) return undefined;
  const miss = Math.abs(forecastError);
  return miss <= 0.05 ? 'close' : miss <= 0.2 ? 'fair' : 'off';
}

/** From which length attention multiplies as often as the GRU: 32 tokens are the width, 1024 its square. */
function overtaking({ crossing }: Metrics): string | undefined {
  if (crossing === undefined) return undefined;
  return crossing <= 128 ? 'width' : crossing <= 2048 ? 'square' : 'never';
}
