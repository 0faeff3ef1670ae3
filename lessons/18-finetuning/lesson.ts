/** Level 18: one pretrained model, many ways to use it: features, fine-tuning, few trained parameters, prompts, and human preferences. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun } from '../../src/lesson/index.js';
import { finetuning } from './finetuning.js';
import { inContext } from './in-context.js';
import { rlhf } from './rlhf.js';

const EFFICIENT = ['prompt', 'prefix', 'adapters', 'lora'] as const;
const tuned: ClaimRun = { simulation: finetuning.id };
const shots: ClaimRun = { simulation: inContext.id, params: { sequences: 10 } };
const preferred: ClaimRun = { simulation: rlhf.id, params: { model: 'zh' } };
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export default defineLesson({
  id: 'finetuning',
  number: 18,
  cards: ['ways', 'classify', 'soft', 'adapters', 'context', 'rlhf', 'hacking', 'choosing'],
  simulations: [finetuning, inContext, rlhf],
  predictions: [
    {
      simulation: finetuning.id,
      options: ['close', 'half', 'useless'],
      outcome(metrics) {
        const [lora, full, scratch] = [metrics['accuracy.lora'], metrics['accuracy.full'], metrics['accuracy.scratch']];
        if (lora === undefined || full === undefined || scratch === undefined) return undefined;
        return full - lora <= 0.1 ? 'close' : lora > scratch ? 'half' : 'useless';
      },
    },
    {
      simulation: inContext.id,
      options: ['which', 'words', 'nothing'],
      outcome({ labelsGain, labelsRight }) {
        if (labelsGain === undefined) return undefined;
        return labelsRight > 0.75 ? 'which' : labelsGain > 0.5 ? 'words' : 'nothing';
      },
    },
    {
      simulation: rlhf.id,
      options: ['both', 'apart', 'neither'],
      outcome({ freeProxy, freeTruth, startTruth }) {
        if (freeProxy === undefined) return undefined;
        return freeProxy < 0.5 ? 'neither' : freeTruth < startTruth ? 'apart' : 'both';
      },
    },
  ],
  claims: [
    { id: 'pretraining-pays', runs: { tuned }, margin: ({ tuned: m }) => m['accuracy.full'] - m['accuracy.scratch'] - 0.02, share: 0.8 },
    { id: 'features-pay', runs: { tuned }, margin: ({ tuned: m }) => m['accuracy.features'] - m['accuracy.scratch'], share: 0.8 },
    { id: 'few-parameters', runs: { tuned }, margin: ({ tuned: m }) => 0.02 - Math.max(...EFFICIENT.map((method) => m[`trained.${method}`])) / m['trained.full'] },
    { id: 'few-keep-up', runs: { tuned }, margin: ({ tuned: m }) => mean(EFFICIENT.map((method) => m[`accuracy.${method}`])) - m['accuracy.full'] + 0.12 },
    { id: 'memory', runs: { tuned }, margin: ({ tuned: m }) => m['memory.full'] / m['memory.lora'] - 3.5 },
    { id: 'format-is-learned', runs: { shots }, margin: ({ shots: m }) => m.formatGain - 1 },
    { id: 'pairs-are-learned', runs: { shots }, margin: ({ shots: m }) => m.pairsGain - 0.5 },
    { id: 'labels-come-near', runs: { shots }, margin: ({ shots: m }) => m.labelsGain - 0.3 },
    { id: 'labels-stay-a-coin', runs: { shots }, margin: ({ shots: m }) => 0.85 - m.labelsRight },
    { id: 'reward-model-agrees', runs: { preferred }, margin: ({ preferred: m }) => m.agreement - 0.5, share: 0.8 },
    { id: 'proxy-rises', runs: { preferred }, margin: ({ preferred: m }) => m.freeProxy - 3 },
    { id: 'truth-falls', runs: { preferred }, margin: ({ preferred: m }) => m.startTruth - m.freeTruth - 1 },
    { id: 'truth-rose-first', runs: { preferred }, margin: ({ preferred: m }) => m.bestFreeTruth - m.startTruth - 0.5 },
    { id: 'leash-keeps-truth', runs: { preferred }, margin: ({ preferred: m }) => Math.min(m.truth - m.freeTruth - 1, m.truthGain), share: 0.8 },
    { id: 'leash-keeps-near', runs: { preferred }, margin: ({ preferred: m }) => m.freeKl - m.kl - 10 },
  ],
  challenge: {
    simulation: rlhf.id,
    start: { model: 'zh', beta: 0, compare: false, iterations: 40 },
    locked: ['model', 'prompt', 'compare', 'iterations', 'texts', 'pairs'],
    pass: [metric('truth').atLeast(1.2), metric('kl').atMost(9)],
    distinction: [metric('truth').atLeast(1.4), metric('kl').atMost(7)],
    solution: { beta: 0.25 },
    seed: 18,
  },
  quiz: [
    choiceQuestion('frozen', ['features', 'full', 'lora', 'last'], 'features'),
    numberQuestion('lora-count', 2048),
    choiceQuestion('prefix-soft', ['layers', 'words', 'labels', 'size'], 'layers'),
    choiceQuestion('in-context-weights', ['none', 'last', 'all', 'prompt'], 'none'),
    orderQuestion('rlhf-order', ['pretrain', 'supervised', 'compare', 'reward', 'ppo']),
    choiceQuestion('why-kl', ['faster', 'trust', 'memory', 'labels'], 'trust'),
    numberQuestion('penalised', 1.6, 0.005),
  ],
  reading: [
    { authors: 'N. Houlsby et al.', year: 2019, title: 'Parameter-Efficient Transfer Learning for NLP', venue: 'ICML' },
    { authors: 'B. Lester, R. Al-Rfou, N. Constant', year: 2021, title: 'The Power of Scale for Parameter-Efficient Prompt Tuning', venue: 'EMNLP' },
    { authors: 'X. L. Li, P. Liang', year: 2021, title: 'Prefix-Tuning: Optimizing Continuous Prompts for Generation', venue: 'ACL' },
    { authors: 'E. J. Hu et al.', year: 2022, title: 'LoRA: Low-Rank Adaptation of Large Language Models', venue: 'ICLR' },
    { authors: 'T. B. Brown et al.', year: 2020, title: 'Language Models are Few-Shot Learners', venue: 'NeurIPS' },
    { authors: 'S. Min et al.', year: 2022, title: 'Rethinking the Role of Demonstrations: What Makes In-Context Learning Work?', venue: 'EMNLP' },
    { authors: 'J. Schulman et al.', year: 2017, title: 'Proximal Policy Optimization Algorithms', venue: 'arXiv:1707.06347' },
    { authors: 'L. Ouyang et al.', year: 2022, title: 'Training Language Models to Follow Instructions with Human Feedback', venue: 'NeurIPS' },
    { authors: 'L. Gao, J. Schulman, J. Hilton', year: 2023, title: 'Scaling Laws for Reward Model Overoptimization', venue: 'ICML' },
  ],
});
