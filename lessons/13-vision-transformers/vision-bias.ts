/**
 * Three networks that bring different assumptions about pictures, trained alike on shifted digits, from few to many: a perceptron
 * (none), a convolutional network (nearby pixels, the same everywhere), a vision transformer (patches). Afterwards it is measured
 * what each does when the picture moves, and how far it looks.
 */
import { nn, type Random } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, toggle, type Frame, type Label } from '../../src/lesson/index.js';
import { AREA, roll } from './canvas.js';
import { ConvNet, Perceptron, POOLINGS, type Pooling } from './networks.js';
import { picturesOf } from './panels.js';
import { attentionReach, convolutionReach, evenReach, receptiveFields } from './reach.js';
import { emptyHistory, metricsOf, NETWORKS, TEST_SHIFTS, type History, type NetworkName } from './record.js';
import { convolutionStage, equivarianceError, outputChange, patchStage, pooledStage, SHIFTS, type Stage } from './symmetry.js';
import { centredTest, drawTask, movedTest, trainingSet, type Task } from './task.js';
import { accuracyOn, train } from './training.js';
import { STEMS, VisionTransformer } from './vit.js';

const SELECTIONS = { all: NETWORKS, 'cnn-vit': ['cnn', 'vit'], mlp: ['mlp'], cnn: ['cnn'], vit: ['vit'] } as const satisfies Record<string, readonly NetworkName[]>;
const PATCHES = ['2', '3', '4', '6'] as const;
const LEARNING_RATES: Readonly<Record<NetworkName, number>> = { mlp: 0.01, cnn: 0.01, vit: 0.004 };
/** From size to size along the curve. */
const FACTOR = 4;
const SMALLEST = 75;
/** A set a quarter as large is trained half as long, but not shorter than this. */
const FEWEST_STEPS = 200;
/** Test digits on which maps and attention are measured. */
const PROBES = 100;
/** Test digits on which changes of the answer are measured. */
const ASKED = 200;

export const visionBias = defineSimulation({
  id: 'vision-bias',
  version: 1,
  params: {
    trainImages: integer({ min: SMALLEST, max: 9600, step: 2, scale: 'log', default: 4800 }),
    sizes: integer({ min: 1, max: 4, default: 4 }),
    trainShift: integer({ min: 0, max: 2, default: 1 }),
    augmentation: toggle(false),
    networks: choice(['all', 'cnn-vit', 'mlp', 'cnn', 'vit']),
    pooling: choice(POOLINGS),
    sharing: toggle(true),
    patch: choice(PATCHES, { default: '4' }),
    positions: toggle(true),
    stem: choice(STEMS),
    depth: integer({ min: 1, max: 4, default: 2 }),
    steps: integer({ min: 50, max: 2000, step: 50, default: 800 }),
  },
  metrics: {
    mlpAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    cnnAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    vitAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    gapSmall: { format: 'percent', digits: 1 },
    gapLarge: { format: 'percent', digits: 1 },
    mlpFar: { format: 'percent', digits: 1, better: 'higher' },
    cnnFar: { format: 'percent', digits: 1, better: 'higher' },
    vitFar: { format: 'percent', digits: 1, better: 'higher' },
    convolutionWhole: { digits: 3, better: 'lower', headline: false },
    pooledWhole: { digits: 3, better: 'lower', headline: false },
    pooledPart: { digits: 3, better: 'lower', headline: false },
    patchesWhole: { digits: 3, better: 'lower', headline: false },
    patchesPart: { digits: 3, better: 'lower', headline: false },
    placedWhole: { digits: 3, better: 'lower', headline: false },
    placedPart: { digits: 3, better: 'lower', headline: false },
    mlpCentred: { format: 'percent', digits: 1, better: 'higher', headline: false },
    mlpNear: { format: 'percent', digits: 1, better: 'higher', headline: false },
    mlpChange: { digits: 3, headline: false },
    mlpPatchChange: { digits: 3, headline: false },
    mlpParameters: { format: 'integer', headline: false },
    cnnCentred: { format: 'percent', digits: 1, better: 'higher', headline: false },
    cnnNear: { format: 'percent', digits: 1, better: 'higher', headline: false },
    cnnChange: { digits: 3, headline: false },
    cnnPatchChange: { digits: 3, headline: false },
    cnnParameters: { format: 'integer', headline: false },
    vitCentred: { format: 'percent', digits: 1, better: 'higher', headline: false },
    vitNear: { format: 'percent', digits: 1, better: 'higher', headline: false },
    vitChange: { digits: 3, headline: false },
    vitPatchChange: { digits: 3, headline: false },
    vitParameters: { format: 'integer', headline: false },
    evenReach: { digits: 1, headline: false },
    'mlpAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'cnnAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'vitAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'cnnReach.*': { digits: 1, headline: false },
    'receptiveField.*': { format: 'integer', headline: false },
    'vitReach.*': { digits: 1, headline: false },
  },

  *run({ params, random }) {
    const { trainImages, steps, trainShift } = params;
    const sizes = sizesUpTo(trainImages, params.sizes);
    const names = SELECTIONS[params.networks];
    const task = drawTask(trainShift, random.split('task'));
    const probes = centredTest(task, PROBES);
    const history = emptyHistory(names, sizes);
    const work = sizes.map((size) => stepsFor(size, trainImages, steps) * names.length);
    const all = work.reduce((sum, each) => sum + each, 0);
    let done = 0;
    const frame = (note: Label, current = 0): Frame => ({
      progress: Math.min(1, (done + current) / all),
      metrics: metricsOf(history),
      panels: picturesOf(history, { task, probes, set: trainingSet(task, SHOWN, random.split('places')) }),
      note,
    });
    yield frame('note.start');

    for (const size of sizes) {
      const set = trainingSet(task, size, random.split('places')); // the smaller set is the beginning of the larger one
      for (const name of names) {
        const own = random.split(`${name} ${size}`);
        const network = MAKE[name](params, own.split('network'));
        const updates = stepsFor(size, trainImages, steps);
        const course = train(network, { set, test: task.test, steps: updates, learningRate: LEARNING_RATES[name], moving: params.augmentation ? trainShift : undefined, random: own });
        const note = message(`note.${name}`, { size });
        try {
          let look = course.next();
          for (; !look.done; look = course.next()) {
            if (look.value.accuracy !== undefined) history.running = { name, size, accuracy: look.value.accuracy };
            yield frame(note, look.value.step);
          }
          history.running = undefined;
          history.accuracy[name].push(look.value);
          done += updates;
          yield frame(note);
          if (size !== trainImages) continue;
          for (const _part of examine(history, name, network, task, probes, Number(params.patch))) yield frame(note);
        } finally {
          network.dispose();
        }
      }
    }
    yield frame('note.done');
  },
});

/** Training pictures that are shown. */
const SHOWN = 8;

interface Switches {
  readonly pooling: Pooling;
  readonly sharing: boolean;
  readonly patch: string;
  readonly positions: boolean;
  readonly stem: (typeof STEMS)[number];
  readonly depth: number;
}

const MAKE: Readonly<Record<NetworkName, (switches: Switches, random: Random) => nn.Layer>> = {
  mlp: ({ depth }, random) => new Perceptron(depth, random),
  cnn: ({ depth, pooling, sharing }, random) => new ConvNet(depth, pooling, sharing, random),
  vit: ({ depth, patch, positions, stem }, random) => new VisionTransformer({ depth, patch: Number(patch), positions, stem, random }),
};

/** The largest size and at most three smaller ones, each a quarter of the next. */
function sizesUpTo(largest: number, count: number): number[] {
  const sizes: number[] = [];
  for (let size = largest; sizes.length < count && size >= SMALLEST; size = Math.round(size / FACTOR)) sizes.unshift(size);
  return sizes;
}

/** Proportional to the square root of the size. */
function stepsFor(size: number, largest: number, steps: number): number {
  return Math.max(Math.min(steps, FEWEST_STEPS), Math.round(steps * Math.sqrt(size / largest)));
}

/** Everything that is measured on a trained network; pauses after each part. */
function* examine(history: History, name: NetworkName, network: nn.Layer, task: Task, probes: Float32Array, patch: number): Generator<void, void, void> {
  const moved = TEST_SHIFTS.map((by) => movedTest(task, by));
  const [centred, right] = [0, 1].map((by) => moved[TEST_SHIFTS.indexOf(by)].pixels.subarray(0, ASKED * AREA));
  history.findings[name] = {
    parameters: network.parameterCount(),
    moved: moved.map((examples) => accuracyOn(network, examples)),
    onePixel: outputChange(network, centred, right),
    wholePatch: outputChange(network, centred, roll(centred, patch)),
  };
  yield;
  const errors = (stage: Stage) => SHIFTS.map((by) => equivarianceError(stage, probes, by));
  if (network instanceof ConvNet) {
    history.stages.push({ id: 'convolution', errors: errors(convolutionStage(network)), cell: 1 });
    if (network.pooled[0]) history.stages.push({ id: 'pooled', errors: errors(pooledStage(network)), cell: 2 });
    yield;
    history.cnnReach = convolutionReach(network, probes);
    history.receptiveFields = receptiveFields(network);
    yield;
  }
  if (network instanceof VisionTransformer) {
    history.stages.push({ id: 'patches', errors: errors(patchStage(network, false)), cell: patch });
    if (network.position) history.stages.push({ id: 'placed', errors: errors(patchStage(network, true)), cell: patch });
    yield;
    history.vitReach = attentionReach(network, probes);
    history.evenReach = evenReach(network);
    yield;
  }
}
