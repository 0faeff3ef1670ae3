/**
 * A Boltzmann machine learns digits: real ones get less energy, those that its Gibbs chains dream up get more. Then new chains start
 * from noise and the energy distance to real digits is followed, sweep by sweep.
 */
import { stats, type Random } from '../../src/core/index.js';
import type { Matrix } from '../../src/core/linalg/index.js';
import { choice, defineSimulation, integer, message, real, type Frame, type Metrics } from '../../src/lesson/index.js';
import { learnDigits } from './boltzmann-learning.js';
import { BoltzmannMachine } from './boltzmann-machine.js';
import { boltzmannPictures, type Story } from './boltzmann-panels.js';
import { digitData, draw, independentPixels, nearRadius, type DigitData } from './digit-data.js';
import { dream, fillIn, kindsOf } from './dreaming.js';
import { nearness } from './score.js';

/** Chains that are scored. */
const SAMPLES = 300;
/** Share of the progress bar that training takes. */
const TRAINING_SHARE = 0.7;

export const boltzmann = defineSimulation({
  id: 'boltzmann',
  version: 1,
  params: {
    layers: choice(['one', 'two']),
    hidden: integer({ min: 1, max: 200, step: 16, default: 96 }),
    chains: choice(['persistent', 'data']),
    gibbsSteps: integer({ min: 1, max: 20, default: 5 }),
    epochs: integer({ min: 1, max: 200, step: 10, default: 80 }),
    learningRate: real({ min: 0.001, max: 1, step: 10 ** 0.25, scale: 'log', default: 0.1 }),
    classes: integer({ min: 1, max: 10, default: 10 }),
    sampleSweeps: integer({ min: 1, max: 2000, step: 50, default: 400 }),
  },
  metrics: {
    energyDistance: { digits: 4, better: 'lower' },
    offShare: { format: 'percent', digits: 1, better: 'lower' },
    coverage: { format: 'percent', digits: 1, better: 'higher' },
    kinds: { digits: 1, better: 'higher' },
    reconstruction: { digits: 4, better: 'lower' },
    fillError: { digits: 3, better: 'lower' },
    independentDistance: { digits: 4, headline: false },
    realDistance: { digits: 4, headline: false },
    independentOffShare: { format: 'percent', digits: 1, headline: false },
    realOffShare: { format: 'percent', digits: 1, headline: false },
    realKinds: { digits: 1, headline: false },
    meanFillError: { digits: 3, headline: false },
    firstDistance: { digits: 4, headline: false },
    parameters: { format: 'integer', headline: false },
  },
  *run({ params, random }) {
    const data = digitData(params.classes, random.split('data'));
    const units = [data.train.cols, params.hidden, ...(params.layers === 'two' ? [Math.ceil(params.hidden / 2)] : [])];
    const machine = new BoltzmannMachine(units, data.means, random.split('machine'));
    const story: Story = { machine, epochs: [], reconstruction: [], sweeps: [], distance: [] };
    let metrics: Metrics = { parameters: machine.parameterCount() };
    const frame = (progress: number, note: Frame['note']): Frame => ({ progress, metrics, panels: boltzmannPictures(story), note });
    yield frame(0, 'note.begin');

    const radius = nearRadius(data);
    const yardsticks = yardsticksOf(data, radius, random.split('pixels'));
    story.yardsticks = { real: yardsticks.realDistance, independent: yardsticks.independentDistance };
    metrics = { ...metrics, ...yardsticks };
    for (const { epoch, reconstruction, fantasies } of learnDigits(machine, data, params, random.split('training'))) {
      story.epochs.push(epoch);
      story.reconstruction.push(reconstruction);
      story.fantasies = fantasies;
      metrics = { ...metrics, reconstruction };
      yield frame((TRAINING_SHARE * epoch) / params.epochs, message('note.epoch', { epoch, epochs: params.epochs }));
    }

    let made = data.fresh;
    for (const { done, ink, drawn } of dream(machine, SAMPLES, params.sampleSweeps, random.split('samples'))) {
      made = ink;
      const distance = digitDistance(drawn, data);
      story.sweeps.push(done);
      story.distance.push(distance);
      story.fantasies = ink;
      metrics = { ...metrics, energyDistance: distance, ...(done === 1 && { firstDistance: distance }) };
      yield frame(TRAINING_SHARE + (0.98 - TRAINING_SHARE) * (done / params.sampleSweeps), message('note.sweep', { done, sweeps: params.sampleSweeps }));
    }
    const filled = fillIn(machine, data, random.split('fill'));
    story.filled = filled;
    const { offShare, coverage } = nearness(made, { ...data, radius });
    metrics = { ...metrics, offShare, coverage, kinds: kindsOf(made, data), fillError: filled.error, meanFillError: filled.meanError };
    yield frame(1, 'note.dreamt');
    machine.dispose();
  },
});

/** Squared energy distance between drawn pictures and real digits drawn likewise: the machine knows 0 and 1, not grey. */
function digitDistance(drawn: Matrix, { heldOutDrawn }: DigitData): number {
  return stats.energyDistance(drawn, heldOutDrawn, 'u');
}

/** Real digits nobody has seen, and pixels drawn one by one, on the same scale. */
function yardsticksOf(data: DigitData, radius: number, random: Random) {
  const real = { ...data, radius };
  const independent = independentPixels(data, SAMPLES, random);
  return {
    realDistance: digitDistance(data.freshDrawn, data),
    realOffShare: nearness(data.fresh, real).offShare,
    realKinds: kindsOf(data.fresh, data),
    independentDistance: digitDistance(draw(independent, random), data),
    independentOffShare: nearness(independent, real).offShare,
  };
}
