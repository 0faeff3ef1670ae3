/** Level 20: when the world drifts, train a new model from stored data, or go on training the one there is? */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { statefulTraining } from './stateful-training.js';

const simulation = statefulTraining.id;
const run = (params: ParamValues): ClaimRun => ({ simulation, params: { streams: 1, ...params } });
const concept = run({ drift: 'concept', course: 'sudden' });
const turning = run({ drift: 'features', course: 'gradual', pace: 15 });
const backAndForth = run({ drift: 'features', course: 'recurring' });
const renaming = run({ drift: 'concept', course: 'recurring' });
const writers = run({ drift: 'writers' });
const bug = run({ drift: 'none', bug: 3 });
const repaired = run({ drift: 'none', bug: 3, repair: true });

const LEARNERS = ['all', 'window', 'alarm', 'update', 'replay'] as const;
const accuracies = (metrics: Metrics): number[] => LEARNERS.map((method) => metrics[`accuracy.${method}`]);

export default defineLesson({
  id: 'stateful-training',
  number: 20,
  cards: ['drift', 'stateless', 'stateful', 'prequential', 'forgetting', 'bugs', 'who-wins', 'choosing'],
  simulations: [statefulTraining],
  predictions: [
    {
      simulation,
      options: ['all', 'window', 'update', 'replay'],
      outcome(metrics) {
        const ranking = (['all', 'window', 'update', 'replay'] as const).map((method) => ({ method, accuracy: metrics[`accuracy.${method}`] }));
        return ranking.sort((a, b) => b.accuracy - a.accuracy)[0].method;
      },
    },
  ],
  claims: [
    { id: 'training-pays', runs: { concept }, margin: ({ concept: m }) => Math.min(...accuracies(m)) - m['accuracy.never'] - 0.03 },
    { id: 'all-goes-stale', runs: { concept }, margin: ({ concept: m }) => m['final.window'] - m['final.all'] - 0.15 },
    {
      id: 'update-is-cheap',
      runs: { concept },
      margin: ({ concept: m }) => Math.min(m['accuracy.update'] - m['accuracy.window'] + 0.1, m['work.window'] / 15 - m['work.update']),
    },
    { id: 'replay-holds-on', runs: { concept }, margin: ({ concept: m }) => m['accuracy.update'] - m['accuracy.replay'] },
    { id: 'update-lags', runs: { turning }, margin: ({ turning: m }) => m['accuracy.window'] - m['accuracy.update'] - 0.03 },
    { id: 'window-forgets', runs: { backAndForth }, margin: ({ backAndForth: m }) => m['accuracy.all'] - m['accuracy.window'] - 0.08 },
    {
      id: 'replay-remembers',
      runs: { backAndForth },
      margin: ({ backAndForth: m }) => Math.min(m['accuracy.replay'] - Math.max(m['accuracy.update'], m['accuracy.window']) - 0.03, m['work.window'] / 4 - m['work.replay']),
    },
    { id: 'no-one-wins', runs: { renaming }, margin: ({ renaming: m }) => 0.8 - Math.max(...accuracies(m)) },
    { id: 'real-drift', runs: { writers }, margin: ({ writers: m }) => Math.min(m['accuracy.window'], m['accuracy.update']) - m['accuracy.never'] - 0.06 },
    { id: 'all-where-meaning-stays', runs: { writers }, margin: ({ writers: m }) => m['accuracy.all'] - Math.max(m['accuracy.window'], m['accuracy.update']) },
    { id: 'bug-stays', runs: { bug }, margin: ({ bug: m }) => m['final.all'] - m['final.update'] - 0.15 },
    { id: 'alarm-learns-the-bug', runs: { bug }, margin: ({ bug: m }) => m['final.window'] - m['final.alarm'], share: 0.8 },
    {
      id: 'going-back',
      runs: { bug, repaired },
      margin: ({ bug: m, repaired: r }) => Math.min(r['final.update'] - m['final.update'] - 0.05, r['storage.update'] / m['storage.update'] - 5),
    },
  ],
  challenge: {
    simulation,
    start: { drift: 'features', course: 'recurring' },
    locked: ['drift', 'course', 'pace', 'bug', 'repair', 'streams'],
    pass: [metric('work.replay').atMost(130), metric('storage.replay').atMost(40_000), metric('accuracy.replay').atLeast(0.8)],
    distinction: [metric('accuracy.replay').atLeast(0.83)],
    solution: { drift: 'features', course: 'recurring', buffer: 150, learningRate: 0.01, passes: 3 },
    seed: 3,
  },
  quiz: [
    choiceQuestion('which-is-stateful', ['nightly', 'continue', 'reload', 'ensemble'], 'continue'),
    numberQuestion('how-much-less', 18),
    choiceQuestion('meaning-changed', ['more', 'window', 'augmentation', 'never'], 'window'),
    choiceQuestion('seasons', ['forgetting', 'overfitting', 'leakage', 'imbalance'], 'forgetting'),
    orderQuestion('one-day', ['predict', 'labels', 'score', 'train', 'deploy']),
    choiceQuestion('after-the-bug', ['delete', 'rollback', 'rate', 'nothing'], 'rollback'),
    choiceQuestion('alarm-blind', ['no-labels', 'slow', 'sudden', 'large'], 'no-labels'),
  ],
  reading: [
    { authors: 'J. Gama, P. Medas, G. Castillo, P. Rodrigues', year: 2004, title: 'Learning with Drift Detection', venue: 'SBIA' },
    { authors: 'J. Gama, I. Žliobaitė, A. Bifet, M. Pechenizkiy, A. Bouchachia', year: 2014, title: 'A Survey on Concept Drift Adaptation', venue: 'ACM Computing Surveys 46' },
    { authors: 'M. McCloskey, N. J. Cohen', year: 1989, title: 'Catastrophic Interference in Connectionist Networks: The Sequential Learning Problem', venue: 'Psychology of Learning and Motivation 24' },
    { authors: 'J. S. Vitter', year: 1985, title: 'Random Sampling with a Reservoir', venue: 'ACM Transactions on Mathematical Software 11' },
    { authors: 'D. Sculley et al.', year: 2015, title: 'Hidden Technical Debt in Machine Learning Systems', venue: 'NIPS' },
    { authors: 'C. Huyen', year: 2022, title: 'Designing Machine Learning Systems', venue: 'O’Reilly' },
  ],
});
