/** Layers that need no image: fully connected layers, flattening, activations, dropout. */
import { F, nn, type Tensor } from '../../src/core/index.js';
import { checkInputs, elementwise, fault, weighted, type Kind } from './kind.js';
import { shapeText, sizeOf } from './shape.js';

class Softmax extends nn.Module {
  forward(x: Tensor): Tensor {
    return F.softmax(x, -1);
  }
}

const linear: Kind = {
  names: ['linear', 'fc', 'dense'],
  numbers: [1, 2],
  flags: ['nobias'],
  usage: 'linear [IN] OUT [nobias]',
  infer(statement, input) {
    const { numbers, flags } = statement;
    const outputs = numbers[numbers.length - 1];
    const said = numbers.length === 2 ? numbers[0] : undefined;
    // Along the width of an image, as PyTorch would apply it, is never what was meant. With all its numbers typed as inputs it is
    // clear that they are to be laid out first; without, flatten is left to the learner.
    const isImage = input.length === 3;
    if (isImage && said === undefined) throw fault('flatten', statement, { shape: shapeText(input), size: sizeOf(input) });
    const inputs = isImage ? sizeOf(input) : input[input.length - 1];
    checkInputs(statement, said, inputs, input);
    const output = isImage ? [outputs] : [...input.slice(0, -1), outputs];
    const bias = !flags.includes('nobias');
    return weighted('linear', output, [[outputs, inputs], ...(bias ? [[outputs]] : [])], sizeOf(output) * inputs, ({ random }) => {
      const layer = new nn.Linear(inputs, outputs, { random, bias });
      return isImage ? new nn.Sequential(new nn.Flatten(), layer) : layer;
    });
  },
};

const flatten: Kind = {
  names: ['flatten'],
  numbers: [0, 0],
  usage: 'flatten',
  // Another view of the same numbers: nothing new to keep.
  infer: (_, input) => ({ ...elementwise(input, () => new nn.Flatten(), 0), output: [sizeOf(input)] }),
};

const dropout: Kind = {
  names: ['dropout'],
  numbers: [0, 1],
  fractions: true,
  usage: 'dropout [0.5]',
  infer(statement, input) {
    const [rate = 0.5] = statement.numbers;
    if (rate >= 1) throw fault('dropout', statement, { rate });
    return elementwise(input, ({ random }) => new nn.Dropout(rate, { random }));
  },
};

function activation(names: readonly string[], build: () => nn.Layer): Kind {
  return { names, numbers: [0, 0], usage: names[0], infer: (_, input) => elementwise(input, build) };
}

export const vectorKinds: readonly Kind[] = [
  linear,
  flatten,
  dropout,
  activation(['relu'], () => new nn.ReLU()),
  activation(['gelu'], () => new nn.GELU()),
  activation(['silu', 'swish'], () => new nn.SiLU()),
  activation(['leakyrelu'], () => new nn.LeakyReLU()),
  activation(['tanh'], () => new nn.Tanh()),
  activation(['sigmoid'], () => new nn.Sigmoid()),
  activation(['softmax'], () => new Softmax()),
  activation(['identity'], () => new nn.Identity()),
];
