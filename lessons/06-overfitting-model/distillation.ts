/**
 * Distillation of a class that is never shown: a large teacher knows all ten digits, two small students see every digit but one. One
 * learns from labels, the other from the teacher's softened guesses; in them is what the missing digit has in common with the rest.
 */
import { F, noGrad, optim, scope, stats, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { agreement, DIGIT_CLASSES, DIGIT_PIXELS, noisyDigits, type LabelledDigits } from '../../src/data/noisy-digits.js';
import { defineSimulation, integer, message, real, type Frame, type Label } from '../../src/lesson/index.js';
import { distillationMetrics, picturesOf, type Course, type History, type Student } from './distillation-panels.js';
import { Classifier } from './network.js';

const TEACHER = { hidden: 128, updates: 600, images: 1100 };
const TEST_IMAGES = 600;
const BATCH = 64;
const LEARNING_RATE = 3e-3;
const CHECKPOINTS = 10;

export const distillation = defineSimulation({
  id: 'distillation',
  version: 1,
  params: {
    omitted: integer({ min: 0, max: 9, default: 3 }),
    temperature: real({ min: 1, max: 20, step: 1, default: 8, digits: 0 }),
    hidden: integer({ min: 4, max: 128, step: 2, scale: 'log', default: 32 }),
    transferImages: integer({ min: 100, max: 1100, step: 100, default: 1000 }),
    updates: integer({ min: 50, max: 1500, step: 50, default: 500 }),
    repetitions: integer({ min: 1, max: 20, default: 5 }),
  },
  metrics: {
    hardOmitted: { format: 'percent', digits: 1, better: 'higher' },
    softOmitted: { format: 'percent', digits: 1, better: 'higher' },
    hardAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    softAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    teacherAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    shareOfWeights: { format: 'percent', digits: 0, better: 'lower' },
    teacherOmitted: { format: 'percent', digits: 1, headline: false },
    hint: { format: 'percent', digits: 2, headline: false },
    softLowest: { format: 'percent', digits: 1, headline: false },
  },

  *run({ params, random }) {
    const { omitted, temperature, hidden, transferImages, updates, repetitions } = params;
    const history: History = { courses: [], omitted, temperature, hidden, teacherHidden: TEACHER.hidden };
    const trainings = 3 * repetitions;
    let finished = 0;
    const frame = (note: Label, done = 0): Frame => ({
      progress: Math.min(1, (finished + done) / trainings),
      metrics: distillationMetrics(history),
      panels: picturesOf(history),
      note,
    });
    yield frame('note.start');
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      const own = random.split(`repetition ${repetition}`);
      const { test, train } = noisyDigits({ test: TEST_IMAGES, train: TEACHER.images }, 0, own.split('digits'));
      const transfer = without(train, omitted, transferImages);
      const [trainPixels, transferPixels, testPixels] = [train, transfer, test].map(pixelsTensor);
      const note = (who: string) => message(`note.${who}`, { repetition, repetitions });

      const teacher = new Classifier(TEACHER.hidden, 0, own.split('teacher'));
      for (const done of learn(teacher, trainPixels, { labels: train.truth }, TEACHER.updates, own.split('teacher batches'))) yield frame(note('teacher'), done);
      finished++;
      const soft = teacher.probabilities(transferPixels, temperature);
      const hints = Array.from(transfer.truth, (_, i) => soft[i * DIGIT_CLASSES + omitted]);
      const course: Course = {
        teacher: scoresOf(teacher, testPixels, test, omitted),
        // The image in which the teacher sees most of the missing digit.
        example: exampleAt(hints.indexOf(Math.max(...hints)), transfer, [teacher.probabilities(transferPixels), soft]),
        hint: stats.mean(hints),
        students: {},
      };
      history.courses.push(course);

      const targets = tensor(soft, [transfer.truth.length, DIGIT_CLASSES]);
      for (const who of ['hard', 'soft'] as const) {
        // Both start alike and see the same batches.
        const network = new Classifier(hidden, 0, own.split('student'));
        const student: Student = { done: [], omitted: [], accuracy: [] };
        course.students[who] = student;
        const goal = who === 'hard' ? { labels: transfer.truth } : { targets, temperature };
        for (const done of learn(network, transferPixels, goal, updates, own.split('student batches'))) {
          const scores = scoresOf(network, testPixels, test, omitted);
          student.done.push(done);
          student.omitted.push(scores.omitted);
          student.accuracy.push(scores.accuracy);
          yield frame(note(who), done);
        }
        network.dispose();
        finished++;
      }
      for (const each of [teacher, targets, trainPixels, transferPixels, testPixels]) each.dispose();
    }
    yield frame('note.done');
  },
});

type Goal = { readonly labels: Int32Array } | { readonly targets: Tensor; readonly temperature: number };

/** Trains with Adam; yields the share that is done, from 0 on. */
function* learn(network: Classifier, pixels: Tensor, goal: Goal, updates: number, random: Random): Generator<number, void, void> {
  const optimizer = new optim.Adam(network.parameters(), { lr: LEARNING_RATE });
  const batches = optim.endlessBatches(pixels.shape[0], Math.min(BATCH, pixels.shape[0]), random);
  yield 0;
  for (let update = 1; update <= updates; update++) {
    const rows = batches.next().value;
    scope(() => {
      const logits = network.forward(pixels.index(rows));
      const loss =
        'labels' in goal
          ? F.crossEntropy(logits, Int32Array.from(rows, (row) => goal.labels[row]))
          : // T squared keeps the gradients as large as those of labels (Hinton, Vinyals and Dean, 2015).
            F.crossEntropy(logits.div(goal.temperature), goal.targets.index(rows)).mul(goal.temperature * goal.temperature);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    });
    if (update % Math.max(1, Math.round(updates / CHECKPOINTS)) === 0 || update === updates) yield update / updates;
  }
}

/** The first `count` that do not show this digit. */
function without({ pixels, truth, given }: LabelledDigits, digit: number, count: number): LabelledDigits {
  const rows = Array.from(truth.keys()).filter((i) => truth[i] !== digit).slice(0, count);
  const kept = new Float32Array(rows.length * DIGIT_PIXELS);
  rows.forEach((row, i) => kept.set(pixels.subarray(row * DIGIT_PIXELS, (row + 1) * DIGIT_PIXELS), i * DIGIT_PIXELS));
  return { pixels: kept, truth: Int32Array.from(rows, (row) => truth[row]), given: Int32Array.from(rows, (row) => given[row]) };
}

const pixelsTensor = ({ pixels }: LabelledDigits): Tensor => tensor(pixels, [pixels.length / DIGIT_PIXELS, DIGIT_PIXELS]);

/** Accuracy on all test images, and on those of the digit that was left out. */
function scoresOf(network: Classifier, pixels: Tensor, { truth }: LabelledDigits, omitted: number): { readonly accuracy: number; readonly omitted: number } {
  const guesses = scope(() => noGrad(() => network.forward(pixels).argmax(1)));
  const rows = Array.from(truth.keys()).filter((i) => truth[i] === omitted);
  return { accuracy: agreement(guesses, truth), omitted: agreement(rows.map((i) => guesses[i]), rows.map((i) => truth[i])) };
}

function exampleAt(i: number, { pixels, truth }: LabelledDigits, probabilities: readonly Float32Array[]): Course['example'] {
  const part = (values: Float32Array, size: number) => values.slice(i * size, (i + 1) * size);
  return { pixels: part(pixels, DIGIT_PIXELS), label: truth[i], probabilities: probabilities.map((each) => part(each, DIGIT_CLASSES)) };
}
