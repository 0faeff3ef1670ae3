/** Means of uniform draws, many times over: how far do they scatter? TODO: put the level's own computation here. */
import { defineSimulation, integer, line } from '../../src/lesson/index.js';

/** Standard deviation of a single uniform draw from 0 to 1. */
const SPREAD_OF_ONE = Math.sqrt(1 / 12);

export const simulation = defineSimulation({
  id: 'simulation-id',
  version: 1,
  params: {
    draws: integer({ min: 1, max: 256, default: 4 }),
    repeats: integer({ min: 10, max: 500, step: 10, default: 200 }),
  },
  metrics: {
    spread: { better: 'lower', digits: 3 },
    spreadOfOne: { digits: 3, headline: false },
  },
  *run({ params: { draws, repeats }, random }) {
    const means: number[] = [];
    for (let repeat = 1; repeat <= repeats; repeat++) {
      let sum = 0;
      for (let draw = 0; draw < draws; draw++) sum += random.uniform();
      means.push(sum / draws);
      if (repeat % 10 !== 0 && repeat !== repeats) continue;
      yield {
        progress: repeat / repeats,
        metrics: { spread: deviation(means), spreadOfOne: SPREAD_OF_ONE },
        panels: [
          line({
            id: 'means',
            title: 'panel.means',
            x: { label: 'axis.repeat', min: 1, max: repeats },
            y: { label: 'axis.mean', min: 0, max: 1 },
            series: [{ id: 'mean', label: 'series.mean', mark: 'points', x: means.map((_, index) => index + 1), y: [...means] }],
            rules: [{ axis: 'y', at: 0.5, label: 'rule.truth' }],
          }),
        ],
      };
    }
  },
});

/** Square root of the mean squared distance from the mean. */
function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
