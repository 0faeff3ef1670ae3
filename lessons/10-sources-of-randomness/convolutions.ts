/**
 * One convolution layer by three algorithms that are equal on paper: how much arithmetic each needs, how long it takes on this
 * machine, and how their results differ from each other and from double precision in the last digits.
 */
import { signal, type Random } from '../../src/core/index.js';
import { quickdraw } from '../../src/data/quickdraw.js';
import { defineSimulation, integer, message, type Frame, type Metrics } from '../../src/lesson/index.js';
import { costPanel, differencePanel, picturesPanel, tablePanel } from './convolution-panels.js';
import { each } from './metric-each.js';

const ALGORITHMS = ['direct', 'fft', 'winograd'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** What one algorithm did for one size of kernel. */
export interface Outcome {
  readonly algorithm: Algorithm;
  readonly kernel: number;
  readonly output: Float32Array;
  readonly multiplications: number;
  readonly additions: number;
  /** Milliseconds, the fastest of the repetitions. */
  readonly time: number;
  /** Greatest distance from the result in double precision. */
  readonly error: number;
}

export interface Layer extends signal.ConvolutionProblem {
  /** Pixels of a side of the output. */
  readonly side: number;
}

/** Times a repetition is slowed by whatever else the machine does; the fastest is nearest to the algorithm. */
const REPETITIONS = 5;
const LARGEST_KERNEL = 15;

export const convolutionAlgorithms = defineSimulation({
  id: 'convolution-algorithms',
  version: 1,
  params: {
    kernel: integer({ min: 3, max: LARGEST_KERNEL, step: 2, default: 3 }),
    size: integer({ min: 16, max: 64, step: 4, default: 32 }),
    channels: integer({ min: 1, max: 16, default: 4 }),
    filters: integer({ min: 1, max: 16, default: 4 }),
  },
  metrics: {
    ...each(ALGORITHMS, 'multiplications', { format: 'integer', better: 'lower' }),
    ...each(ALGORITHMS, 'time', { digits: 2, better: 'lower', measured: true }),
    ...each(['fft', 'winograd'], 'differing', { format: 'percent', digits: 1 }),
    ...each(['fft', 'winograd'], 'distance', { format: 'scientific', digits: 1 }),
    ...each(ALGORITHMS, 'additions', { format: 'integer', better: 'lower', headline: false }),
    ...each(ALGORITHMS, 'error', { format: 'scientific', digits: 1, better: 'lower', headline: false }),
    crossover: { format: 'integer' },
  },
  *run({ params, random, clock }) {
    const outcomes: Outcome[] = [];
    const chosen = makeLayer(params, params.kernel, random);
    const jobs = kernelSizes(params.kernel).map((kernel) => ({ kernel, algorithms: ALGORITHMS.filter((algorithm) => algorithm !== 'winograd' || kernel === 3) }));
    const total = jobs.reduce((sum, { algorithms }) => sum + algorithms.length, 0);
    for (const { kernel, algorithms } of jobs) {
      const layer = kernel === params.kernel ? chosen : makeLayer(params, kernel, random);
      const exact = signal.convolveExactly(layer);
      for (const algorithm of algorithms) {
        outcomes.push(measure(algorithm, layer, exact, clock));
        yield frame(chosen, outcomes, outcomes.length / total);
      }
    }
  },
});

/** The chosen kernel first, so that its result is there at once; then all sizes from small to large. */
function kernelSizes(chosen: number): number[] {
  const odd = Array.from({ length: (LARGEST_KERNEL - 1) / 2 }, (_, i) => 3 + 2 * i);
  return [chosen, ...odd.filter((kernel) => kernel !== chosen)];
}

/** Drawings side by side and one below the other as input, and kernels as a network is initialised with. */
function makeLayer({ size, channels, filters }: { size: number; channels: number; filters: number }, kernel: number, random: Random): Layer {
  const drawings = quickdraw();
  const draw = random.split('drawings');
  const input = new Float32Array(channels * size * size);
  const { rows: side, pixels, count } = drawings;
  const across = Math.ceil(size / side);
  for (let c = 0; c < channels; c++) {
    const tiles = draw.split(`channel ${c}`).sampleWithoutReplacement(count, across * across);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const tile = tiles[Math.floor(i / side) * across + Math.floor(j / side)];
        input[(c * size + i) * size + j] = pixels[(tile * side + (i % side)) * side + (j % side)];
      }
    }
  }
  const weights = new Float32Array(filters * channels * kernel * kernel);
  random.split(`kernel ${kernel}`).fillNormal(weights, 0, Math.sqrt(2 / (channels * kernel * kernel)));
  return { input, channels, height: size, width: size, kernel: weights, filters, kernelHeight: kernel, kernelWidth: kernel, side: size - kernel + 1 };
}

function measure(algorithm: Algorithm, layer: Layer, exact: Float64Array, clock: () => number): Outcome {
  const { output, operations } = signal.convolve2d(algorithm, layer); // also warms up
  let time = Infinity;
  for (let i = 0; i < REPETITIONS; i++) {
    const start = clock();
    signal.convolve2d(algorithm, layer);
    time = Math.min(time, clock() - start);
  }
  return { algorithm, kernel: layer.kernelWidth, output, ...operations, time, error: exact.reduce((most, value, i) => Math.max(most, Math.abs(output[i] - value)), 0) };
}

function frame(layer: Layer, outcomes: readonly Outcome[], progress: number): Frame {
  const here = outcomes.filter((outcome) => outcome.kernel === layer.kernelWidth);
  return {
    progress,
    metrics: metricsOf(here, outcomes),
    panels: [costPanel(ALGORITHMS, outcomes, layer.kernelWidth), tablePanel(here), differencePanel(here), picturesPanel(layer, here)],
    note: progress < 1 ? message('note.kernel', { kernel: outcomes.at(-1)?.kernel ?? layer.kernelWidth }) : 'note.measured',
  };
}

function metricsOf(here: readonly Outcome[], outcomes: readonly Outcome[]): Metrics {
  const direct = here.find(({ algorithm }) => algorithm === 'direct');
  const metrics: Record<string, number> = {};
  for (const { algorithm, multiplications, additions, time, error, output } of here) {
    metrics[`multiplications.${algorithm}`] = multiplications;
    metrics[`additions.${algorithm}`] = additions;
    metrics[`time.${algorithm}`] = time;
    metrics[`error.${algorithm}`] = error;
    if (direct && algorithm !== 'direct') {
      metrics[`differing.${algorithm}`] = output.filter((value, i) => value !== direct.output[i]).length / output.length;
      metrics[`distance.${algorithm}`] = output.reduce((most, value, i) => Math.max(most, Math.abs(value - direct.output[i])), 0);
    }
  }
  const cheaper = crossover(outcomes);
  return cheaper === undefined ? metrics : { ...metrics, crossover: cheaper };
}

/** The smallest kernel measured for which the Fourier transform needs fewer multiplications than the direct sum. */
function crossover(outcomes: readonly Outcome[]): number | undefined {
  const count = (kernel: number, algorithm: Algorithm) => outcomes.find((outcome) => outcome.kernel === kernel && outcome.algorithm === algorithm)?.multiplications;
  const wins = outcomes.map(({ kernel }) => kernel).filter((kernel) => (count(kernel, 'fft') ?? Infinity) < (count(kernel, 'direct') ?? 0));
  return wins.length === 0 ? undefined : wins.reduce((a, b) => Math.min(a, b));
}
