/** The Boltzmann machine against the sum over everything it can be, which small machines allow. */
import { describe, expect, test } from 'vitest';
import { math, Random, scope, tensor, type Tensor } from '../../src/core/index.js';
import { BoltzmannMachine } from './boltzmann-machine.js';

/** All states of `n` units, [2^n, n]. */
function allStates(n: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, code) => Array.from({ length: n }, (_, bit) => (code >> bit) & 1));
}

function machineOf(units: readonly number[]): BoltzmannMachine {
  const machine = new BoltzmannMachine(units, new Float32Array(units[0]).fill(0.4), new Random(1));
  const random = new Random(7);
  for (const parameter of machine.parameters()) random.fillNormal(parameter.data, 0, 0.8);
  return machine;
}

/** The joint states of all layers, and their exact probabilities. */
function enumerated(machine: BoltzmannMachine, units: readonly number[]): { layers: Tensor[]; probabilities: Float64Array } {
  const states = allStates(units.reduce((a, b) => a + b));
  let from = 0;
  const layers = units.map((n) => {
    const layer = tensor(states.map((state) => state.slice(from, from + n)));
    from += n;
    return layer;
  });
  return { layers, probabilities: math.softmax(machine.energy(layers).neg().toArray()) };
}

describe.each([[[3, 2]], [[3, 2, 2]]])('a machine of %j units', (units) => {
  test('conditionals are those of exp(-energy)', () =>
    scope(() => {
      const machine = machineOf(units);
      const { layers, probabilities } = enumerated(machine, units);
      const bits = layers.map((layer) => layer.toArray());
      units.forEach((n, l) => {
        const given = machine.conditional(l, layers).toArray();
        for (let unit = 0; unit < n; unit++) {
          for (let state = 0; state < probabilities.length; state += 5) {
            // The state and its twin that differs in this unit alone.
            const offset = units.slice(0, l).reduce((a, b) => a + b, 0) + unit;
            const [off, on] = [state & ~(1 << offset), state | (1 << offset)];
            expect(bits[l][on * n + unit]).toBe(1);
            // Other units of the layer do not matter, so the pair's odds are the conditional's.
            expect(given[state * n + unit]).toBeCloseTo(probabilities[on] / (probabilities[on] + probabilities[off]), 4);
          }
        }
      });
    }));

  test('Gibbs sampling draws every joint state as often as its probability says', () =>
    scope(() => {
      const machine = machineOf(units);
      const { probabilities } = enumerated(machine, units);
      const chains = 20_000;
      const { states } = machine.gibbs(machine.randomStates(chains, new Random(2)), 40, new Random(3));
      const counts = new Float64Array(probabilities.length);
      const values = states.map((layer) => layer.toArray());
      for (let i = 0; i < chains; i++) {
        let code = 0;
        let bit = 0;
        units.forEach((n, l) => {
          for (let unit = 0; unit < n; unit++) code += values[l][i * n + unit] * 2 ** bit++;
        });
        counts[code]++;
      }
      probabilities.forEach((p, code) => expect(Math.abs(counts[code] / chains - p), `state ${code}`).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / chains) + 1e-4));
    }));
});

test('units that are held keep their values', () =>
  scope(() => {
    const machine = machineOf([3, 2]);
    const start = [tensor([[1, 0, 1]]).expand([50, 3]), ...machine.randomStates(50, new Random(4)).slice(1)];
    const { states } = machine.gibbs(start, 20, new Random(5), tensor([1, 1, 0]));
    const visible = states[0].toArray();
    for (let i = 0; i < 50; i++) expect([...visible.slice(3 * i, 3 * i + 2)]).toEqual([1, 0]);
    expect(new Set(Array.from({ length: 50 }, (_, i) => visible[3 * i + 2])).size).toBe(2);
  }));
