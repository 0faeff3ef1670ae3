/**
 * A recurrent encoder-decoder with and without attention, trained live on the same random letters to write them backwards: right
 * letters by length, and what the network with attention looks at. After Sutskever et al. (2014) and Bahdanau et al. (2015).
 */
import { optim, scope, type Random } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, type Frame, type Metrics } from '../../src/lesson/index.js';
import { examine, markAt, reachOf, type Mark } from './marks.js';
import { BEYOND, drawExam, drawSequences, SHORTEST, type Sequences, type Task } from './reversal.js';
import { rnnPanels } from './rnn-panels.js';
import { Seq2Seq } from './seq2seq.js';

export const KINDS = ['with', 'without'] as const;
export type Kind = (typeof KINDS)[number];

const ROWS = 32;
const WARM_UP = 20;
const EXAMS = 20;
const FRAME_EVERY = 5;
/** A length that both networks should manage. */
const SHORT = 4;

/** One of the networks, and what is known of it. */
export interface Candidate {
  readonly kind: Kind;
  readonly network: Seq2Seq;
  readonly optimizer: optim.Adam;
  readonly parameters: number;
  /** Of the newest exam, by length. */
  marks: readonly Mark[];
  /** Share of letters right at the longest length of training, exam by exam. */
  readonly course: { readonly step: number; readonly letters: number }[];
}

export const rnnAttention = defineSimulation({
  id: 'rnn-attention',
  version: 1,
  params: {
    networks: choice(['both', 'with', 'without']),
    task: choice(['reverse', 'copy']),
    longest: integer({ default: 12, min: 4, max: 20, step: 2 }),
    hidden: integer({ default: 32, min: 4, max: 96, step: 4 }),
    letters: integer({ default: 8, min: 2, max: 26 }),
    steps: integer({ default: 1000, min: 100, max: 2000, step: 100 }),
    learningRate: real({ default: 0.01, min: 0.001, max: 0.1, step: 10 ** 0.25, scale: 'log' }),
  },
  metrics: {
    withAccuracy: { format: 'percent', better: 'higher' },
    withoutAccuracy: { format: 'percent', better: 'higher' },
    withReach: { format: 'integer', better: 'higher' },
    withoutReach: { format: 'integer', better: 'higher' },
    alignment: { format: 'percent' },
    withShort: { format: 'percent', better: 'higher', headline: false },
    withoutShort: { format: 'percent', better: 'higher', headline: false },
    withSequences: { format: 'percent', better: 'higher', headline: false },
    withoutSequences: { format: 'percent', better: 'higher', headline: false },
    withBeyond: { format: 'percent', better: 'higher', headline: false },
    withoutBeyond: { format: 'percent', better: 'higher', headline: false },
    withoutFirst: { format: 'percent', headline: false },
    withoutLast: { format: 'percent', headline: false },
    offset: { digits: 1, headline: false },
    parameters: { format: 'integer', better: 'lower' },
    accuracy: { format: 'percent', better: 'higher', headline: false },
  },
  *run({ params, random }) {
    const { task, longest, letters, hidden, steps, learningRate } = params;
    yield { progress: 0, metrics: {}, panels: [], note: 'note.begin' };
    const exam = drawExam(task, letters, longest, random.split('exam'));
    const candidates = KINDS.filter((kind) => params.networks === 'both' || params.networks === kind).map((kind) => candidate(kind, letters, hidden, random.split('weights')));
    const batches = random.split('batches');
    const factor = optim.linearSchedule(steps, { warmup: WARM_UP, floor: 0.05 });

    for (let step = 1; step <= steps; step++) {
      const length = SHORTEST + batches.integer(longest - SHORTEST + 1);
      const batch = drawSequences(task, letters, ROWS, length, batches);
      for (const learner of candidates) learn(learner, batch, learningRate * factor(step - 1));
      const examined = step % Math.ceil(steps / EXAMS) === 0 || step === steps;
      if (examined) {
        for (const learner of candidates) {
          learner.marks = exam.map((sequences) => examine(learner.network, task, sequences));
          learner.course.push({ step, letters: markAt(learner.marks, longest)?.letters ?? 0 });
        }
      }
      if (examined || step % FRAME_EVERY === 0) yield frameOf(candidates, exam, { task, longest, letters, step, steps });
    }
  },
});

function candidate(kind: Kind, letters: number, hidden: number, random: Random): Candidate {
  const network = new Seq2Seq(letters, hidden, kind === 'with', random);
  return { kind, network, optimizer: new optim.Adam(network.parameters(), { betas: [0.9, 0.98] }), parameters: network.parameterCount(), marks: [], course: [] };
}

/** One step on a batch; the same batches for every network. */
function learn({ network, optimizer }: Candidate, batch: Sequences, rate: number): void {
  optimizer.lr = rate;
  scope(() => {
    optimizer.zeroGrad();
    network.loss(batch).backward();
    optim.clipGradNorm(network.parameters(), 1);
    optimizer.step();
  });
}

export interface Stand {
  readonly task: Task;
  readonly longest: number;
  readonly letters: number;
  readonly step: number;
  readonly steps: number;
}

function frameOf(candidates: readonly Candidate[], exam: readonly Sequences[], stand: Stand): Frame {
  const { step, steps } = stand;
  return {
    progress: step / steps,
    metrics: metricsOf(candidates, stand),
    panels: rnnPanels(candidates, exam, stand),
    note: step === steps ? 'note.trained' : message('note.step', { step, steps }),
  };
}

function metricsOf(candidates: readonly Candidate[], { longest }: Stand): Metrics {
  const metrics: Record<string, number> = { parameters: candidates.reduce((sum, { parameters }) => sum + parameters, 0) };
  for (const { kind, marks } of candidates) {
    const [end, short, beyond] = [longest, SHORT, longest + BEYOND].map((length) => markAt(marks, length));
    if (!end || !short || !beyond) continue;
    metrics[`${kind}Accuracy`] = end.letters;
    metrics[`${kind}Reach`] = reachOf(marks);
    metrics[`${kind}Short`] = short.letters;
    metrics[`${kind}Sequences`] = end.sequences;
    metrics[`${kind}Beyond`] = beyond.letters;
    metrics.accuracy = Math.max(metrics.accuracy ?? 0, end.letters);
    if (end.alignment !== undefined) metrics.alignment = end.alignment;
    if (end.offset !== undefined) metrics.offset = end.offset;
    if (kind === 'without') {
      metrics.withoutFirst = end.places[0];
      metrics.withoutLast = end.places[end.places.length - 1];
    }
  }
  return metrics;
}
