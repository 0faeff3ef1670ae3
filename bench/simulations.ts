// Every simulation at its defaults, in the worker that the game uses: first frame, frames a second, total.

import { defaultParams } from '../src/lesson/index.js';
import { levels, loadSimulation } from '../src/registry/index.js';
import { createRunner } from '../src/runtime/index.js';
import type { Benchmark } from './timing.js';

const benchmark: Benchmark = {
  name: 'Simulations at their defaults',
  async run() {
    const figures: Record<string, number> = {};
    for (const id of levels().flatMap((level) => level.simulations)) {
      const simulation = await loadSimulation(id);
      const runner = createRunner();
      // The game prepares the worker when a level is opened, well before the first run.
      runner.prepare(id);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      let first: number | undefined;
      let frames = 0;
      const start = performance.now();
      const onFrame = () => {
        frames++;
        first ??= (performance.now() - start) / 1000;
      };
      const { status, failure } = await runner.start({ simulation: id, params: defaultParams(simulation.params, 'en'), seed: 7 }, { delivery: 'every', onFrame }).finished;
      const total = (performance.now() - start) / 1000;
      await runner.close();
      if (status !== 'done') throw new Error(`${id} ended as ${status}: ${JSON.stringify(failure)}`);
      figures[`${id}: first frame (s)`] = first ?? total;
      figures[`${id}: frames a second`] = frames / total;
      figures[`${id}: total (s)`] = total;
    }
    return figures;
  },
};

export default benchmark;
