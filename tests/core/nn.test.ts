import { describe, expect, test } from 'vitest';
import { F, nn, optim, Parameter, Random, randn, scope, tensor, type Tensor } from '../../src/core/index.js';

class TwoTowers extends nn.Module {
  readonly left: nn.Linear;
  readonly towers: nn.Module[];
  readonly scale = Parameter.from([2]);
  readonly shared: Parameter;

  constructor(random: Random) {
    super();
    this.left = new nn.Linear(3, 2, { random });
    this.towers = [new nn.LayerNorm(2), new nn.Dropout(0.5, { random })];
    this.shared = this.left.weight;
  }

  forward(x: Tensor): Tensor {
    return this.left.forward(x).mul(this.scale);
  }
}

describe('Module', () => {
  test('finds parameters in definition order, arrays of modules too, shared ones once', () => {
    const model = new TwoTowers(new Random(1));
    expect(model.namedParameters().map(([name]) => name)).toEqual(['scale', 'shared', 'left.bias', 'towers.0.weight', 'towers.0.bias']);
    expect(model.parameterCount()).toBe(1 + 6 + 2 + 4);
  });

  test('finds parameters in arrays', () => {
    class List extends nn.Module {
      readonly parts = [Parameter.from([1]), Parameter.from([2, 3])];
    }
    expect(new List().namedParameters().map(([name, { size }]) => `${name}: ${size}`)).toEqual(['parts.0: 1', 'parts.1: 2']);
  });

  test('train and eval reach every submodule', () => {
    const model = new TwoTowers(new Random(1)).eval();
    expect(model.towers.map(({ training }) => training)).toEqual([false, false]);
    expect(model.train().towers[1].training).toBe(true);
  });

  test('stateDict and loadStateDict round trip; a wrong state changes nothing and is named', () => {
    const source = nn.mlp([4, 5, 2], { random: new Random(1) });
    const target = nn.mlp([4, 5, 2], { random: new Random(2) });
    expect(Object.keys(source.stateDict())).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
    const before = target.stateDict();
    expect(() => target.loadStateDict({ ...source.stateDict(), extra: { shape: [1], data: new Float32Array(1) } })).toThrow(/unknown \[extra\]/);
    expect(() => target.loadStateDict({ ...source.stateDict(), '2.bias': { shape: [3], data: new Float32Array(3) } })).toThrow(/2\.bias has shape \[2\], the state has \[3\]/);
    expect(target.stateDict()).toEqual(before);
    target.loadStateDict(source.stateDict());
    expect(target.stateDict()).toEqual(source.stateDict());
  });
});

describe('layers', () => {
  test('Linear is drawn uniformly within 1 / sqrt(fan_in), as PyTorch', () => {
    const values = new nn.Linear(100, 400, { random: new Random(3) }).weight.toArray();
    const top = Math.max(...values);
    expect(top).toBeLessThanOrEqual(0.1);
    expect(top).toBeGreaterThan(0.0999);
    const meanSquare = values.reduce((total, value) => total + value * value, 0) / values.length;
    expect(Math.abs(meanSquare / (0.01 / 3) - 1)).toBeLessThan(0.02);
  });

  test.each<[nn.Initializer, number]>([
    ['kaimingUniform', 2 / 50], ['kaimingNormal', 2 / 50], ['xavierUniform', 2 / 350], ['xavierNormal', 2 / 350], ['zeros', 0],
  ])('%s has the variance of its paper', (init, variance) => {
    const layer = new nn.Linear(50, 300, { random: new Random(4), init });
    const values = layer.weight.toArray();
    expect(values.reduce((total, value) => total + value * value, 0) / values.length).toBeCloseTo(variance, 2);
    expect([...(layer.bias?.toArray() ?? [1])].every((value) => value === 0)).toBe(true);
  });

  test('the same seed gives the same layer; another layer does not shift it', () => {
    const first = nn.mlp([3, 4, 2], { random: new Random(5) }).stateDict();
    expect(nn.mlp([3, 4, 2], { random: new Random(5) }).stateDict()).toEqual(first);
    expect(nn.mlp([3, 4, 2, 2], { random: new Random(5) }).stateDict()['2.weight']).toEqual(first['2.weight']);
  });

  test('Dropout scales while training, does nothing in eval, and draws anew each time', () => {
    const layer = new nn.Dropout(0.5, { random: new Random(6) });
    const x = tensor(new Float32Array(200).fill(1), [200]);
    const [a, b] = [layer.forward(x).toArray(), layer.forward(x).toArray()];
    expect(a).not.toEqual(b);
    expect(new Set(a)).toEqual(new Set([0, 2]));
    expect(layer.eval().forward(x).toArray()).toEqual(x.toArray());
  });

  test('a causal MultiHeadAttention does not look ahead', () => {
    const attention = new nn.MultiHeadAttention(8, 2, { random: new Random(7), causal: true });
    const x = randn([1, 4, 8], new Random(8));
    const before = attention.forward(x).toArray();
    x.slice(1, 3, 4).copy_(randn([1, 1, 8], new Random(99)));
    const after = attention.forward(x).toArray();
    expect(after.slice(0, 24)).toEqual(before.slice(0, 24));
    expect(after.slice(24)).not.toEqual(before.slice(24));
  });

  test('attention weights are handed out: rows sum to 1, nothing above the diagonal', () => {
    const attention = new nn.MultiHeadAttention(8, 2, { random: new Random(7), causal: true });
    let weights: number[] = [];
    attention.forward(randn([1, 3, 8], new Random(8)), { onWeights: (w) => { weights = [...w.toArray()]; } });
    expect(weights).toHaveLength(2 * 3 * 3);
    for (let r = 0; r < 6; r++) expect(weights.slice(r * 3, r * 3 + 3).reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    expect([weights[1], weights[2], weights[5]]).toEqual([0, 0, 0]);
  });

  test('an embedding as a lookup table and as a layer', () => {
    const table = new nn.Embedding(5, 3, { random: new Random(9) });
    expect(table.forward(tensor([[1, 4]])).toNested()).toEqual(table.lookup([1, 4], [1, 2]).toNested());
    expect(() => table.lookup([5])).toThrow(/from 0 to 4, got 5/);
  });
});

test('saved weights come back to the bit, running statistics and text with them; another structure is refused', () => {
  const build = (seed: number, channels = 3): nn.Sequential => {
    const random = new Random(seed);
    return new nn.Sequential(new nn.Conv2d(2, channels, 3, { random }), new nn.BatchNorm(channels), new nn.Flatten(), new nn.Linear(4 * channels, 2, { random }));
  };
  const [model, copy] = [build(1), build(2)];
  const x = randn([5, 2, 4, 4], new Random(3));
  model.forward(x); // moves the running statistics
  const bytes = nn.saveWeights(model, { note: '第一个' });
  expect(nn.loadWeights(copy, bytes)).toEqual({ note: '第一个' });
  expect(copy.eval().forward(x).toArray()).toEqual(model.eval().forward(x).toArray());
  expect(() => nn.loadWeights(build(1, 4), bytes)).toThrow(/0\.weight has shape \[4, 2, 3, 3\], the state has \[3, 2, 3, 3\]/);
  expect(() => nn.loadWeights(copy, bytes.subarray(0, 90))).toThrow(/cut short|damaged/);
});

test('an MLP learns the exclusive or', () => {
  const random = new Random(10);
  const model = nn.mlp([2, 8, 2], { random, activation: 'tanh' });
  const optimizer = new optim.Adam(model.parameters(), { lr: 0.05 });
  const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);
  for (let i = 0; i < 200; i++) {
    scope(() => {
      optimizer.zeroGrad();
      F.crossEntropy(model.forward(x), [0, 1, 1, 0]).backward();
      optimizer.step();
    });
  }
  expect([...model.forward(x).argmax(1)]).toEqual([0, 1, 1, 0]);
});
