/** Level 7: five ways of training on several devices, what each costs in memory, waiting and sending, and one of them for real. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { dataParallel } from './data-parallel.js';
import { parallelTraining } from './parallel-training.js';

const step = (params: ParamValues = {}): ClaimRun => ({ simulation: parallelTraining.id, params });
const replicas = (params: ParamValues = {}): ClaimRun => ({ simulation: dataParallel.id, params: { steps: 60, ...params } });
/** What the definition of "the same" in the words allows: a ten-thousandth of what training changed. */
const SAME = 1e-4;
/** One long text: there is nothing to split but the text itself. */
const LONG: ParamValues = { strategy: 'sequence', sequence: 8192, batch: 1, microBatches: 1, devices: 8, layers: 16 };

export default defineLesson({
  id: 'multi-gpu',
  number: 7,
  cards: ['why', 'data', 'model', 'pipeline', 'tensor', 'sequence', 'memory', 'choose'],
  simulations: [parallelTraining, dataParallel],
  predictions: [
    { simulation: parallelTraining.id, options: ['none', 'quarter', 'half', 'most'], outcome: idleness },
    { simulation: dataParallel.id, options: ['same', 'close', 'different'], outcome: sameness },
  ],
  claims: [
    {
      id: 'bubble',
      runs: { run: step() },
      margin: ({ run }) => 0.005 - Math.abs(run.idleShare - run.bubble),
    },
    {
      id: 'smaller-pieces-less-waiting',
      runs: { few: step({ microBatches: 2 }), many: step({ microBatches: 16 }) },
      margin: ({ few, many }) => few.idleShare - 3 * many.idleShare,
    },
    {
      id: 'one-by-one',
      runs: { gpipe: step(), alternating: step({ schedule: '1f1b' }) },
      margin: ({ gpipe, alternating }) => Math.min(0.6 - alternating.activations / gpipe.activations, 0.01 - Math.abs(alternating.stepTime / gpipe.stepTime - 1)),
    },
    {
      id: 'layer-by-layer',
      runs: { run: step() },
      margin: ({ run }) => 0.01 - Math.abs(run['idle.model'] - 0.75),
    },
    {
      id: 'data-fastest',
      runs: { run: step() },
      margin: ({ run }) => Math.min(...['model', 'tensor', 'pipeline', 'sequence'].map((kind) => run[`time.${kind}`])) - run['time.data'],
    },
    {
      id: 'too-large-for-one',
      runs: { run: step({ width: 4096, schedule: '1f1b', microBatches: 16 }) },
      margin: ({ run }) => Math.min(run['peak.data'] - 40e9, 40e9 - run['peak.pipeline']) / 1e9,
    },
    {
      id: 'tensor-needs-fast-links',
      runs: { fast: step(), slow: step({ bandwidth: 25 }) },
      margin: ({ fast, slow }) => Math.min(fast['time.pipeline'] - fast['time.tensor'], slow['time.tensor'] - slow['time.pipeline']),
    },
    {
      id: 'overlap-hides',
      runs: { after: step({ strategy: 'data', bandwidth: 25, overlap: false }), during: step({ strategy: 'data', bandwidth: 25 }) },
      margin: ({ after, during }) => 0.2 - during.exposedTime / after.exposedTime,
    },
    {
      id: 'slowest-sets-the-pace',
      runs: { even: step({ strategy: 'data', layers: 16 }), slow: step({ strategy: 'data', layers: 16, straggler: 0.5 }) },
      margin: ({ even, slow }) => slow.stepTime / even.stepTime - 1.45,
    },
    {
      id: 'long-texts',
      runs: { run: step(LONG) },
      margin: ({ run }) => Math.min((run['peak.data'] - 40e9) / 1e9, run['time.tensor'] - run['time.sequence']),
    },
    {
      id: 'exchange-is-exact',
      runs: { run: step(LONG) },
      margin: ({ run }) => Math.min(1e-5 - run.exchangedDifference, run.localDifference - 0.1),
    },
    {
      id: 'same-as-big-batch',
      runs: { run: replicas() },
      margin: ({ run }) => SAME * run.weightChange - run.bigBatchDifference,
    },
    {
      id: 'bit-for-bit',
      runs: { run: replicas() },
      margin: ({ run }) => (run.accumulatedDifference === 0 && run.replicaDifference === 0 ? 1 : -1),
    },
    {
      id: 'drift-apart',
      runs: { run: replicas({ average: false }) },
      margin: ({ run }) => run.replicaDifference - 0.1 * run.weightChange,
    },
    {
      id: 'apart-is-worse',
      runs: { run: replicas({ average: false }) },
      margin: ({ run }) => run.bigBatchAccuracy - run.worstAccuracy,
    },
  ],
  challenge: {
    simulation: parallelTraining.id,
    start: { strategy: 'data', devices: 8, layers: 32, width: 4096, batch: 64, bandwidth: 25 },
    locked: ['devices', 'layers', 'width', 'batch', 'sequence', 'bandwidth', 'memory', 'speed', 'straggler'],
    pass: [metric('fits').atLeast(1), metric('idleShare').atMost(0.2)],
    distinction: [metric('idleShare').atMost(0.12)],
    solution: { strategy: 'pipeline', schedule: '1f1b', microBatches: 64 },
    seed: 7,
  },
  quiz: [
    choiceQuestion('which-kind', ['data', 'pipeline', 'tensor', 'sequence'], 'pipeline'),
    numberQuestion('bubble-share', 20, 0.5),
    numberQuestion('all-reduce-bytes', 3.5, 0.01),
    choiceQuestion('sequence-accuracy', ['exact', 'always-worse', 'better', 'shorter'], 'exact'),
    orderQuestion('data-step', ['copy', 'split', 'gradients', 'average', 'update']),
    choiceQuestion('not-averaged', ['drift', 'slower', 'same', 'crash'], 'drift'),
    choiceQuestion('tensor-where', ['inside', 'between', 'anywhere', 'slow-links'], 'inside'),
    numberQuestion('state-bytes', 112, 1),
  ],
  reading: [
    { authors: 'Y. Huang et al.', year: 2019, title: 'GPipe: Efficient Training of Giant Neural Networks using Pipeline Parallelism', venue: 'NeurIPS' },
    { authors: 'D. Narayanan et al.', year: 2019, title: 'PipeDream: Generalized Pipeline Parallelism for DNN Training', venue: 'SOSP' },
    { authors: 'M. Shoeybi et al.', year: 2019, title: 'Megatron-LM: Training Multi-Billion Parameter Language Models Using Model Parallelism', venue: 'arXiv:1909.08053' },
    { authors: 'S. Rajbhandari, J. Rasley, O. Ruwase, Y. He', year: 2020, title: 'ZeRO: Memory Optimizations Toward Training Trillion Parameter Models', venue: 'SC20' },
    { authors: 'S. Li et al.', year: 2020, title: 'PyTorch Distributed: Experiences on Accelerating Data Parallel Training', venue: 'PVLDB 13' },
    { authors: 'V. Korthikanti et al.', year: 2023, title: 'Reducing Activation Recomputation in Large Transformer Models', venue: 'MLSys' },
    { authors: 'S. Li, F. Xue, C. Baranwal, Y. Li, Y. You', year: 2023, title: 'Sequence Parallelism: Long Sequence Training from System Perspective', venue: 'ACL' },
    { authors: 'H. Liu, M. Zaharia, P. Abbeel', year: 2023, title: 'Ring Attention with Blockwise Transformers for Near-Infinite Context', venue: 'arXiv:2310.01889' },
    { authors: 'P. Patarasuk, X. Yuan', year: 2009, title: 'Bandwidth Optimal All-reduce Algorithms for Clusters of Workstations', venue: 'Journal of Parallel and Distributed Computing 69' },
  ],
});

/** How long the devices of the default pipeline wait, in words; another kind answers another question. */
function idleness({ idleShare, bubble }: Metrics): string | undefined {
  if (idleShare === undefined || bubble === undefined) return undefined;
  if (idleShare < 0.1) return 'none';
  return idleShare < 0.4 ? 'quarter' : idleShare < 0.65 ? 'half' : 'most';
}

/** Largest difference between the weights of a replica and of the device with the whole batch, beside what training changed. */
function sameness({ bigBatchDifference, weightChange }: Metrics): string {
  if (bigBatchDifference <= SAME * weightChange) return 'same';
  return bigBatchDifference <= 0.05 * weightChange ? 'close' : 'different';
}
