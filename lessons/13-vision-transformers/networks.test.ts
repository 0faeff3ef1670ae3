/** The networks are what the cards say they are: counts, sharing, the patch embedding as a convolution, and no order without positions. */
import { describe, expect, test } from 'vitest';
import { F, Random, scope, tensor, Tensor } from '../../src/core/index.js';
import { AREA, SIDE } from './canvas.js';
import { LocallyConnected } from './locally-connected.js';
import { ConvNet, Perceptron } from './networks.js';
import { evaluate } from './training.js';
import { VisionTransformer } from './vit.js';

const random = () => new Random(13);
const pictures = (count: number) => Float32Array.from({ length: count * AREA }, (_, i) => ((i * 37) % 101) / 101);
const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

describe('weights', () => {
  test('are as many as the card says: 108 shared, 15,552 local, 248,832 with every pixel', () => {
    const shared = new ConvNet(1, 'none', true, random()).layers[0].parameters()[0];
    const local = new LocallyConnected(1, 12, SIDE, random()).weight;
    expect([shared.size, local.size, AREA * 12 * AREA]).toEqual([108, 15_552, 248_832]);
  });

  test('of the three networks at their defaults', () => {
    const vit = new VisionTransformer({ patch: 4, positions: true, stem: 'patches', depth: 2, random: random() });
    expect([new Perceptron(2, random()), new ConvNet(2, 'local', true, random()), vit].map((network) => network.parameterCount())).toEqual([14_090, 4_906, 18_314]);
  });
});

test('a locally connected layer with the same kernel everywhere is the convolution', () => {
  const local = new LocallyConnected(2, 3, SIDE, random());
  const kernel = Float32Array.from({ length: 3 * 2 * 9 }, (_, i) => ((i * 7) % 11) / 11 - 0.5); // [O, C, 3, 3]
  for (let place = 0; place < AREA; place++) {
    for (let tap = 0; tap < 18; tap++) for (let o = 0; o < 3; o++) local.weight.data[(place * 18 + tap) * 3 + o] = kernel[o * 18 + tap];
  }
  local.bias.data.fill(0.25);
  scope(() => {
    const x = tensor(pictures(4), [2, 2, SIDE, SIDE]);
    const expected = F.conv2d(x, tensor(kernel, [3, 2, 3, 3]), tensor([0.25, 0.25, 0.25]), { padding: 1 });
    expect(furthest(local.forward(x).toArray(), expected.toArray())).toBeLessThan(1e-5);
  });
});

test.each([2, 3, 4, 6])('the embedding of patches of %d is a convolution with that stride', (patch) => {
  const vit = new VisionTransformer({ patch, positions: true, stem: 'patches', depth: 1, random: random() });
  scope(() => {
    const x = tensor(pictures(2), [2, AREA]);
    const map = F.conv2d(x.reshape([2, 1, SIDE, SIDE]), vit.embed.weight.reshape([32, 1, patch, patch]), vit.embed.bias, { stride: patch }); // [N, W, g, g]
    const tokens = map.permute([0, 2, 3, 1]).contiguous().toArray();
    expect(furthest(vit.embedded(x).toArray(), tokens)).toBeLessThan(1e-5);
  });
});

test.each([false, true])('swapping two patches changes the answer of a vision transformer only with position vectors (%s)', (positions) => {
  const vit = new VisionTransformer({ patch: 4, positions, stem: 'patches', depth: 2, random: random() });
  const before = pictures(3);
  const after = before.slice();
  for (let n = 0; n < 3; n++) {
    for (let row = 0; row < 4; row++) {
      const [a, b] = [n * AREA + row * SIDE, n * AREA + (row + 8) * SIDE + 4]; // the first patch of the first row, the second of the last
      after.set(before.subarray(a, a + 4), b);
      after.set(before.subarray(b, b + 4), a);
    }
  }
  const change = furthest(evaluate(vit, before), evaluate(vit, after));
  if (positions) expect(change).toBeGreaterThan(1e-3);
  else expect(change).toBeLessThan(1e-5);
});

test('a perceptron learns shuffled pixels exactly as well: its first layer shuffled likewise gives the same', () => {
  const mlp = new Perceptron(1, random());
  const order = random().permutation(AREA);
  const before = pictures(2);
  const shuffled = before.map((_, i) => before[i - (i % AREA) + order[i % AREA]]);
  const expected = evaluate(mlp, before);
  const weight = mlp.parameters()[0];
  const natural = weight.toArray();
  weight.data.set(natural.map((_, i) => natural[i - (i % AREA) + order[i % AREA]]));
  expect(weight).toBeInstanceOf(Tensor);
  expect(furthest(evaluate(mlp, shuffled), expected)).toBeLessThan(1e-5);
});
