/**
 * One encoder, pretrained four ways, then examined on the same task with very few labels: by supervised transfer from other digits,
 * by restoring what was hidden or spoilt, by telling which two views belong together. Beside them, no pretraining at all.
 */
import { optim, type Random } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, type Frame, type Label } from '../../src/lesson/index.js';
import { metricsOf, PRETRAINED, type Course, type Pretrained, type Progress } from './course.js';
import { Exam } from './exam.js';
import { exampleFor } from './examples.js';
import { picturesOf } from './panels.js';
import { BATCH, Contrastive, SelfPrediction, Supervised, type Pretraining } from './pretexts.js';
import { drawTask, rowsOf, unlabelledPictures, WAYS } from './task.js';

/** Steps of supervised pretraining: its labelled pictures are learnt by then. */
const TRANSFER_STEPS = 200;
/** Examinations in the course of a pretraining, the first before it and the last after it. */
const EXAMINATIONS = 7;
/** Steps from one frame to the next: the contrastive ones take longest. */
const STEPS_A_FRAME: Readonly<Record<Pretrained, number>> = { transfer: 20, masked: 20, denoising: 20, contrastive: 8 };
/** About how long a step takes, for the progress bar. */
const STEP_WORK: Readonly<Record<Pretrained, number>> = { transfer: 0.3, masked: 1, denoising: 1, contrastive: 2.5 };

export const selfSupervised = defineSimulation({
  id: 'self-supervised',
  version: 1,
  params: {
    pretext: choice(['all', 'contrastive', 'masked', 'denoising']),
    labels: integer({ min: 1, max: 20, default: 1 }),
    steps: integer({ min: 0, max: 2000, step: 100, default: 800 }),
    pictures: choice(['all', 'others']),
    use: choice(['probe', 'finetune']),
    augmentation: choice(['affine-noise', 'affine', 'noise', 'shift']),
    temperature: real({ min: 0.05, max: 1, step: 0.05, default: 0.2 }),
    maskShare: real({ min: 0.1, max: 0.9, step: 0.1, default: 0.5, format: 'percent' }),
    draws: integer({ min: 1, max: 20, default: 5 }),
  },
  metrics: {
    contrastiveAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    denoisingAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    maskedAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    transferAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    scratchAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    rawAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    gainOverRaw: { format: 'percent', digits: 1, better: 'higher' },
    taskLabels: { format: 'integer', better: 'lower' },
    pretextSteps: { format: 'integer', better: 'lower', headline: false },
    loss: { digits: 3, better: 'lower', headline: false },
    'contrastiveAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'denoisingAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'maskedAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'transferAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'scratchAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'rawAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
  },
  *run({ params, random }) {
    const task = drawTask(random.split('task'));
    const exam = new Exam(task, params.labels, params.draws, random.split('exam'));
    const unlabelled = unlabelledPictures(task, params.pictures);
    const kinds = PRETRAINED.filter((kind) => kind === 'transfer' || params.pretext === 'all' || kind === params.pretext);
    const stepsOf = (kind: Pretrained) => (kind === 'transfer' ? Math.min(params.steps, TRANSFER_STEPS) : params.steps);
    const allWork = kinds.reduce((sum, kind) => sum + stepsOf(kind) * STEP_WORK[kind], 0);

    const course: Course = { results: {}, progress: {}, steps: {} };
    const frame = (note: Label): Frame => ({
      progress: allWork === 0 ? 1 : kinds.reduce((sum, kind) => sum + (course.steps[kind] ?? 0) * STEP_WORK[kind], 0) / allWork,
      metrics: metricsOf(course, exam),
      panels: picturesOf(course, exam, params),
      note,
    });

    course.example = exampleFor('transfer', undefined, task, params, random.split('example'));
    yield frame('note.raw');
    course.results.raw = exam.onPixels();
    yield frame('note.scratch');
    course.results.scratch = exam.byTraining();

    for (const kind of kinds) {
      // Each has random numbers of its own, so that the others change nothing about it.
      const learner = pretraining(kind, params, random.split(kind));
      const pictures = kind === 'transfer' ? task.source : unlabelled;
      const batches = endlessBatches(pictures.labels.length, random.split(kind).split('batches'));
      const steps = stepsOf(kind);
      const examinations = examinationsDuring(steps, params.use === 'probe' ? EXAMINATIONS : 2);
      const note = (step: number) => message(`note.${kind}`, { step, steps });
      const progress: Progress = { steps: [], accuracy: [] };
      course.progress[kind] = progress;
      for (let step = 0; ; step++) {
        if (examinations.includes(step)) {
          const result = params.use === 'probe' ? exam.onFeatures(learner.encoder) : exam.byTraining(learner.encoder);
          course.results[kind] = result;
          progress.steps.push(step);
          progress.accuracy.push(exam.asked(result));
        }
        course.steps[kind] = step;
        if (step % STEPS_A_FRAME[kind] === 0 || step === steps) {
          course.example = exampleFor(kind, learner, task, params, random.split('example'));
          yield frame(note(step));
        }
        if (step === steps) break;
        const batch = rowsOf(pictures, batches.next().value);
        course.loss = learner.learn(batch.pixels, batch.labels);
      }
    }
    yield frame('note.done');
  },
});

interface Settings {
  readonly augmentation: 'affine-noise' | 'affine' | 'noise' | 'shift';
  readonly temperature: number;
  readonly maskShare: number;
}

function pretraining(kind: Pretrained, { augmentation, temperature, maskShare }: Settings, random: Random): Pretraining {
  switch (kind) {
    case 'transfer':
      return new Supervised(WAYS, random);
    case 'masked':
    case 'denoising':
      return new SelfPrediction(kind, maskShare, random);
    case 'contrastive':
      return new Contrastive(augmentation, temperature, random);
  }
}

/** After how many steps the encoder is examined. */
function examinationsDuring(steps: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.round((steps * i) / (count - 1)));
}

/** Places of batch after batch, for ever; each epoch in a new order, its rest dropped. */
function* endlessBatches(count: number, random: Random): Generator<Int32Array, never, void> {
  for (;;) yield* optim.batches(count, Math.min(BATCH, count), random, { dropLast: true });
}
