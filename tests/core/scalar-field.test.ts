// ScalarField: its slope is the one backward() finds, and a loss on the slope has the weights' gradient that differences find.

import { describe, expect, test } from 'vitest';
import { nn, Random, randn, scope, type Tensor } from '../../src/core/index.js';

const ACTIVATIONS: readonly nn.FieldActivation[] = ['tanh', 'softplus', 'silu', 'leakyRelu'];
const field = (activation: nn.FieldActivation) => new nn.ScalarField([3, 8, 6], { random: new Random(1), activation });

describe.each(ACTIVATIONS)('ScalarField with %s', (activation) => {
  test('inputGradient is what backward() gives the input', () =>
    scope(() => {
      const net = field(activation);
      const x = randn([5, 3], new Random(2), { requiresGrad: true });
      net.forward(x).sum().backward();
      const expected = x.grad?.toArray() ?? new Float32Array();
      const { value, gradient } = net.withGradient(x);
      expect(value.toArray()).toEqual(net.forward(x).toArray());
      expect(expected.length).toBe(15);
      gradient.toArray().forEach((slope, i) => expect(Math.abs(slope - expected[i])).toBeLessThan(1e-6));
    }));

  test('a loss on the slope reaches weights and input as central differences say', () => {
    const net = field(activation);
    const x = randn([4, 3], new Random(3), { requiresGrad: true });
    const loss = (): Tensor => net.inputGradient(x).square().sum();
    const value = () => scope(() => loss().item());
    scope(() => loss().backward());
    for (const leaf of [x, ...net.parameters()]) {
      const analytic = leaf.grad?.toArray() ?? new Float32Array(leaf.size); // biases of the last layers have no part in the slope
      const numeric = analytic.map((_, i) => {
        const kept = leaf.data[i];
        const at = (shift: number) => {
          leaf.data[i] = kept + shift;
          const result = value();
          leaf.data[i] = kept;
          return result;
        };
        return (at(5e-3) - at(-5e-3)) / (Math.fround(kept + 5e-3) - Math.fround(kept - 5e-3));
      });
      const largest = numeric.reduce((top, slope) => Math.max(top, Math.abs(slope)), 1e-2);
      analytic.forEach((slope, i) => expect(Math.abs(slope - numeric[i]) / largest, `${i}: ${slope} against ${numeric[i]}`).toBeLessThan(2e-2));
    }
  });
});

test('ScalarField wants a hidden layer', () => {
  expect(() => new nn.ScalarField([2], { random: new Random(1) })).toThrow(/hidden/);
});
