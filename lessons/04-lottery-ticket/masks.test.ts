import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { addTraining, NO_COST } from './cost.js';
import { structured, unstructured } from './masks.js';
import { countKept, countWeights, fullMasks, withSigns, type NetworkValues } from './values.js';

/** A network with normal random weights. */
function randomValues(sizes: readonly number[], seed: number): NetworkValues {
  const random = new Random(seed);
  return sizes.slice(1).map((outputs, l) => {
    const weight = new Float32Array(sizes[l] * outputs);
    random.fillNormal(weight);
    return { inputs: sizes[l], outputs, weight, bias: new Float32Array(outputs) };
  });
}
const values = randomValues([20, 30, 10, 5], 1);
const full = fullMasks(values);

describe('unstructured pruning', () => {
  const once = unstructured.prune(values, full, 0.2);

  test('cuts the rate of each layer, the output layer half of it', () => {
    expect(once.map((mask) => countKept([mask]))).toEqual([480, 240, 45]);
  });

  test('cuts the smallest: no weight cut is larger than one kept', () => {
    once.forEach((mask, l) => {
      const sizes = (keep: number) => Array.from(values[l].weight, Math.abs).filter((_, i) => mask.weight[i] === keep);
      expect(Math.max(...sizes(0))).toBeLessThanOrEqual(Math.min(...sizes(1)));
    });
  });

  test('never brings a weight back', () => {
    const twice = unstructured.prune(randomValues([20, 30, 10, 5], 2), once, 0.2);
    twice.forEach((mask, l) => mask.weight.forEach((m, i) => expect(m).toBeLessThanOrEqual(once[l].weight[i])));
    expect(twice.map((mask) => countKept([mask]))).toEqual([384, 192, 40]);
  });

  test('leaves at least one weight in a layer, however long it goes on', () => {
    let masks = full;
    for (let round = 0; round < 60; round++) masks = unstructured.prune(values, masks, 0.5);
    expect(Math.min(...masks.map((mask) => countKept([mask])))).toBeGreaterThanOrEqual(1);
  });

  test('a random mask keeps as many in each layer, elsewhere', () => {
    const random = unstructured.shuffled(once, new Random(5));
    expect(random.map((mask) => countKept([mask]))).toEqual([480, 240, 45]);
    expect(random[0].weight).not.toEqual(once[0].weight);
  });
});

test.each([
  { name: 'unstructured', method: unstructured },
  { name: 'structured', method: structured },
])('$name: what will be left is foretold to a few percent', ({ method }) => {
  const large = fullMasks(randomValues([64, 128, 64, 10], 3));
  let masks = large;
  for (let round = 0; round < 8; round++) masks = method.prune(randomValues([64, 128, 64, 10], round), masks, 0.2);
  expect(method.expectedKept(large, 0.2, 8) / countKept(masks)).toBeGreaterThan(0.95);
  expect(method.expectedKept(large, 0.2, 8) / countKept(masks)).toBeLessThan(1.05);
  expect(method.expectedKept(large, 0.9, 20)).toBeGreaterThanOrEqual(3);
});

describe('structured pruning', () => {
  const once = structured.prune(values, full, 0.2);

  test('cuts whole hidden neurons: bias, incoming and outgoing weights', () => {
    expect(once.map((mask) => mask.bias.reduce((sum, m) => sum + m, 0))).toEqual([24, 8, 5]);
    expect(once.map((mask) => countKept([mask]))).toEqual([24 * 20, 24 * 8, 8 * 5]);
    const cut = once[0].bias.indexOf(0);
    expect(once[0].weight.slice(cut * 20, (cut + 1) * 20).some((m) => m !== 0)).toBe(false);
    for (let o = 0; o < 10; o++) expect(once[1].weight[o * 30 + cut]).toBe(0);
  });

  test('does not change when a neuron is rescaled without changing the function', () => {
    const rescaled = values.map((layer) => ({ ...layer, weight: layer.weight.slice() }));
    for (let i = 0; i < 20; i++) rescaled[0].weight[3 * 20 + i] *= 8;
    for (let o = 0; o < 10; o++) rescaled[1].weight[o * 30 + 3] /= 8;
    expect(structured.prune(rescaled, full, 0.5)).toEqual(structured.prune(values, full, 0.5));
  });

  test('keeps two neurons in a layer, however long it goes on', () => {
    let masks = full;
    for (let round = 0; round < 60; round++) masks = structured.prune(values, masks, 0.5);
    expect(masks.map((mask) => mask.bias.reduce((sum, m) => sum + m, 0))).toEqual([2, 2, 5]);
  });

  test('random neurons are as many as those kept', () => {
    const random = structured.shuffled(once, new Random(5));
    expect(random.map((mask) => countKept([mask]))).toEqual(once.map((mask) => countKept([mask])));
    expect(random[0].bias).not.toEqual(once[0].bias);
  });
});

test('withSigns takes sizes from one network and signs from another', () => {
  const other = randomValues([20, 30, 10, 5], 9);
  const mixed = withSigns(other, values);
  mixed.forEach((layer, l) =>
    layer.weight.forEach((w, i) => {
      expect(Math.abs(w)).toBe(Math.abs(other[l].weight[i]));
      expect(Math.sign(w)).toBe(Math.sign(values[l].weight[i]));
    }),
  );
});

describe('cost', () => {
  const images = 6000;
  const half = unstructured.prune(values, full, 0.5); // output layer 0.25: (300 + 150 + 38) of 950

  test('zeros cost nothing less on ordinary hardware, and everything less on ideal hardware', () => {
    const cost = addTraining(addTraining(NO_COST, full, images, false), half, images, false);
    expect(cost.trainings).toBe(2);
    expect(cost.ratio).toBe(2);
    expect(cost.idealRatio).toBeCloseTo(1 + countKept(half) / countWeights(values), 12);
    expect(cost.multiplyAdds).toBe(2 * 3 * 950 * images);
  });

  test('whole neurons can really be taken out', () => {
    const pruned = structured.prune(values, full, 0.5);
    const cost = addTraining(NO_COST, pruned, images, true);
    expect(cost.multiplyAdds).toBe(3 * images * (15 * 20 + 15 * 5 + 5 * 5));
    expect(cost.ratio).toBe(cost.idealRatio);
  });
});
