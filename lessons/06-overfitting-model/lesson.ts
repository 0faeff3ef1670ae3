/** Level 6: what can be done about overfitting on the side of the model, what it costs, and why the largest models may overfit least. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { distillation } from './distillation.js';
import { doubleDescent } from './double-descent.js';
import { overfittingModel } from './overfitting-model.js';

const simulation = overfittingModel.id;
const NONE: ParamValues = { weightDecay: 0, dropout: 0, earlyStopping: false };
const run = (params: ParamValues): ClaimRun => ({ simulation, params: { ...NONE, ...params } });

/** Every method that needs one network, each alone, on shorter trainings. */
const single = run({ weightDecay: 1, dropout: 0.5, earlyStopping: true, hidden: 16, pruned: 0.8, distillation: true, pairs: 4, updates: 400 });
const descent: ClaimRun = { simulation: doubleDescent.id, params: { trainImages: 60, repetitions: 3 } };
const taught: ClaimRun = { simulation: distillation.id, params: { repetitions: 1 } };
/** Differences below a point are within the noise of the mean. */
const NOISE = 0.01;

export default defineLesson({
  id: 'overfitting-model',
  number: 6,
  cards: ['penalty', 'dropout', 'early-stopping', 'smaller', 'distillation', 'ensembles', 'double-descent', 'choosing'],
  simulations: [overfittingModel, doubleDescent, distillation],
  predictions: [
    { simulation, options: ['decay', 'dropout', 'stopping', 'tie'], outcome: bestAlone },
    {
      simulation: doubleDescent.id,
      options: ['falls', 'rises-again', 'twice', 'rises'],
      outcome({ narrowError, peakError, widestError }) {
        if (peakError === undefined) return undefined;
        const up = peakError - narrowError > 0.05;
        return up ? (peakError - widestError > 0.05 ? 'twice' : 'rises-again') : 'falls';
      },
    },
    {
      simulation: distillation.id,
      options: ['none', 'some', 'most'],
      outcome: ({ softOmitted }) => (softOmitted === undefined ? undefined : softOmitted < 0.05 ? 'none' : softOmitted < 0.5 ? 'some' : 'most'),
    },
  ],
  claims: [
    { id: 'weight-decay', runs: { single }, margin: ({ single: m }) => m['effect.weightDecay'] - 0.02 },
    { id: 'dropout', runs: { single }, margin: ({ single: m }) => m['effect.dropout'] - 0.05 },
    { id: 'early-stopping', runs: { single }, margin: ({ single: m }) => m['effect.earlyStopping'], share: 0.8 },
    { id: 'stops-early', runs: { single }, margin: ({ single: m }) => 0.6 - m['trainingCost.earlyStopping'] },
    { id: 'smaller', runs: { single }, margin: ({ single: m }) => m['effect.hidden'], share: 0.8 },
    { id: 'too-small', runs: { tiny: run({ hidden: 4, pairs: 3, updates: 400 }) }, margin: ({ tiny }) => -tiny.improvement - 0.05 },
    { id: 'pruning', runs: { single }, margin: ({ single: m }) => Math.min(m['effect.pruned'] + NOISE, 0.25 - m['useCost.pruned']) },
    { id: 'student-keeps-up', runs: { single }, margin: ({ single: m }) => 0.06 - Math.abs(m['effect.distillation']) },
    { id: 'copies-mistakes', runs: { single }, margin: ({ single: m }) => m['effect.hidden'] - m['effect.distillation'], share: 0.8 },
    { id: 'ensemble', runs: { five: run({ members: 5, pairs: 2, updates: 400 }) }, margin: ({ five }) => Math.min(five.improvement, 0.1 - Math.abs(five.useCost - 5)), share: 0.8 },
    { id: 'k-fold-ensemble', runs: { folds: run({ folds: 5, pairs: 2, updates: 400 }) }, margin: ({ folds }) => folds.improvement },
    { id: 'clean-labels', runs: { clean: run({ dropout: 0.5, wrongLabels: 0, pairs: 3, updates: 400 }) }, margin: ({ clean }) => 0.04 - Math.abs(clean.improvement) },
    { id: 'two-descents', runs: { descent }, margin: ({ descent: m }) => m.peakError - Math.max(m.narrowError, m.widestError) - 0.15 },
    { id: 'peak-at-threshold', runs: { descent }, margin: ({ descent: m }) => 0.2 - Math.abs(m.peakRatio - 1.05) },
    { id: 'variance-peaks', runs: { descent }, margin: ({ descent: m }) => m.peakVariance / Math.max(m.narrowVariance, m.widestVariance) - 5 },
    { id: 'length-peaks', runs: { descent }, margin: ({ descent: m }) => m.peakNorm / m.widestNorm - 3 },
    { id: 'ridge-removes-peak', runs: { descent }, margin: ({ descent: m }) => m.peakError - m.ridgePeakError - 0.2 },
    { id: 'ridge-and-wide', runs: { descent }, margin: ({ descent: m }) => Math.min(m.widestError, m.narrowError) - m.ridgeWidestError },
    { id: 'labels-teach-nothing', runs: { taught }, margin: ({ taught: m }) => 0.02 - m.hardOmitted },
    { id: 'soft-targets-teach', runs: { taught }, margin: ({ taught: m }) => m.softOmitted - 0.3 },
    {
      id: 'temperature-matters',
      runs: { taught, cold: { simulation: distillation.id, params: { repetitions: 1, temperature: 1 } } },
      margin: ({ taught: m, cold }) => m.softOmitted - cold.softOmitted - 0.2,
    },
  ],
  challenge: {
    simulation,
    locked: ['trainImages', 'wrongLabels', 'updates', 'pairs'],
    pass: [metric('useCost').atMost(0.2), metric('trainingCost').atMost(2), metric('accuracy').atLeast(0.78)],
    distinction: [metric('accuracy').atLeast(0.8), metric('memorized').atMost(0.1)],
    solution: { weightDecay: 0, dropout: 0, earlyStopping: true, distillation: true, folds: 5 },
    seed: 2,
  },
  quiz: [
    choiceQuestion('decay', ['zeroes', 'fewer-steps', 'shrinks', 'labels'], 'shrinks'),
    numberQuestion('dropout-scale', 6),
    choiceQuestion('early-price', ['time', 'data', 'weights', 'nothing'], 'data'),
    orderQuestion('pruning-order', ['train', 'cut', 'retrain', 'repeat', 'stop']),
    choiceQuestion('why-warm', ['speed', 'certainty', 'noise', 'similarity'], 'similarity'),
    numberQuestion('fold-share', 80),
    choiceQuestion('where-peak', ['widest', 'threshold', 'narrowest', 'half'], 'threshold'),
    choiceQuestion('price', ['training-only', 'memory-only', 'use', 'free'], 'use'),
  ],
  reading: [
    { authors: 'A. Krogh, J. A. Hertz', year: 1992, title: 'A Simple Weight Decay Can Improve Generalization', venue: 'NIPS 4' },
    { authors: 'I. Loshchilov, F. Hutter', year: 2019, title: 'Decoupled Weight Decay Regularization', venue: 'ICLR' },
    { authors: 'N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov', year: 2014, title: 'Dropout: A Simple Way to Prevent Neural Networks from Overfitting', venue: 'JMLR 15' },
    { authors: 'L. Prechelt', year: 1998, title: 'Early Stopping - But When?', venue: 'Neural Networks: Tricks of the Trade, Springer' },
    { authors: 'S. Han, J. Pool, J. Tran, W. J. Dally', year: 2015, title: 'Learning both Weights and Connections for Efficient Neural Networks', venue: 'NIPS' },
    { authors: 'G. Hinton, O. Vinyals, J. Dean', year: 2015, title: 'Distilling the Knowledge in a Neural Network', venue: 'NIPS Deep Learning Workshop' },
    { authors: 'B. Lakshminarayanan, A. Pritzel, C. Blundell', year: 2017, title: 'Simple and Scalable Predictive Uncertainty Estimation using Deep Ensembles', venue: 'NIPS' },
    { authors: 'A. Krogh, J. Vedelsby', year: 1995, title: 'Neural Network Ensembles, Cross Validation, and Active Learning', venue: 'NIPS 7' },
    { authors: 'M. Belkin, D. Hsu, S. Ma, S. Mandal', year: 2019, title: 'Reconciling Modern Machine-Learning Practice and the Classical Bias-Variance Trade-Off', venue: 'PNAS 116' },
    { authors: 'A. Rahimi, B. Recht', year: 2007, title: 'Random Features for Large-Scale Kernel Machines', venue: 'NIPS 20' },
  ],
});

/** Which of the three defaults is best alone, if it stands out. */
function bestAlone(metrics: Metrics): string | undefined {
  const found = [['decay', 'weightDecay'], ['dropout', 'dropout'], ['stopping', 'earlyStopping']].flatMap(([name, method]) => {
    const effect = metrics[`effect.${method}`];
    return effect === undefined ? [] : [{ name, effect }];
  });
  if (found.length < 3) return undefined;
  const [best, second] = found.sort((a, b) => b.effect - a.effect);
  return best.effect - second.effect > NOISE ? best.name : 'tie';
}
