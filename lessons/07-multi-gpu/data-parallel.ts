/**
 * Data parallelism for real: replicas in threads, each with its part of every batch, average their gradients; beside them one device
 * that takes the whole batch at once, and one that takes the same parts one after the other.
 */
import { tensor, type Random } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';
import { choice, defineSimulation, integer, message, real, toggle, type Frame } from '../../src/lesson/index.js';
import { dataPanels } from './data-panels.js';
import { DigitNetwork } from './digit-network.js';
import { largestDifference, type History, type Timing } from './history.js';
import { batchPart, replica } from './replica.js';
import { Replicas } from './replicas.js';
import { SharedTask } from './shared.js';

const TRAIN_IMAGES = 1200;
const TEST_IMAGES = 500;
/** Points of the curves. */
const CHECKPOINTS = 20;
/** Progress when training is through and the stopwatch begins. */
const TIME_FROM = 0.7;
/** Each number of replicas is timed this often, and the fastest counts: whatever else the machine does only slows down. */
const ROUNDS = 5;
const TIMED_STEPS = 10;

export const dataParallel = defineSimulation({
  id: 'data-parallel',
  version: 1,
  params: {
    replicas: integer({ min: 2, max: 8, default: 4 }),
    batch: integer({ min: 8, max: 512, step: 8, default: 64 }),
    hidden: integer({ min: 16, max: 1024, step: 2, scale: 'log', default: 64 }),
    steps: integer({ min: 20, max: 300, step: 20, default: 100 }),
    average: toggle(true),
    optimizer: choice(['sgd', 'adam']),
    learningRate: real({ min: 1e-4, max: 0.5, step: 10 ** 0.25, scale: 'log', default: 0.05 }),
  },
  metrics: {
    bigBatchDifference: { format: 'scientific', better: 'lower' },
    accumulatedDifference: { format: 'scientific', better: 'lower' },
    replicaDifference: { format: 'scientific', better: 'lower' },
    weightChange: { format: 'scientific', headline: false },
    accuracy: { format: 'percent', better: 'higher' },
    worstAccuracy: { format: 'percent', better: 'higher', headline: false },
    bigBatchAccuracy: { format: 'percent', better: 'higher' },
    measuredSpeedup: { digits: 2, better: 'higher', measured: true },
    exchangeShare: { format: 'percent', better: 'lower', measured: true },
    'stepTime.*': { better: 'lower', headline: false, measured: true },
  },
  thread: replica,
  *run({ params, random, startThreads }) {
    const { replicas, batch, hidden, steps, average } = params;
    const setting = { replicas, batch, hidden, steps, images: TRAIN_IMAGES, learningRate: params.learningRate, adam: params.optimizer === 'adam' };
    const history: History = { replicas, steps, average, points: [], timings: [] };
    const frame = (progress: number, note: Frame['note']): Frame => ({ progress, note, ...dataPanels(history) });
    yield frame(0, 'note.begin');

    const task = SharedTask.allocate(setting);
    const test = prepare(task, random);
    const team = new Replicas(task, startThreads);
    try {
      const whole = new DigitNetwork(setting);
      const parts = new DigitNetwork(setting);
      for (const network of [whole, parts]) network.begin(task.initial);
      const reader = new DigitNetwork(setting); // to look at replicas' weights with
      const [wholeWeights, partWeights] = [task.initial.slice(), task.initial.slice()];

      for (let checkpoint = 0; checkpoint < CHECKPOINTS; checkpoint++) {
        const [from, to] = [checkpoint, checkpoint + 1].map((at) => Math.round((at * steps) / CHECKPOINTS));
        team.run({ active: replicas, from, to, average });
        for (let step = from; step < to; step++) {
          trainInParts(whole, task, step, 1);
          trainInParts(parts, task, step, replicas);
        }
        whole.weights(wholeWeights);
        parts.weights(partWeights);
        const distances = task.weights.map((weights) => largestDifference(task.weights[0], weights));
        history.points.push({
          step: to,
          bigBatch: largestDifference(task.weights[0], wholeWeights),
          accumulated: largestDifference(task.weights[0], partWeights),
          distances,
          replicas: Math.max(...distances),
          change: largestDifference(wholeWeights, task.initial),
          accuracies: task.weights.map((weights) => {
            reader.begin(weights);
            return reader.accuracy(test.images, test.labels);
          }),
          bigBatchAccuracy: whole.accuracy(test.images, test.labels),
        });
        yield frame((TIME_FROM * (checkpoint + 1)) / CHECKPOINTS, message('note.training', { step: to, steps }));
      }

      const counts = [1, 2, 4, 8].filter((count) => count < replicas).concat(replicas);
      for (let round = 0; round < ROUNDS; round++) {
        for (const [i, active] of counts.entries()) {
          const { computing, exchanging } = team.run({ active, from: 0, to: TIMED_STEPS, average: true });
          addTiming(history.timings, { replicas: active, computing, exchanging });
          yield frame(TIME_FROM + ((1 - TIME_FROM) * (round * counts.length + i)) / (ROUNDS * counts.length), message('note.timing', { round: round + 1, rounds: ROUNDS }));
        }
      }
      yield frame(1, average ? 'note.averaged' : 'note.apart');
    } finally {
      team.stop();
    }
  },
});

/** Fills the shared memory with pictures, starting weights and the order of the pictures. @returns the test set */
function prepare(task: SharedTask, random: Random) {
  const { images, batch, steps } = task.setting;
  const set = digits();
  const { train, test } = balancedSplit(set, { test: TEST_IMAGES, train: images }, random.split('data'));
  task.pixels.set(pixelsOf(set, train));
  task.labels.set(labelsOf(set, train));
  const order = random.split('batches');
  for (let at = 0; at < steps * batch; at += images) task.rows.set(order.permutation(images).subarray(0, steps * batch - at), at);
  new DigitNetwork(task.setting, random.split('weights')).weights(task.initial);
  return { images: tensor(pixelsOf(set, test), [test.length, 64]), labels: labelsOf(set, test) };
}

/** One step on a single device: the batch in `count` parts, one after the other, their gradients added up. */
function trainInParts(network: DigitNetwork, task: SharedTask, step: number, count: number): void {
  for (let part = 0; part < count; part++) {
    const { images, labels, share } = batchPart(task, step, part, count);
    network.accumulate(images, labels, share);
    images.dispose();
  }
  network.apply();
}

/** Keeps the fastest round of each number of replicas. */
function addTiming(timings: Timing[], timing: Timing): void {
  const at = timings.findIndex(({ replicas }) => replicas === timing.replicas);
  const total = ({ computing, exchanging }: Timing) => computing + exchanging;
  if (at < 0) timings.push(timing);
  else if (total(timing) < total(timings[at])) timings[at] = timing;
}
