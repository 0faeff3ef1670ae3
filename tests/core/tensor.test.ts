import { describe, expect, test } from 'vitest';
import { arange, eye, F, linspace, noGrad, oneHot, scope, tensor, Tensor, where, zeros } from '../../src/core/index.js';

describe('making and reading', () => {
  test('nested arrays, flat arrays with a shape, scalars', () => {
    expect(tensor([[1, 2], [3, 4]]).shape).toEqual([2, 2]);
    expect(tensor([new Float32Array([1, 2]), new Float32Array([3, 4])].map((row) => [...row])).toNested()).toEqual([[1, 2], [3, 4]]);
    expect(tensor(Int32Array.of(1, 2, 3, 4, 5, 6), [3, 2]).toNested()).toEqual([[1, 2], [3, 4], [5, 6]]);
    expect(tensor([1, 2, 3, 4], [2, 2], { requiresGrad: true }).requiresGrad).toBe(true);
    expect(tensor([[1]], { requiresGrad: true }).requiresGrad).toBe(true);
    expect(tensor(2.5).item()).toBe(2.5);
    expect(tensor([]).shape).toEqual([0]);
    expect(eye(2).toNested()).toEqual([[1, 0], [0, 1]]);
    expect([...arange(1, 2, 0.25).toArray()]).toEqual([1, 1.25, 1.5, 1.75]);
    expect([...linspace(0, 1, 5).toArray()]).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(oneHot([1, 0], 3).toNested()).toEqual([[0, 1, 0], [1, 0, 0]]);
  });

  test('at, toArray and toNested follow strides', () => {
    const x = arange(24).reshape([2, 3, 4]).permute([2, 0, 1]);
    expect(x.at(3, 1, 2)).toBe(23);
    expect(x.at(-1, 0, 0)).toBe(3);
    expect(x.isContiguous).toBe(false);
    expect([...x.select(0, 1).toArray()]).toEqual([1, 5, 9, 13, 17, 21]);
    expect([...x.contiguous().data]).toEqual([...x.toArray()]);
  });

  test('copy_ writes through views', () => {
    const x = zeros([2, 3]);
    x.slice(1, 1, 2).copy_(tensor([[5], [6]]));
    expect(x.toNested()).toEqual([[0, 5, 0], [0, 6, 0]]);
  });
});

describe('values that are easy to get wrong', () => {
  test('NaN and infinities pass through', () => {
    const x = tensor([NaN, Infinity, -Infinity, 0]);
    expect([...x.relu().toArray()]).toEqual([NaN, Infinity, 0, 0]);
    expect([...x.exp().toArray()]).toEqual([NaN, Infinity, 0, 1]);
    expect([...x.log().toArray()]).toEqual([NaN, Infinity, NaN, -Infinity]);
    expect([...x.tanh().toArray()]).toEqual([NaN, 1, -1, 0]);
    expect([...x.clamp(-1, 1).toArray()]).toEqual([NaN, 1, -1, 0]);
    expect(x.max().item()).toBeNaN();
    expect([...x.argmax()]).toEqual([0]);
    expect([...x.sigmoid().toArray()]).toEqual([NaN, 1, 0, 0.5]);
  });

  test('softmax and cross-entropy of logits of 10,000 stay finite', () => {
    const x = tensor([[1e4, 0, -1e4]]);
    expect(x.softmax().toNested()).toEqual([[1, 0, 0]]);
    expect(F.crossEntropy(x, [2]).item()).toBe(20000);
    expect(x.logSumExp(1).item()).toBe(10000);
    expect(tensor([-Infinity, -Infinity]).logSumExp().item()).toBe(-Infinity);
  });

  test('empty tensors', () => {
    const none = zeros([0, 3]);
    expect(none.add(1).shape).toEqual([0, 3]);
    expect(none.sum().item()).toBe(0);
    expect(none.sum(0).toNested()).toEqual([0, 0, 0]);
    expect(none.matmul(zeros([3, 2])).shape).toEqual([0, 2]);
    expect(zeros([2, 0]).matmul(zeros([0, 2])).toNested()).toEqual([[0, 0], [0, 0]]);
    expect(none.softmax().shape).toEqual([0, 3]);
    expect(none.mean().item()).toBeNaN();
    expect(() => none.max()).toThrow(/no maximum; shape \[0, 3\]/);
  });

  test('where blocks infinite branches exactly', () => {
    const x = tensor([0, 4], { requiresGrad: true });
    where(x.greater(0), x.log(), 0).sum().backward();
    expect(x.grad?.at(1)).toBe(0.25);
    expect(where(tensor([1, 0]), tensor([1, Infinity]), 5).toNested()).toEqual([1, 5]);
  });

  test('maxima tie: the gradient is shared', () => {
    const x = tensor([3, 1, 3], { requiresGrad: true });
    x.max().backward();
    expect(x.grad?.toNested()).toEqual([0.5, 0, 0.5]);
  });
});

describe('autograd', () => {
  test('gradients accumulate until zeroGrad', () => {
    const x = tensor([2], { requiresGrad: true });
    x.square().sum().backward();
    x.square().sum().backward();
    expect(x.grad?.item()).toBe(8);
    x.zeroGrad();
    x.mul(3).sum().backward();
    expect(x.grad?.item()).toBe(3);
  });

  test('a tensor used many times gets the sum; results used twice do not disturb each other', () => {
    const x = tensor([3], { requiresGrad: true });
    const y = x.add(x).add(x); // 3x
    const z = y.mul(y).add(y); // 9x^2 + 3x
    z.sum().backward();
    expect(x.grad?.item()).toBe(57);
  });

  test('detach and noGrad stop gradients', () => {
    const x = tensor([3], { requiresGrad: true });
    expect(noGrad(() => x.square()).requiresGrad).toBe(false);
    x.mul(x.detach()).sum().backward();
    expect(x.grad?.item()).toBe(3);
  });

  test('retainGrad keeps an intermediate gradient', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const y = x.mul(2).retainGrad();
    y.square().sum().backward();
    expect(y.grad?.toNested()).toEqual([4, 8]);
  });

  test('a chain of 100,000 operations does not overflow the stack', () => {
    scope(() => {
      const x = tensor([0], { requiresGrad: true });
      let y: Tensor = x;
      for (let i = 0; i < 100_000; i++) y = y.add(1);
      y.backward();
      expect(y.item()).toBe(100_000);
      expect(x.grad?.item()).toBe(1);
    });
  });

  test('a graph is used once, unless retained', () => {
    const x = tensor([2], { requiresGrad: true });
    const y = x.square().sum();
    y.backward(undefined, { retainGraph: true });
    y.backward();
    expect(x.grad?.item()).toBe(8);
    expect(() => y.backward()).toThrow(/already used up .* retainGraph/);
  });

  test('backward with an outer gradient', () => {
    const x = tensor([1, 2, 3], { requiresGrad: true });
    x.square().backward(tensor([1, 0, 2]));
    expect(x.grad?.toNested()).toEqual([2, 0, 12]);
  });
});

describe('errors name the rule and a way out (of the operations: op-errors.test.ts)', () => {
  const a = zeros([2, 3]);
  test.each<[string, () => unknown, RegExp]>([
    ['matmul', () => a.matmul(zeros([2, 3])), /matmul: expected .* got \[2, 3\] and \[2, 3\]; the inner axes 3 and 2 must be equal; transpose/],
    ['item', () => a.item(), /item: expected a tensor of one element, got shape \[2, 3\]/],
    ['at', () => a.at(0, 3), /at: index 3 is outside axis 1 of shape \[2, 3\]/],
    ['data', () => a.t().data, /not contiguous; use toArray/],
    ['tensor', () => tensor([[1, 2], [3]]), /rows of unequal length: expected 2 at depth 1, got 1/],
    ['tensor with shape', () => tensor([1, 2, 3], [2, 2]), /3 values do not fill shape \[2, 2\], which holds 4/],
    ['backward of no graph', () => a.backward(), /depends on nothing that requires a gradient/],
    ['backward of a matrix', () => tensor([[1, 2]], { requiresGrad: true }).mul(2).backward(), /expected a one-element loss, got shape \[1, 2\]/],
  ])('%s', (_name, act, message) => {
    expect(act).toThrow(message);
  });
});
