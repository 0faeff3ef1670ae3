/** Counts against PyTorch (scripts/fixtures/parameter_counts.py), against the core's own modules, and against loops that really count. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { inferArchitecture, receptiveField, totalsOf, type Architecture } from './architecture.js';
import { memoryOf } from './memory.js';
import { EXAMPLE, NETWORKS, randomNetwork } from './networks.js';
import { formulaOf } from './panels.js';
import { canBeBuilt, RealNetwork } from './real-network.js';
import { parseShape } from './shape.js';

interface Reference {
  readonly name: string;
  readonly layers: string;
  readonly input: string;
  readonly parameters: number;
  readonly buffers: number;
  readonly output?: readonly number[];
}
const fixtures: { readonly cases: readonly Reference[] } = JSON.parse(readFileSync(new URL('../../tests/fixtures/parameter_counts.json', import.meta.url), 'utf8'));

const read = (layers: string, input: string): Architecture => inferArchitecture(layers, parseShape(input));

/** Parameters and shapes of the real network. */
function built(architecture: Architecture, seed = 1): { parameters: number; shapes: string[] } {
  const network = new RealNetwork(architecture, new Random(seed));
  try {
    const shapes = architecture.layers.map((layer) => network.add(layer).join('x'));
    return { parameters: network.parameterCount(), shapes };
  } finally {
    network.dispose();
  }
}

describe('PyTorch', () => {
  test.each(fixtures.cases)('$name', ({ layers, input, parameters, buffers, output }) => {
    const architecture = read(layers, input);
    const totals = totalsOf(architecture);
    expect(totals.parameters).toBe(parameters);
    expect(totals.buffers).toBe(buffers);
    if (output) expect(architecture.layers.at(-1)?.output).toEqual(output);
  });

  test('the networks to start from are among the references', () => {
    const counts = fixtures.cases.map(({ parameters }) => parameters);
    for (const { layers, input } of [EXAMPLE, NETWORKS.lenet, NETWORKS.vit, NETWORKS.gpt, NETWORKS.vgg16, NETWORKS.gpt2]) {
      expect(counts).toContain(totalsOf(read(layers, input)).parameters);
    }
  });
});

describe('the core', () => {
  test.each(fixtures.cases.map((reference) => ({ ...reference, architecture: read(reference.layers, reference.input) })).filter(({ architecture }) => canBeBuilt(architecture)))(
    'builds $name with as many parameters and the same shapes',
    ({ architecture, parameters }) => {
      const { parameters: counted, shapes } = built(architecture);
      expect(counted).toBe(parameters);
      expect(shapes).toEqual(architecture.layers.map(({ output }) => output.join('x')));
    },
  );

  test('agrees on random networks', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const network = randomNetwork(new Random(seed));
      const architecture = read(network.layers, network.input);
      expect(built(architecture, seed), network.layers).toEqual({
        parameters: totalsOf(architecture).parameters,
        shapes: architecture.layers.map(({ output }) => output.join('x')),
      });
    }
  });

  test('is not asked to build what is too large', () => {
    expect(canBeBuilt(read(NETWORKS.vgg16.layers, NETWORKS.vgg16.input))).toBe(false);
    expect(canBeBuilt(read(NETWORKS.vgg.layers, NETWORKS.vgg.input))).toBe(true);
  });
});

describe('multiply-adds', () => {
  test('of a convolution are those of its seven loops', () => {
    const [conv] = read('conv 2 3 k3 s2 p1', '2x7x6').layers;
    let count = 0;
    for (let o = 0; o < 3; o++) for (let y = -1; y + 3 <= 8; y += 2) for (let x = -1; x + 3 <= 7; x += 2) for (let c = 0; c < 2; c++) for (let i = 0; i < 9; i++) count++;
    expect(conv.multiplyAdds).toBe(count);
  });

  test('of attention: four projections, scores and mixtures', () => {
    const [, attention] = read('embedding 10 8, attention h2', '5').layers;
    const projections = 4 * 5 * 8 * 8;
    const scores = 2 * (5 * 5 * 4); // two heads of width 4
    expect(attention.multiplyAdds).toBe(projections + 2 * scores);
  });

  test('of the worked example, as the cards have them', () => {
    const { layers } = read(EXAMPLE.layers, EXAMPLE.input);
    expect(layers.filter(({ multiplyAdds }) => multiplyAdds > 0).map(({ parameters, multiplyAdds }) => [parameters, multiplyAdds])).toEqual([
      [380, 294_000],
      [552, 54_000],
      [24_704, 24_576],
      [1_290, 1_280],
    ]);
    expect(totalsOf(read(EXAMPLE.layers, EXAMPLE.input))).toMatchObject({ parameters: 26_926, multiplyAdds: 373_856 });
    expect(layers.map(({ output }) => output.join('×')).slice(0, 7)).toEqual(['5×28×28', '5×28×28', '5×12×12', '12×10×10', '12×10×10', '12×4×4', '192']);
  });
});

test('channels may be left out: they are inferred', () => {
  const short = 'conv 5 k5, relu, maxpool 5 s2, conv 12 k3, relu, maxpool 3 s2, flatten, linear 128, relu, linear 10';
  const strip = ({ layers }: Architecture) => layers.map(({ statement: _, build: __, ...rest }) => rest);
  expect(strip(read(short, '3x32x32'))).toEqual(strip(read(EXAMPLE.layers, EXAMPLE.input)));
});

test('flatten may be left out where the inputs of the layer say that all numbers of the image are meant', () => {
  const architecture = read(EXAMPLE.layers.replace('flatten, ', ''), EXAMPLE.input);
  expect(totalsOf(architecture)).toMatchObject({ parameters: 26_926, multiplyAdds: 373_856 });
  expect(built(architecture).parameters).toBe(26_926);
  expect(built(architecture).shapes.at(-1)).toBe('10');
});

test('the formula of a layer', () => {
  expect(read(EXAMPLE.layers, EXAMPLE.input).layers.filter(({ parameters }) => parameters > 0).map(formulaOf)).toEqual(['5×3×5×5 + 5', '12×5×3×3 + 12', '128×192 + 128', '10×128 + 10']);
});

test('receptive field: 1, then (k - 1) jumps more a layer', () => {
  expect(receptiveField(read('flatten, linear 10', '1x8x8'))).toBe(1);
  expect(receptiveField(read('conv 4 k3, relu, conv 4 k3', '1x8x8'))).toBe(5);
  expect(receptiveField(read('conv 4 k3 s2 p1, conv 4 k3 s2 p1, conv 4 k3 s2 p1', '3x32x32'))).toBe(15);
  expect(receptiveField(read('conv 4 k5, maxpool 2, conv 4 k5', '1x28x28'))).toBe(14);
});

test('memory: weights, gradients, two numbers of Adam, and a batch of outputs', () => {
  const totals = totalsOf(read('flatten, linear 10, relu', '1x4x4'));
  const settings = { optimizer: 'adam', precision: 'float32', batch: 3 } as const;
  expect(memoryOf(totals, settings)).toEqual({ weights: 680, gradients: 680, optimizer: 1360, activations: 3 * 4 * (16 + 10 + 10), total: 680 * 4 + 432 });
  expect(memoryOf(totals, { ...settings, optimizer: 'sgd', precision: 'float16' })).toMatchObject({ weights: 340, optimizer: 0 });
  expect(memoryOf(totals, { ...settings, optimizer: 'momentum' }).optimizer).toBe(680);
});

describe('figures of the cards', () => {
  const share = (part: number, whole: number) => Math.round((100 * part) / whole);

  test('VGG-16: 89 % of 138 million parameters fully connected, 99 % of 15.5 billion multiply-adds in convolutions', () => {
    const { parameters, multiplyAdds, parametersOf, workOf } = totalsOf(read(NETWORKS.vgg16.layers, NETWORKS.vgg16.input));
    expect([Math.round(parameters / 1e6), share(parametersOf.linear, parameters)]).toEqual([138, 89]);
    expect([Math.round(multiplyAdds / 1e8), share(workOf.conv, multiplyAdds)]).toEqual([155, 99]);
  });

  test('the worked example by kind of layer', () => {
    const { parameters, multiplyAdds, parametersOf, workOf } = totalsOf(read(EXAMPLE.layers, EXAMPLE.input));
    expect([parametersOf.conv, parametersOf.linear, workOf.conv, workOf.linear]).toEqual([932, 25_994, 348_000, 25_856]);
    expect([share(parametersOf.linear, parameters), share(workOf.conv, multiplyAdds)]).toEqual([97, 93]);
  });

  test('training the worked example takes 21 times its weights, most of it activations', () => {
    const { weights, activations, total } = memoryOf(totalsOf(read(EXAMPLE.layers, EXAMPLE.input)), { optimizer: 'adam', precision: 'float32', batch: 32 });
    expect([weights, activations, total, Math.round(total / weights)]).toEqual([107_704, 1_854_720, 2_285_536, 21]);
  });

  test('attention 4D² + 4D with work 4TD² + 2T²D, a block 12D² + 13D', () => {
    const [d, t] = [24, 7];
    const [, attention, block] = read(`embedding 9 ${d}, attention h3, block h2`, String(t)).layers;
    expect([attention.parameters, attention.multiplyAdds]).toEqual([4 * d * d + 4 * d, 4 * t * d * d + 2 * t * t * d]);
    expect(block.parameters).toBe(12 * d * d + 13 * d);
  });

  test('the solution of the challenge: 24,234 parameters and 701,056 multiply-adds', () => {
    const totals = totalsOf(read('conv 16 k3 s2 p1, relu, conv 32 k3 s2 p1, relu, conv 64 k3 s2 p1, relu, gap, flatten, linear 10', '3x32x32'));
    expect(totals).toMatchObject({ parameters: 24_234, multiplyAdds: 701_056 });
  });
});
