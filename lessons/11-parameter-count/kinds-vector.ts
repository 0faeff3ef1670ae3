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
    // PyTorch would apply it along the width of the image: never what was meant.
    if (input.length === 3) throw fault('flatten', statement, { shape: shapeText(input), size: sizeOf(input) });
    const inputs = input[input.length - 1];
    const outputs = numbers[numbers.length - 1];
    checkInputs(statement, numbers.length === 2 ? numbers[0] : undefined, inputs, input);
    const output = [...input.slice(0, -1), outputs];
    const bias = !flags.includes('nobias');
    return weighted('linear', output, [[outputs, inputs], ...(bias ? [[outputs]] : [])], sizeOf(output) * inputs, ({ random }) => {
      return new nn.Linear(inputs, outputs, { random, bias });
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
