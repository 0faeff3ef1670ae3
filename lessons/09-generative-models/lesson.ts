/** Level 9: seven families of generative models on one target and one measure, a Boltzmann machine, and generative against discriminative. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { boltzmann } from './boltzmann.js';
import { FAMILIES, type FamilyId } from './families/family.js';
import { generativeVsDiscriminative } from './generative-vs-discriminative.js';
import { generativeZoo } from './generative-zoo.js';

const family = (id: FamilyId, params: ParamValues = {}): ClaimRun => ({ simulation: generativeZoo.id, params: { family: id, ...params } });
/** Less training is enough for what is claimed of these. */
const HALF: ParamValues = { effort: 0.5 };
const MOST: ParamValues = { effort: 0.75 };
const machine: ClaimRun = { simulation: boltzmann.id, params: { epochs: 30, sampleSweeps: 60 } };
/** 2 log 2: the loss of a critic that guesses. */
const CANNOT_TELL = 1.386;
const compared = (params: ParamValues): ClaimRun => ({ simulation: generativeVsDiscriminative.id, params: { repeats: 10, ...params } });

const vae = family('vae');
const flow = family('flow');
const autoregressive = family('autoregressive', HALF);
const diffusion = family('diffusion', MOST);
const gan = family('gan', MOST);

export default defineLesson({
  id: 'generative-models',
  number: 9,
  cards: ['two-kinds', 'few-rows', 'energy', 'vae', 'gan', 'exact', 'diffusion', 'judge'],
  simulations: [generativeZoo, boltzmann, generativeVsDiscriminative],
  predictions: [
    { simulation: generativeZoo.id, options: ['energy', 'vae', 'gan', 'diffusion'], outcome: mostOff },
    { simulation: boltzmann.id, options: ['same', 'half', 'tiny'], outcome: filling },
    { simulation: generativeVsDiscriminative.id, options: ['bayes', 'logistic', 'crossing', 'equal'], outcome: ahead },
  ],
  claims: [
    { id: 'vae-blurs', runs: { vae, flow, autoregressive, diffusion }, margin: (m) => m.vae.offShare - Math.max(m.flow.offShare, m.autoregressive.offShare, m.diffusion.offShare) },
    {
      id: 'exact-and-bound',
      runs: { vae, flow, autoregressive },
      margin: (m) => {
        const exact = Math.min(m.flow.logLikelihood, m.autoregressive.logLikelihood);
        return Math.min(exact - m.flow.gaussianLikelihood - 0.5, exact - m.vae.likelihoodBound);
      },
    },
    { id: 'gan-leaves-out', runs: { gan, vae, flow, autoregressive, diffusion }, margin: (m) => Math.min(m.vae.coverage, m.flow.coverage, m.autoregressive.coverage, m.diffusion.coverage) - m.gan.coverage },
    { id: 'momentum-collapses', runs: { gan, heavy: family('gan', { ...MOST, ganMomentum: 0.9 }) }, margin: (m) => m.heavy.energyDistance - m.gan.energyDistance - 0.01 },
    {
      id: 'loss-is-blind',
      runs: { gan, heavy: family('gan', { ...MOST, ganMomentum: 0.9 }) },
      margin: (m) => 0.6 - Math.max(Math.abs(m.gan.loss - CANNOT_TELL), Math.abs(m.heavy.loss - CANNOT_TELL)),
    },
    {
      id: 'remedies-help',
      runs: { gan, helped: family('gan', { ...MOST, ganRemedy: 'r1-average' }) },
      margin: (m) => m.gan.rise / 3 - m.helped.rise,
    },
    {
      id: 'one-jump',
      runs: { jump: family('consistency', { ...HALF, consistencySteps: 1 }), five: family('diffusion', { ...MOST, diffusionSteps: 5 }) },
      margin: (m) => m.five.energyDistance - m.jump.energyDistance,
    },
    { id: 'many-steps', runs: { many: diffusion, five: family('diffusion', { ...MOST, diffusionSteps: 5 }) }, margin: (m) => m.five.energyDistance - m.many.energyDistance },
    { id: 'wide-decoder-collapses', runs: { vae, wide: family('vae', { ...HALF, decoderSpread: 'one' }) }, margin: (m) => m.wide.offShare - m.vae.offShare - 0.1 },
    { id: 'distance-misleads', runs: { vae }, margin: (m) => Math.min(0.7 - m.vae.energyDistance / m.vae.gaussianDistance, m.vae.offShare - 0.15) },
    { id: 'additive-weaker', runs: { flow, nice: family('flow', { flowKind: 'nice' }) }, margin: (m) => m.flow.logLikelihood - m.nice.logLikelihood },
    { id: 'digits-not-pixels', runs: { machine }, margin: (m) => Math.min(m.machine.independentOffShare - 0.97, 0.7 - m.machine.offShare) },
    { id: 'fills-in', runs: { machine }, margin: (m) => 0.75 - m.machine.fillError / m.machine.meanFillError },
    { id: 'bayes-first', runs: { related: compared({ repeats: 20 }) }, margin: (m) => Math.min(m.related.bestLead - 0.02, -m.related.leadLarge - 0.02) },
    { id: 'assumption-holds', runs: { independent: compared({ world: 'independent' }) }, margin: (m) => m.independent.leadLarge + 0.01 },
    { id: 'missing-pixels', runs: { digits: compared({ world: 'digits', missing: 0.6, repeats: 2 }) }, margin: (m) => m.digits.leadLarge },
  ],
  challenge: {
    simulation: generativeZoo.id,
    start: { family: 'gan', ganMomentum: 0.9 },
    locked: ['family', 'target', 'effort', 'columns'],
    pass: [metric('energyDistance').atMost(0.02), metric('coverage').atLeast(0.92), metric('offShare').atMost(0.15)],
    distinction: [metric('rise').atMost(0.005), metric('coverage').atLeast(0.95)],
    solution: { ganMomentum: 0.5, ganRemedy: 'r1-average' },
    seed: 9,
  },
  quiz: [
    choiceQuestion('joint', ['bayes', 'reverse', 'sample', 'accurate'], 'bayes'),
    choiceQuestion('exact-likelihood', ['flow-ar', 'vae-gan', 'energy-flow', 'diffusion-gan'], 'flow-ar'),
    numberQuestion('three-states', 0.2, 0.001),
    numberQuestion('change', 0.133, 0.001),
    orderQuestion('calls', ['gan', 'autoregressive', 'diffusion', 'energy']),
    choiceQuestion('gan-loss', ['tie', 'perfect', 'stop', 'broken'], 'tie'),
    choiceQuestion('consistency', ['speed', 'quality', 'likelihood', 'training'], 'speed'),
  ],
  reading: [
    { authors: 'A. Y. Ng, M. I. Jordan', year: 2002, title: 'On Discriminative vs. Generative Classifiers: A comparison of logistic regression and naive Bayes', venue: 'NIPS 14' },
    { authors: 'G. E. Hinton', year: 2002, title: 'Training Products of Experts by Minimizing Contrastive Divergence', venue: 'Neural Computation 14' },
    { authors: 'R. Salakhutdinov, G. Hinton', year: 2009, title: 'Deep Boltzmann Machines', venue: 'AISTATS' },
    { authors: 'P. Vincent', year: 2011, title: 'A Connection Between Score Matching and Denoising Autoencoders', venue: 'Neural Computation 23' },
    { authors: 'D. P. Kingma, M. Welling', year: 2014, title: 'Auto-Encoding Variational Bayes', venue: 'ICLR' },
    { authors: 'I. Goodfellow et al.', year: 2014, title: 'Generative Adversarial Nets', venue: 'NIPS 27' },
    { authors: 'L. Mescheder, A. Geiger, S. Nowozin', year: 2018, title: 'Which Training Methods for GANs do actually Converge?', venue: 'ICML' },
    { authors: 'L. Dinh, D. Krueger, Y. Bengio', year: 2015, title: 'NICE: Non-linear Independent Components Estimation', venue: 'ICLR Workshop' },
    { authors: 'L. Dinh, J. Sohl-Dickstein, S. Bengio', year: 2017, title: 'Density Estimation using Real NVP', venue: 'ICLR' },
    { authors: 'J. Ho, A. Jain, P. Abbeel', year: 2020, title: 'Denoising Diffusion Probabilistic Models', venue: 'NeurIPS' },
    { authors: 'Y. Song et al.', year: 2021, title: 'Score-Based Generative Modeling through Stochastic Differential Equations', venue: 'ICLR' },
    { authors: 'Y. Song, P. Dhariwal, M. Chen, I. Sutskever', year: 2023, title: 'Consistency Models', venue: 'ICML' },
    { authors: 'G. J. Székely, M. L. Rizzo', year: 2013, title: 'Energy statistics: A class of statistics based on distances', venue: 'Journal of Statistical Planning and Inference 143' },
  ],
});

/** The family with most samples where no data is; only a run of all seven answers. */
function mostOff(metrics: Metrics): string | undefined {
  if (FAMILIES.some((id) => metrics[`offShare.${id}`] === undefined)) return undefined;
  return FAMILIES.reduce((most, id) => (metrics[`offShare.${id}`] > metrics[`offShare.${most}`] ? id : most));
}

/** The error of the filled half beside that of filling in the mean. */
function filling({ fillError, meanFillError }: Metrics): string | undefined {
  if (fillError === undefined || meanFillError === undefined) return undefined;
  const ratio = fillError / meanFillError;
  if (ratio > 0.8) return 'same';
  return ratio > 0.2 ? 'half' : 'tiny';
}

/** Who is ahead where, if by more than a point. */
function ahead({ bestLead, leadLarge }: Metrics): string | undefined {
  if (bestLead === undefined || leadLarge === undefined) return undefined;
  const [early, late] = [bestLead > 0.01, leadLarge < -0.01];
  if (early && late) return 'crossing';
  if (!early && !late) return 'equal';
  return early ? 'bayes' : 'logistic';
}
