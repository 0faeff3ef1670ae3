/** Level 30: few labels. Every approach on the same data and the same budget, and a map from one's situation to one of them. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { limitedLabels } from './limited-labels.js';

const simulation = limitedLabels.id;
const run = (params: ParamValues): ClaimRun => ({ simulation, params: { repetitions: 1, ...params } });

/** One repetition of everything, on fewer unlabelled pictures than by default. */
const all = run({ unlabelled: 300 });
const doodles = run({ compare: false, unlabelled: 0, source: 'drawings', features: 'transfer' });
const moved = run({ moved: 1, unlabelled: 0, source: 'none', secondSense: false });
const movedSelf = run({ moved: 1, unlabelled: 300, compare: false, source: 'none', secondSense: false, poolUse: 'selfTraining' });

export default defineLesson({
  id: 'limited-labels',
  number: 30,
  cards: ['why', 'more', 'active', 'unlabelled', 'weak', 'elsewhere', 'extra', 'bias'],
  simulations: [limitedLabels],
  predictions: [{ simulation, options: ['active', 'transfer', 'pretext', 'structure'], outcome: bestOfFour }],
  claims: [
    { id: 'more-labels', runs: { all }, margin: ({ all: m }) => m['gain.moreLabels'] - 0.02, share: 0.9 },
    { id: 'diminishing', runs: { all }, margin: ({ all: m }) => 2 * m['gain.moreLabels'] - m['gain.fourTimes'], share: 0.7 },
    { id: 'structure', runs: { all }, margin: ({ all: m }) => m['gain.semiSupervised'] - 0.05, share: 0.9 },
    { id: 'surest-first', runs: { all }, margin: ({ all: m }) => m['gain.selfTraining'] - m['gain.atOnce'] - 0.03, share: 0.9 },
    { id: 'pretraining', runs: { all }, margin: ({ all: m }) => m['gain.selfSupervised'] - 0.03, share: 0.9 },
    { id: 'rules', runs: { all }, margin: ({ all: m }) => m['gain.weak'] - 0.03, share: 0.8 },
    { id: 'active', runs: { all }, margin: ({ all: m }) => m['gain.active'], share: 0.6 },
    { id: 'few-shot', runs: { all }, margin: ({ all: m }) => m['gain.fewShot'], share: 0.7 },
    { id: 'meta', runs: { all }, margin: ({ all: m }) => m['gain.meta'], share: 0.8 },
    { id: 'near-and-far', runs: { all, doodles }, margin: ({ all: m, doodles: d }) => m['gain.transfer'] - d.improvement, share: 0.8 },
    { id: 'new-information', runs: { all }, margin: ({ all: m }) => m['gain.multiTask'] - m['gain.sameTask'], share: 0.9 },
    { id: 'nothing-new', runs: { all }, margin: ({ all: m }) => 0.06 - Math.abs(m['gain.sameTask'] - m['gain.plainNetwork']), share: 0.9 },
    { id: 'two-senses', runs: { all }, margin: ({ all: m }) => m['gain.multiModal'] - Math.max(0, m['gain.wordAlone']), share: 0.9 },
    { id: 'bootstrap', runs: { all }, margin: ({ all: m }) => 0.03 - m['gain.bootstrap'], share: 0.9 },
    { id: 'symmetry', runs: { moved }, margin: ({ moved: m }) => m['gain.inductiveBias'] - m['gain.plainNetwork'] - 0.04, share: 0.9 },
    { id: 'structure-lost', runs: { movedSelf }, margin: ({ movedSelf: m }) => 0.05 - m.improvement, share: 0.8 },
  ],
  challenge: {
    simulation,
    start: { compare: false },
    locked: ['labels', 'unlabelled', 'moved', 'source', 'repetitions'],
    pass: [metric('accuracy').atLeast(0.84), metric('pieces').atMost(3)],
    distinction: [metric('accuracy').atLeast(0.88)],
    solution: { compare: false, features: 'episodes', selection: 'margin', poolUse: 'selfTraining' },
    seed: 1,
  },
  quiz: [
    choiceQuestion('which-picture', ['sure', 'close', 'flat', 'half'], 'close'),
    numberQuestion('bootstrap-different', 13, 0.5),
    choiceQuestion('all-at-once', ['slow', 'repeat', 'labels', 'illegal'], 'repeat'),
    choiceQuestion('same-data', ['hard', 'linear', 'function', 'weights'], 'function'),
    choiceQuestion('negative-transfer', ['overfitting', 'negative', 'leak', 'cold-start'], 'negative'),
    choiceQuestion('weak-or-semi', ['rules', 'labels', 'model', 'same'], 'rules'),
    orderQuestion('weak-steps', ['look', 'write', 'vote', 'merge', 'train']),
    choiceQuestion('situation', ['spreading', 'convolution', 'transfer', 'oracle'], 'convolution'),
  ],
  reading: [
    { authors: 'B. Settles', year: 2009, title: 'Active Learning Literature Survey', venue: 'University of Wisconsin-Madison, Computer Sciences Technical Report 1648' },
    { authors: 'O. Chapelle, B. Schölkopf, A. Zien (eds.)', year: 2006, title: 'Semi-Supervised Learning', venue: 'MIT Press' },
    { authors: 'D. Zhou, O. Bousquet, T. N. Lal, J. Weston, B. Schölkopf', year: 2004, title: 'Learning with Local and Global Consistency', venue: 'NIPS 16' },
    { authors: 'A. Ratner, C. De Sa, S. Wu, D. Selsam, C. Ré', year: 2016, title: 'Data Programming: Creating Large Training Sets, Quickly', venue: 'NIPS' },
    { authors: 'A. P. Dawid, A. M. Skene', year: 1979, title: 'Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm', venue: 'Applied Statistics 28' },
    { authors: 'R. Caruana', year: 1997, title: 'Multitask Learning', venue: 'Machine Learning 28' },
    { authors: 'T. Chen, S. Kornblith, M. Norouzi, G. Hinton', year: 2020, title: 'A Simple Framework for Contrastive Learning of Visual Representations', venue: 'ICML' },
    { authors: 'J. Snell, K. Swersky, R. Zemel', year: 2017, title: 'Prototypical Networks for Few-shot Learning', venue: 'NIPS' },
    { authors: 'S. J. Pan, Q. Yang', year: 2010, title: 'A Survey on Transfer Learning', venue: 'IEEE Transactions on Knowledge and Data Engineering 22' },
    { authors: 'T. Baltrušaitis, C. Ahuja, L.-P. Morency', year: 2019, title: 'Multimodal Machine Learning: A Survey and Taxonomy', venue: 'IEEE Transactions on Pattern Analysis and Machine Intelligence 41' },
    { authors: 'S. Raschka', year: 2024, title: 'Machine Learning Q and AI', venue: 'No Starch Press' },
  ],
});

/** Which of the four gained most; undefined if one of them was not tried. */
function bestOfFour(metrics: Metrics): string | undefined {
  const known = [
    ['active', metrics['gain.active']],
    ['transfer', metrics['gain.transfer']],
    ['pretext', metrics['gain.selfSupervised']],
    ['structure', metrics['gain.semiSupervised'] === undefined ? undefined : Math.max(metrics['gain.semiSupervised'], metrics['gain.selfTraining'])],
  ] as const;
  const found = known.flatMap(([name, gain]) => (gain === undefined ? [] : [{ name, gain }]));
  if (found.length < known.length) return undefined;
  return found.sort((a, b) => b.gain - a.gain)[0].name;
}
