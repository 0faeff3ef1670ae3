/** Level 2: learning without labels, by questions whose answers are in the data itself. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { selfSupervised } from './self-supervised.js';

const simulation = selfSupervised.id;
/** All kinds of pretraining, shorter. */
const brief: ClaimRun = { simulation, params: { steps: 300, draws: 4 } };
/** The contrastive one alone. */
const contrastive = (params: ParamValues): ClaimRun => ({ simulation, params: { pretext: 'contrastive', steps: 200, draws: 4, ...params } });

export default defineLesson({
  id: 'self-supervised',
  number: 2,
  cards: ['labels', 'pretraining', 'self-prediction', 'contrastive', 'probe', 'honest'],
  simulations: [selfSupervised],
  predictions: [{ simulation, options: ['pixels', 'transfer', 'restoring', 'comparing'], outcome: winner }],
  claims: [
    {
      id: 'contrastive-beats-pixels',
      runs: { run: brief },
      margin: ({ run }) => Math.min(...[1, 2].map((each) => run[`contrastiveAt.${each}`] - run[`rawAt.${each}`])),
    },
    {
      id: 'contrastive-beats-scratch',
      runs: { run: brief },
      margin: ({ run }) => Math.min(...[1, 2].map((each) => run[`contrastiveAt.${each}`] - run[`scratchAt.${each}`])),
    },
    {
      id: 'gain-shrinks',
      runs: { run: brief },
      margin: ({ run }) => run['contrastiveAt.1'] - run['rawAt.1'] - (run['contrastiveAt.10'] - run['rawAt.10']),
    },
    {
      id: 'noise-beats-holes',
      runs: { run: brief },
      margin: ({ run }) => average(run, 'denoising') - average(run, 'masked'),
      share: 0.8,
    },
    {
      id: 'masking-no-gain',
      runs: { run: brief },
      margin: ({ run }) => run['rawAt.10'] - run['maskedAt.10'],
      share: 0.8,
    },
    {
      id: 'transfer-forgets',
      runs: { run: brief },
      margin: ({ run }) => run.rawAccuracy - run.transferAccuracy,
    },
    {
      id: 'same-pictures-no-labels',
      runs: { run: contrastive({ pictures: 'others' }) },
      margin: ({ run }) => run.contrastiveAccuracy - run.transferAccuracy,
    },
    {
      id: 'shifts-hurt',
      runs: { run: contrastive({ augmentation: 'shift' }) },
      margin: ({ run }) => average(run, 'raw') - average(run, 'contrastive'),
      share: 0.8,
    },
  ],
  challenge: {
    simulation,
    start: { pretext: 'contrastive', augmentation: 'shift', pictures: 'others', use: 'finetune', steps: 400 },
    locked: ['labels', 'draws'],
    pass: [metric('pretextSteps').atMost(400), metric('gainOverRaw').atLeast(0.06)],
    distinction: [metric('gainOverRaw').atLeast(0.09)],
    solution: { augmentation: 'affine-noise', pictures: 'all', use: 'probe' },
    seed: 8,
  },
  quiz: [
    choiceQuestion('where-from', ['people', 'data', 'nowhere', 'other-model'], 'data'),
    numberQuestion('negatives', 254),
    choiceQuestion('difference', ['network', 'labels', 'order', 'size'], 'labels'),
    choiceQuestion('views', ['faster', 'overlook', 'labels', 'bigger'], 'overlook'),
    orderQuestion('recipe', ['unlabelled', 'pretext', 'throw-head', 'few-labels', 'probe']),
    choiceQuestion('baseline', ['raw', 'scratch-only', 'random', 'none'], 'raw'),
  ],
  reading: [
    { authors: 'T. Chen, S. Kornblith, M. Norouzi, G. Hinton', year: 2020, title: 'A Simple Framework for Contrastive Learning of Visual Representations', venue: 'ICML' },
    { authors: 'P. Vincent, H. Larochelle, Y. Bengio, P.-A. Manzagol', year: 2008, title: 'Extracting and Composing Robust Features with Denoising Autoencoders', venue: 'ICML' },
    { authors: 'K. He, X. Chen, S. Xie, Y. Li, P. Dollár, R. Girshick', year: 2022, title: 'Masked Autoencoders Are Scalable Vision Learners', venue: 'CVPR' },
    { authors: 'J. Devlin, M.-W. Chang, K. Lee, K. Toutanova', year: 2019, title: 'BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding', venue: 'NAACL' },
    { authors: 'J. Yosinski, J. Clune, Y. Bengio, H. Lipson', year: 2014, title: 'How Transferable Are Features in Deep Neural Networks?', venue: 'NIPS' },
  ],
});

/** Mean accuracy over 1, 2, 5 and 10 labels a class. */
function average(metrics: Metrics, method: string): number {
  return [1, 2, 5, 10].reduce((sum, each) => sum + metrics[`${method}At.${each}`] / 4, 0);
}

/** Who is best with the labels asked about; undefined where the run left somebody out. */
function winner({ rawAccuracy, transferAccuracy, maskedAccuracy, denoisingAccuracy, contrastiveAccuracy }: Metrics): string | undefined {
  const all = [
    { name: 'pixels', accuracy: rawAccuracy },
    { name: 'transfer', accuracy: transferAccuracy },
    { name: 'restoring', accuracy: maskedAccuracy === undefined || denoisingAccuracy === undefined ? undefined : Math.max(maskedAccuracy, denoisingAccuracy) },
    { name: 'comparing', accuracy: contrastiveAccuracy },
  ].flatMap(({ name, accuracy }) => (accuracy === undefined ? [] : [{ name, accuracy }]));
  return all.length < 4 ? undefined : all.sort((a, b) => b.accuracy - a.accuracy)[0].name;
}
