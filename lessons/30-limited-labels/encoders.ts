/**
 * What pictures are turned into before the classifier sees them: their pixels, or what a network makes of them that was trained on
 * something else. Contrastive: Chen et al. (2020), SimCLR. Transfer: Yosinski et al. (2014). Episodes: Snell et al. (2017).
 */
import { F, linalg, nn, noGrad, optim, scope, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { warp } from '../../src/data/warp.js';
import { pixelsAt } from './sheet.js';
import type { Features } from './situation.js';
import type { Source } from './source.js';
import type { World } from './world.js';

export interface Encoder {
  /** [n * size] -> [n, features] */
  encode(pixels: Float32Array): linalg.Matrix;
  /** Frees the weights. */
  dispose(): void;
}

const LEARNING_RATE = 3e-3;
/** Rows of features have this length: what counts is their direction. */
const LENGTH = Math.sqrt(32);
const CHANNELS = 16;
const CONTRASTIVE = { steps: 200, batch: 128, temperature: 0.2, noise: 0.3 };
const TRANSFER = { steps: 250, batch: 32 };
const EPISODES = { count: 150, ways: 10, shots: 2, queries: 4 };
/** Steps between looks at the screen. */
const PAUSE = 10;

export const onPixels = (size: number): Encoder => ({ encode: (pixels) => linalg.matrix(pixels.length / size, size, pixels), dispose() {} });

/** Trains an encoder; yields now and then. */
export function* trainEncoder(kind: Exclude<Features, 'pixels'>, world: World, random: Random): Generator<void, Encoder> {
  if (kind === 'contrastive') return yield* contrastive(world, random);
  if (!world.source) throw new Error(`trainEncoder: ${kind} needs a source of labelled pictures, and there is none in this world`);
  return yield* kind === 'transfer' ? transfer(world, world.source, random) : episodes(world, world.source, random);
}

/** Two views of a picture must find each other among those of 127 others. */
function* contrastive(world: World, random: Random): Generator<void, Encoder> {
  const { size, side, atHand, pool, changes } = world;
  const { steps, temperature, noise } = CONTRASTIVE;
  const batch = Math.min(CONTRASTIVE.batch, atHand);
  const body = nn.mlp([size, 128, 32], { random: random.split('body'), activation: 'relu' });
  const head = nn.mlp([32, 32], { random: random.split('head') });
  const step = stepper([body, head]);
  for (let done = 0; done < steps; done++) {
    const rows = random.sampleWithoutReplacement(atHand, batch);
    const views = new Float32Array(2 * batch * size);
    random.fillNormal(views, 0, noise);
    const view = new Float32Array(size);
    for (let at = 0; at < 2 * batch; at++) {
      const row = rows[at % batch];
      warp(pool.pixels.subarray(row * size, (row + 1) * size), side, changes, random, view);
      view.forEach((ink, i) => (views[at * size + i] += ink));
    }
    step(() => F.contrastiveLoss(head.forward(body.forward(tensor(views, [2 * batch, size])).relu()), temperature));
    if (done % PAUSE === 0) yield;
  }
  head.dispose();
  return encoderOf(body, world, 'flat');
}

/** Ordinary classification of the source; its output layer is thrown away. */
function* transfer(world: World, source: Source, random: Random): Generator<void, Encoder> {
  const { side, size } = world;
  const body = convolutions(random.split('body'));
  const head = nn.mlp([featuresOf(side), source.classes], { random: random.split('head') });
  const step = stepper([body, head]);
  for (let done = 0; done < TRANSFER.steps; done++) {
    const rows = Int32Array.from({ length: TRANSFER.batch }, () => random.integer(source.labels.length));
    const x = pixelsAt(source, size, rows);
    const answers = Int32Array.from(rows, (row) => source.labels[row]);
    step(() => F.crossEntropy(head.forward(body.forward(tensor(x, [rows.length, 1, side, side]))), answers));
    if (done % PAUSE === 0) yield;
  }
  head.dispose();
  return encoderOf(body, world, 'sheet');
}

/** Small tasks of ten classes, two examples each: drawings must lie nearest to the mean of their own class. */
function* episodes(world: World, source: Source, random: Random): Generator<void, Encoder> {
  const { side, size } = world;
  const { count, ways, shots, queries } = EPISODES;
  const rowsOf = Array.from({ length: source.classes }, (): number[] => []);
  source.labels.forEach((label, row) => rowsOf[label].push(row));
  const body = convolutions(random.split('body'));
  const step = stepper([body]);
  const answers = Int32Array.from({ length: ways * queries }, (_, i) => Math.floor(i / queries));
  for (let done = 0; done < count; done++) {
    const drawn = Array.from(random.sampleWithoutReplacement(source.classes, ways), (label) =>
      Array.from(random.sampleWithoutReplacement(rowsOf[label].length, shots + queries), (at) => rowsOf[label][at]),
    );
    const rows = [...drawn.flatMap((own) => own.slice(0, shots)), ...drawn.flatMap((own) => own.slice(shots))];
    const x = pixelsAt(source, size, rows);
    step(() => {
      const embedded = body.forward(tensor(x, [rows.length, 1, side, side])); // supports, then queries
      const prototypes = embedded.slice(0, 0, ways * shots).reshape([ways, shots, embedded.shape[1]]).mean(1);
      return F.crossEntropy(F.squaredDistances(embedded.slice(0, ways * shots, rows.length), prototypes).neg(), answers);
    });
    if (done % PAUSE === 0) yield;
  }
  return encoderOf(body, world, 'sheet');
}

/** Two convolutions of 3x3, pooled in between. */
function convolutions(random: Random): nn.Sequential {
  const layer = (from: number, name: string) => new nn.Conv2d(from, CHANNELS, 3, { padding: 1, random: random.split(name) });
  return new nn.Sequential(layer(1, 'first'), new nn.ReLU(), new nn.MaxPool2d(2), layer(CHANNELS, 'second'), new nn.ReLU(), new nn.Flatten());
}
const featuresOf = (side: number): number => CHANNELS * Math.floor(side / 2) ** 2;

/** One update of all parameters by Adam. */
function stepper(parts: readonly nn.Module[]): (loss: () => Tensor) => void {
  const optimizer = new optim.Adam(parts.flatMap((part) => [...part.parameters()]), { lr: LEARNING_RATE });
  return (loss) =>
    scope(() => {
      const value = loss();
      optimizer.zeroGrad();
      value.backward();
      optimizer.step();
    });
}

function encoderOf(body: nn.Sequential, { side, size }: World, shape: 'flat' | 'sheet'): Encoder {
  return {
    encode: (pixels) =>
      scope(() =>
        noGrad(() => {
          const count = pixels.length / size;
          const x = tensor(pixels, shape === 'flat' ? [count, size] : [count, 1, side, side]);
          const features = F.normalize(body.forward(x)).mul(LENGTH);
          return linalg.matrix(count, features.shape[1], features.toArray());
        }),
      ),
    dispose: () => body.dispose(),
  };
}
