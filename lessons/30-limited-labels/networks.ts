/**
 * Three approaches that are models of their own: a network with a built-in assumption (convolution and pooling), one that learns other
 * tasks beside its own (Caruana, 1997, Multitask Learning), and two classifiers for two senses, whose probabilities are multiplied.
 */
import { F, linalg, nn, noGrad, optim, scope, stats, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { softmaxRegression } from './heads.js';
import { firstRows, labelsAt, pixelsAt } from './sheet.js';
import { CLASSES, type World } from './world.js';

const LEARNING_RATE = 3e-3;
const STEPS = 200;
const HIDDEN = 64;
const CHANNELS = 16;
const PAUSE = 10;

/** Loops in the usual form of each digit. */
const LOOPS: readonly number[] = [1, 0, 0, 0, 0, 0, 1, 0, 2, 1];
/** What else is asked about a digit: odd or even, and how many loops. */
const SIDE_TASKS: readonly { readonly classes: number; answer(digit: number): number }[] = [
  { classes: 2, answer: (digit) => digit % 2 },
  { classes: 3, answer: (digit) => LOOPS[digit] },
];

/** Pixels -> 64 units -> 10: the control for the networks below. */
export function* plainNetwork(world: World, random: Random): Generator<void, number> {
  return yield* multiTask(world, [], random);
}

/**
 * Convolution, pooling, convolution, then the greatest answer of each filter anywhere on the sheet: where a shape lies cannot matter
 * much. As many steps as the plain network.
 */
export function* convolutionalNetwork(world: World, random: Random): Generator<void, number> {
  const { side } = world;
  const layer = (from: number, to: number, name: string) => new nn.Conv2d(from, to, 3, { padding: 1, random: random.split(name) });
  const network = new nn.Sequential(
    layer(1, CHANNELS, 'first'),
    new nn.ReLU(),
    new nn.MaxPool2d(2),
    layer(CHANNELS, 2 * CHANNELS, 'second'),
    new nn.ReLU(),
    new nn.MaxPool2d(Math.floor(side / 2)),
    new nn.Flatten(),
    new nn.Linear(2 * CHANNELS, CLASSES, { random: random.split('output') }),
  );
  const sheets = (pixels: Float32Array) => tensor(pixels, [pixels.length / (side * side), 1, side, side]);
  const { x, labels } = bought(world);
  yield* train([network], () => F.crossEntropy(network.forward(sheets(x)), labels));
  const accuracy = scope(() => noGrad(() => stats.accuracy(world.test.labels, network.forward(sheets(world.test.pixels)).argmax(1))));
  network.dispose();
  return accuracy;
}

/**
 * One hidden layer for all tasks, an output layer for each.
 * @param rows  for which the answers of the side tasks are known; none: the plain network
 */
export function* multiTask(world: World, rows: ArrayLike<number>, random: Random): Generator<void, number> {
  const { size, pool, test } = world;
  const body = nn.mlp([size, HIDDEN], { random: random.split('body') });
  const head = (classes: number, name: string) => nn.mlp([HIDDEN, classes], { random: random.split(name) });
  const main = head(CLASSES, 'main');
  const sides = rows.length === 0 ? [] : SIDE_TASKS.map(({ classes, answer }, task) => ({ layer: head(classes, `side ${task}`), answers: labelsAt(pool, rows).map(answer) }));
  const { x, labels } = bought(world);
  const others = pixelsAt(pool, size, rows);
  const hidden = (pixels: Float32Array) => body.forward(tensor(pixels, [pixels.length / size, size])).relu();
  const parts = [body, main, ...sides.map(({ layer }) => layer)];
  yield* train(parts, () => {
    const loss = F.crossEntropy(main.forward(hidden(x)), labels);
    if (sides.length === 0) return loss;
    const shared = hidden(others);
    return sides.reduce((sum, { layer, answers }) => sum.add(F.crossEntropy(layer.forward(shared), answers)), loss);
  });
  const accuracy = scope(() => noGrad(() => stats.accuracy(test.labels, main.forward(hidden(test.pixels)).argmax(1))));
  for (const part of parts) part.dispose();
  return accuracy;
}

/** Rows for which the second column is known: all at hand. */
export const columnRows = ({ atHand }: World): Int32Array => firstRows(atHand);

/** Accuracy from the word alone, and from picture and word together: the probabilities multiplied. */
export function twoSenses({ pool, test, size, budget, poolHeard, testHeard }: World): { readonly word: number; readonly both: number } {
  const rows = firstRows(budget);
  const labels = Array.from(labelsAt(pool, rows));
  const matrix = (pixels: Float32Array) => linalg.matrix(pixels.length / size, size, pixels);
  const byPicture = softmaxRegression({ x: matrix(pixelsAt(pool, size, rows)), labels })(matrix(test.pixels));
  const byWord = softmaxRegression({ x: linalg.takeRows(poolHeard.letters, rows), labels })(testHeard.letters);
  const both = linalg.matrix(byWord.rows, CLASSES, byWord.data.map((p, at) => p * byPicture.data[at]));
  const accuracy = (scores: linalg.Matrix) => stats.accuracy(test.labels, stats.argmaxRows(scores));
  return { word: accuracy(byWord), both: accuracy(both) };
}

/** The labelled pictures. */
function bought({ pool, size, budget }: World): { readonly x: Float32Array; readonly labels: Int32Array } {
  const rows = firstRows(budget);
  return { x: pixelsAt(pool, size, rows), labels: labelsAt(pool, rows) };
}

/** Adam, all examples in every step; yields now and then. */
function* train(parts: readonly nn.Module[], loss: () => Tensor): Generator<void, void> {
  const optimizer = new optim.Adam(parts.flatMap((part) => [...part.parameters()]), { lr: LEARNING_RATE });
  for (let step = 0; step < STEPS; step++) {
    scope(() => {
      const value = loss();
      optimizer.zeroGrad();
      value.backward();
      optimizer.step();
    });
    if (step % PAUSE === 0) yield;
  }
}
