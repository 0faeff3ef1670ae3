/**
 * A convolution and a fully connected layer with the same weights, side by side: their outputs on real digits, then both trained
 * apart, each by its own gradients, on the same batches. Where the two are one function they stay together up to rounding; where
 * the convolution shares weights, the copies in the fully connected layer go their own ways.
 */
import { F, optim, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';
import { choice, defineSimulation, integer, message, real, type Frame, type Metrics } from '../../src/lesson/index.js';
import { caseOf, CASES, type Case } from './cases.js';
import { differenceOf, loopDifference, weightDifference } from './compare.js';
import { arrange, convParameters, denseParameters, OUTPUTS, PIXELS, SIDE } from './geometry.js';
import { smallMatrix } from './matrix.js';
import { picturesOf, type History } from './panels.js';
import { ConvTwin, DenseTwin, evaluate, inputsOf, scoresOf } from './twins.js';

const TRAIN = 1000;
const TEST = 500;
const BATCH = 64;
const FRAMES = 60;
/** Pictures on which the plain loops are run. */
const LOOPED = 20;

export const fcConvEquivalence = defineSimulation({
  id: 'fc-conv-equivalence',
  version: 1,
  params: {
    case: choice(CASES),
    kernel: integer({ min: 1, max: SIDE, default: 3 }),
    order: choice(['same', 'reversed', 'shuffled']),
    digit: integer({ min: 0, max: 9, default: 3 }),
    steps: integer({ min: 0, max: 1000, step: 50, default: 200 }),
    learningRate: real({ min: 0.01, max: 3, step: 10 ** 0.25, scale: 'log', default: 1 }),
  },
  metrics: {
    startDifference: {},
    maxDifference: { better: 'lower' },
    loopDifference: {},
    bitEqual: { format: 'percent', digits: 1 },
    convParameters: { format: 'integer', better: 'lower' },
    fcParameters: { format: 'integer', better: 'lower' },
    savedFactor: { digits: 1, better: 'higher' },
    convAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    fcAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    weightDifference: { headline: false },
    sameAnswers: { format: 'percent', digits: 1, headline: false },
    matrixFilled: { format: 'percent', digits: 1, headline: false },
    matrixDifference: { headline: false },
    positions: { format: 'integer', headline: false },
  },
  *run({ params, random }) {
    const shape = caseOf(params.case, params.kernel);
    const task = digitTask(shape, random.split('data'));
    const conv = new ConvTwin(shape, random.split('weights'));
    const dense = new DenseTwin(shape, conv, inputOrder(params.order, inputsOf(shape), random.split('order')), random.split('twin'));
    const optimizers = [conv, dense].map((twin) => ({ twin, optimizer: new optim.SGD(twin.parameters(), { lr: params.learningRate }) }));
    const batches = random.split('batches');
    const history: History = { steps: [], outputs: [], weights: [] };
    const example = task.testLabels.indexOf(params.digit);
    const loops = loopDifference(conv, dense, task.testPixels.subarray(0, LOOPED * PIXELS)).most;
    const every = Math.max(1, Math.floor(params.steps / FRAMES));
    let first: number | undefined;

    const frameAt = (step: number): Frame => {
      const a = evaluate(conv, task.test);
      const b = evaluate(dense, task.test);
      const difference = differenceOf(a, b);
      first ??= difference.most;
      history.steps.push(step);
      history.outputs.push(difference.most);
      history.weights.push(weightDifference(conv, dense));
      const matrix = smallMatrix(shape, conv.conv.weight.toArray(), task.testPixels.subarray(example * PIXELS, (example + 1) * PIXELS));
      const [convAnswers, denseAnswers] = [a, b].map((outputs) => answersOf(outputs, shape.geometry.positions));
      const metrics: Metrics = {
        startDifference: first,
        maxDifference: difference.most,
        loopDifference: loops,
        bitEqual: difference.same,
        ...sizesOf(shape, dense),
        convAccuracy: agreement(convAnswers, task.testLabels),
        fcAccuracy: agreement(denseAnswers, task.testLabels),
        weightDifference: history.weights[history.weights.length - 1],
        sameAnswers: agreement(convAnswers, denseAnswers),
        matrixFilled: matrix.filled,
        matrixDifference: matrix.difference,
        positions: shape.geometry.positions,
      };
      return {
        progress: params.steps === 0 ? 1 : step / params.steps,
        metrics,
        panels: picturesOf({ shape, conv, dense, outputs: [a, b], example, digit: params.digit, steps: params.steps, history, matrix }),
        note: step === 0 ? 'note.start' : message(step === params.steps ? 'note.done' : 'note.training', { step, steps: params.steps }),
      };
    };

    try {
      yield frameAt(0);
      for (let step = 1; step <= params.steps; step++) {
        const rows = Int32Array.from({ length: BATCH }, () => batches.integer(TRAIN));
        const labels = Int32Array.from(rows, (row) => task.trainLabels[row]);
        for (const { twin, optimizer } of optimizers) {
          scope(() => {
            const loss = F.crossEntropy(scoresOf(twin.forward(task.train.index(rows))), labels);
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step();
          });
        }
        if (step % every === 0 || step === params.steps) yield frameAt(step);
      }
    } finally {
      for (const disposable of [task.train, task.test, conv, dense]) disposable.dispose();
    }
  },
});

interface Task {
  /** [N, C, S, S] */
  readonly train: Tensor;
  readonly trainLabels: Int32Array;
  readonly test: Tensor;
  readonly testPixels: Float32Array;
  readonly testLabels: Int32Array;
}

function digitTask({ block, geometry: { channels, side } }: Case, random: Random): Task {
  const set = digits();
  const split = balancedSplit(set, { train: TRAIN, test: TEST }, random);
  const testPixels = arrange(pixelsOf(set, split.test), block);
  return {
    train: tensor(arrange(pixelsOf(set, split.train), block), [TRAIN, channels, side, side]),
    trainLabels: labelsOf(set, split.train),
    test: tensor(testPixels, [TEST, channels, side, side]),
    testPixels,
    testLabels: labelsOf(set, split.test),
  };
}

function inputOrder(order: 'same' | 'reversed' | 'shuffled', count: number, random: Random): Int32Array {
  if (order === 'shuffled') return random.permutation(count);
  return Int32Array.from({ length: count }, (_, i) => (order === 'same' ? i : count - 1 - i));
}

/** What the two layers weigh, and what a layer of free weights with as many outputs would. */
function sizesOf({ geometry, sees }: Case, dense: DenseTwin): Metrics {
  const { channels, side, kernel } = geometry;
  const conv = convParameters(geometry);
  const free = sees === 'position' ? denseParameters(channels, side, kernel) : dense.parameterCount();
  return { convParameters: conv, fcParameters: dense.parameterCount(), savedFactor: free / conv };
}

/** The class whose output is largest over all positions, [N]. */
function answersOf(outputs: Float32Array, positions: number): Int32Array {
  const each = OUTPUTS * positions;
  return Int32Array.from({ length: outputs.length / each }, (_, n) => {
    let best = 0;
    for (let i = 1; i < each; i++) if (outputs[n * each + i] > outputs[n * each + best]) best = i;
    return Math.floor(best / positions);
  });
}

function agreement(a: Int32Array, b: Int32Array): number {
  return a.reduce((same, value, i) => same + (value === b[i] ? 1 : 0), 0) / a.length;
}
