/**
 * Trial of the contract on a subject of another level: a small RealNVP (Dinh, Sohl-Dickstein and Bengio 2017) learns the density of
 * two moons. Needs a scatter plot over a density, fixed axes, a network trained live and likelihoods that can be checked.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { cat, math, nn, noGrad, optim, Random, scope, tensor, type Tensor } from '../../src/core/index.js';
import { defineSimulation, integer, line, real, scatter, type Frame, type Grid, type ScatterPanel } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { expectDrawn } from '../support/drawn.js';

/** Points of two interleaved half circles with noise, each axis standardised roughly: [n, 2], row by row. */
function twoMoons(n: number, random: Random): Float32Array {
  const points = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    const angle = random.uniform(0, Math.PI);
    const [x, y] = i % 2 === 0 ? [math.cos(angle), math.sin(angle)] : [1 - math.cos(angle), 0.5 - math.sin(angle)];
    points[2 * i] = (x - 0.5 + random.normal(0, 0.06)) / 0.87;
    points[2 * i + 1] = (y - 0.25 + random.normal(0, 0.06)) / 0.5;
  }
  return points;
}

/** One coordinate is scaled and shifted by amounts that the other decides: invertible, with a triangular Jacobian. */
class Coupling extends nn.Module {
  readonly net: nn.Sequential;

  constructor(
    readonly moves: 0 | 1,
    width: number,
    random: Random,
  ) {
    super();
    this.net = nn.mlp([1, width, width, 2], { random, activation: 'tanh' });
  }

  /** @param x  [N, 2]  @returns where x goes, [N, 2], and the log determinant, [N, 1] */
  forward(x: Tensor): { z: Tensor; logDeterminant: Tensor } {
    const { kept, moved, scale, shift } = this.parts(x);
    return { z: this.joined(kept, moved.mul(scale.exp()).add(shift)), logDeterminant: scale };
  }

  inverse(z: Tensor): Tensor {
    const { kept, moved, scale, shift } = this.parts(z);
    return this.joined(kept, moved.sub(shift).mul(scale.neg().exp()));
  }

  private parts(x: Tensor) {
    const kept = x.slice(1, 1 - this.moves, 2 - this.moves);
    const both = this.net.forward(kept); // [N, 2]
    return { kept, moved: x.slice(1, this.moves, this.moves + 1), scale: both.slice(1, 0, 1).tanh().mul(2), shift: both.slice(1, 1, 2) };
  }

  private joined(kept: Tensor, moved: Tensor): Tensor {
    return cat(this.moves === 1 ? [kept, moved] : [moved, kept], 1);
  }
}

class Flow extends nn.Module {
  readonly couplings: Coupling[];

  constructor(count: number, width: number, random: Random) {
    super();
    this.couplings = Array.from({ length: count }, (_, i) => new Coupling(i % 2 === 0 ? 0 : 1, width, random.split(i)));
  }

  /** Log density of each point, [N, 1]: that of a standard normal at z plus the log determinants. */
  logDensity(x: Tensor): Tensor {
    let point = x;
    let total: Tensor | undefined;
    for (const coupling of this.couplings) {
      const { z, logDeterminant } = coupling.forward(point);
      point = z;
      total = total ? total.add(logDeterminant) : logDeterminant;
    }
    const normal = point.square().sum(1, true).mul(-0.5).sub(math.log(2 * Math.PI));
    return total ? normal.add(total) : normal;
  }

  sample(z: Tensor): Tensor {
    return [...this.couplings].reverse().reduce((point, coupling) => coupling.inverse(point), z);
  }
}

const LOW = -3;
const HIGH = 3;
const CELLS = 40;

const density = defineSimulation({
  id: 'trial-density',
  version: 1,
  params: {
    couplings: integer({ min: 1, max: 8, default: 4 }),
    width: integer({ min: 4, max: 64, default: 24 }),
    steps: integer({ min: 0, max: 3000, step: 50, default: 300 }),
    learningRate: real({ min: 1e-4, max: 1e-2, step: 10 ** 0.25, scale: 'log', default: 5e-3 }),
  },
  metrics: {
    logLikelihood: { digits: 2, better: 'higher' },
    gaussianLogLikelihood: { digits: 2 },
    offShare: { format: 'percent', better: 'lower' },
    mass: { digits: 3, headline: false },
  },
  *run({ params: { couplings, width, steps, learningRate }, random }) {
    const train = twoMoons(1000, random.split('train'));
    const test = twoMoons(500, random.split('test'));
    const flow = new Flow(couplings, width, random.split('flow'));
    const optimizer = new optim.Adam(flow.parameters(), { lr: learningRate });
    const batches = random.split('batches');
    const seeds = new Float32Array(400);
    random.split('samples').fillNormal(seeds);
    const at: number[] = [];
    const likelihood: number[] = [];

    const logDensity = (points: Float32Array) => scope(() => noGrad(() => flow.logDensity(tensor(points, [points.length / 2, 2])).toArray()));
    const frame = (step: number): Frame => {
      const samples = scope(() => noGrad(() => flow.sample(tensor(seeds, [200, 2])).toArray()));
      const background = gridOf(logDensity);
      at.push(step);
      likelihood.push(meanOf(logDensity(test)));
      const area = ((HIGH - LOW) / CELLS) ** 2;
      return {
        progress: steps === 0 ? 1 : step / steps,
        metrics: {
          logLikelihood: likelihood[likelihood.length - 1],
          gaussianLogLikelihood: gaussianLogLikelihood(test),
          offShare: offShare(samples, train),
          mass: background.values.reduce<number>((sum, value) => sum + (value ?? 0) * area, 0),
        },
        panels: [
          scatter({
            id: 'plane',
            title: 'panel.plane',
            x: { label: 'axis.x', min: LOW, max: HIGH },
            y: { label: 'axis.y', min: LOW, max: HIGH },
            series: [cloud('data', train.subarray(0, 400)), cloud('samples', samples)],
            background,
          }),
          line({ id: 'likelihood', title: 'panel.likelihood', x: { label: 'axis.step', min: 0, max: steps }, y: { label: 'axis.logLikelihood' }, series: [{ id: 'flow', label: 'series.flow', x: [...at], y: [...likelihood] }] }),
        ],
      };
    };

    yield frame(0);
    for (let step = 1; step <= steps; step++) {
      scope(() => {
        const rows = Array.from({ length: 128 }, () => batches.integer(1000));
        const points = Float32Array.from(rows.flatMap((row) => [train[2 * row], train[2 * row + 1]]));
        const loss = flow.logDensity(tensor(points, [128, 2])).mean().neg();
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
      });
      if (step % 25 === 0 || step === steps) yield frame(step);
    }
  },
});

/** The density at the centre of each cell of the plane, rows from the top. */
function gridOf(logDensity: (points: Float32Array) => Float32Array): Grid {
  const centre = (i: number) => LOW + ((i + 0.5) / CELLS) * (HIGH - LOW);
  const points = new Float32Array(2 * CELLS * CELLS);
  for (let i = 0; i < CELLS * CELLS; i++) points.set([centre(i % CELLS), centre(CELLS - 1 - Math.floor(i / CELLS))], 2 * i);
  return { rows: CELLS, columns: CELLS, values: Array.from(logDensity(points), math.exp), min: 0, scale: 'sequential' };
}

function cloud(id: string, points: Float32Array) {
  return { id, label: `series.${id}`, x: Array.from(points).filter((_, i) => i % 2 === 0), y: Array.from(points).filter((_, i) => i % 2 === 1) };
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

/** Mean log density of the points under the normal distribution with their own means and variances. */
function gaussianLogLikelihood(points: Float32Array): number {
  let total = 0;
  for (const axis of [0, 1]) {
    const values = points.filter((_, i) => i % 2 === axis);
    const mean = meanOf(values);
    total -= 0.5 * math.log(2 * Math.PI * meanOf(values.map((v) => (v - mean) * (v - mean)))) + 0.5;
  }
  return total;
}

/** Share of the samples that are farther than 0.2 from every data point. */
function offShare(samples: Float32Array, data: Float32Array): number {
  let off = 0;
  for (let s = 0; s < samples.length; s += 2) {
    let near = false;
    for (let d = 0; d < data.length && !near; d += 2) near = (samples[s] - data[d]) ** 2 + (samples[s + 1] - data[d + 1]) ** 2 < 0.04;
    if (!near) off++;
  }
  return off / (samples.length / 2);
}

describe('a normalising flow as a density under points', () => {
  const frames: Frame[] = [];
  beforeAll(() => {
    runToEnd(density, {}, 1, undefined, (frame) => frames.push(frame));
  });
  const planeOf = (frame: Frame): ScatterPanel => {
    const [panel] = frame.panels;
    if (panel.kind !== 'scatter') throw new Error(`expected the scatter panel first, got ${panel.kind}`);
    return panel;
  };

  test('the density is one: it sums to 1 over the plane, before and after training', () => {
    // Little lies outside the square; before training the flow is nearly a wide normal.
    for (const frame of [frames[0], frames[frames.length - 1]]) {
      expect(frame.metrics.mass).toBeGreaterThan(0.9);
      expect(frame.metrics.mass).toBeLessThan(1.03);
    }
  });

  test('training beats the best single Gaussian on held-out points, and samples come near the moons', () => {
    const [first, last] = [frames[0].metrics, frames[frames.length - 1].metrics];
    expect(last.logLikelihood).toBeGreaterThan(last.gaussianLogLikelihood + 0.3);
    expect(last.offShare).toBeLessThan(first.offShare / 2);
  });

  test('sampling undoes the flow', () => {
    const flow = new Flow(4, 8, new Random(1));
    const x = tensor([[0.3, -1.2], [1.5, 0.4]]);
    const z = flow.couplings.reduce((point, coupling) => coupling.forward(point).z, x);
    flow.sample(z).toArray().forEach((value, i) => expect(value).toBeCloseTo([0.3, -1.2, 1.5, 0.4][i], 4));
  });

  test('axes stand still and the grid has its cells in every frame', () => {
    for (const frame of frames) {
      const { x, y, background } = planeOf(frame);
      expect([x.min, x.max, y.min, y.max]).toEqual([LOW, HIGH, LOW, HIGH]);
      expect(background?.values).toHaveLength(CELLS * CELLS);
    }
    expect(frames).toHaveLength(13);
  });

  test('is drawn at every size', () => {
    expectDrawn(frames[frames.length - 1]);
  });
});
