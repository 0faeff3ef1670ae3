/** Layers that work on images [channels, height, width]: convolution, pooling, and the cut into tokens. */
import { F, nn, type Tensor } from '../../src/core/index.js';
import { checkInputs, fault, weighted, type Inferred, type Kind } from './kind.js';
import { shapeText, sizeOf, type Shape } from './shape.js';
import type { Statement } from './syntax.js';

const KERNEL = [1, 1000] as const;
const STRIDE = [1, 1000] as const;
const PADDING = [0, 1000] as const;

/** Mean over each whole channel: [N, C, H, W] -> [N, C, 1, 1]. */
class GlobalAvgPool extends nn.Module {
  forward(x: Tensor): Tensor {
    return F.mean(x, [2, 3], true);
  }
}

/** Every position of the image becomes one token: [N, C, H, W] -> [N, H W, C]. */
class Tokens extends nn.Module {
  forward(x: Tensor): Tensor {
    const [images, channels, height, width] = x.shape;
    return x.reshape([images, channels, height * width]).transpose(1, 2);
  }
}

/** @throws UserError layers.needImage */
function imageOf(statement: Statement, input: Shape): readonly [number, number, number] {
  if (input.length !== 3) throw fault('needImage', statement, { shape: shapeText(input) });
  return [input[0], input[1], input[2]];
}

interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** How often a window fits along a side: floor((side + 2 padding - kernel) / stride) + 1. @throws UserError layers.window */
function places(statement: Statement, side: number, { kernel, stride, padding }: Window): number {
  const count = Math.floor((side + 2 * padding - kernel) / stride) + 1;
  if (count < 1) throw fault('window', statement, { kernel, side, padding, room: side + 2 * padding });
  return count;
}

const conv: Kind = {
  names: ['conv', 'conv2d'],
  numbers: [1, 2],
  options: { k: KERNEL, s: STRIDE, p: PADDING },
  flags: ['same', 'nobias'],
  usage: 'conv [IN] OUT kK [sS] [pP | same] [nobias]',
  infer(statement, input) {
    const { numbers, options, flags } = statement;
    const [channels, height, width] = imageOf(statement, input);
    const outputs = numbers[numbers.length - 1];
    checkInputs(statement, numbers.length === 2 ? numbers[0] : undefined, channels, input);
    const kernel = options.k;
    if (kernel === undefined) throw fault('kernel', statement, { example: `${statement.source} k3` });
    const stride = options.s ?? 1;
    const same = flags.includes('same');
    if (same && (kernel % 2 === 0 || stride !== 1 || options.p !== undefined)) throw fault('same', statement);
    const padding = same ? (kernel - 1) / 2 : (options.p ?? 0);
    const window = { kernel, stride, padding };
    const output = [outputs, places(statement, height, window), places(statement, width, window)];
    const bias = !flags.includes('nobias');
    const weights = [[outputs, channels, kernel, kernel], ...(bias ? [[outputs]] : [])];
    return weighted('conv', output, weights, sizeOf(output) * channels * kernel * kernel, ({ random }) => {
      return new nn.Conv2d(channels, outputs, kernel, { random, bias, stride, padding });
    });
  },
};

function pool(names: readonly string[], Module: typeof nn.MaxPool2d | typeof nn.AvgPool2d): Kind {
  return {
    names,
    numbers: [0, 1],
    options: { k: KERNEL, s: STRIDE, p: PADDING },
    usage: `${names[0]} K [sS] [pP]`,
    infer(statement, input): Inferred {
      const { numbers, options } = statement;
      const [channels, height, width] = imageOf(statement, input);
      const kernel = numbers[0] ?? options.k;
      if (kernel === undefined || (numbers.length > 0 && options.k !== undefined)) throw fault('poolKernel', statement, { usage: `${names[0]} 2` });
      const { s: stride = kernel, p: padding = 0 } = options;
      // More would make windows of nothing but padding.
      if (padding > kernel / 2) throw fault('poolPadding', statement, { padding, most: Math.floor(kernel / 2) });
      const window = { kernel, stride, padding };
      const output = [channels, places(statement, height, window), places(statement, width, window)];
      return { output, weights: [], groups: {}, work: {}, kept: sizeOf(output), build: () => new Module(kernel, { stride, padding }) };
    },
  };
}

const globalPool: Kind = {
  names: ['gap', 'globalavgpool'],
  numbers: [0, 0],
  usage: 'gap',
  infer(statement, input) {
    const [channels] = imageOf(statement, input);
    return { output: [channels, 1, 1], weights: [], groups: {}, work: {}, kept: channels, build: () => new GlobalAvgPool() };
  },
};

const tokens: Kind = {
  names: ['tokens'],
  numbers: [0, 0],
  usage: 'tokens',
  infer(statement, input) {
    const [channels, height, width] = imageOf(statement, input);
    return { output: [height * width, channels], weights: [], groups: {}, work: {}, kept: 0, build: () => new Tokens() };
  },
};

const batchNorm: Kind = {
  names: ['batchnorm', 'bn', 'batchnorm2d', 'batchnorm1d'],
  numbers: [0, 1],
  usage: 'batchnorm [CHANNELS]',
  infer(statement, input) {
    if (input.length === 2) throw fault('batchNormTokens', statement, { shape: shapeText(input) });
    const channels = input[0];
    checkInputs(statement, statement.numbers[0], channels, input);
    // Gain and shift are trained; the running mean and variance are only kept.
    return { ...weighted('norm', input, [[channels], [channels]], 0, () => new nn.BatchNorm(channels)), buffers: 2 * channels };
  },
};

export const imageKinds: readonly Kind[] = [conv, pool(['maxpool', 'maxpool2d'], nn.MaxPool2d), pool(['avgpool', 'avgpool2d'], nn.AvgPool2d), globalPool, tokens, batchNorm];

/** How far one output of a convolution or pooling sees, and how far apart two of them look, in pixels of the input. */
export interface Reach {
  readonly field: number;
  readonly jump: number;
}

/** The reach after one more layer; undefined where the layer looks at no window of an image. */
export function reachAfter({ field, jump }: Reach, { name, numbers, options }: Statement): Reach | undefined {
  const isConv = conv.names.includes(name);
  if (!isConv && !/^(max|avg)pool/.test(name)) return undefined;
  const kernel = isConv ? options.k : (numbers[0] ?? options.k);
  return { field: field + (kernel - 1) * jump, jump: jump * (options.s ?? (isConv ? 1 : kernel)) };
}

