/**
 * What makes inference fast, measured on the machine it runs on: one matrix product six ways, requests in batches, passes fused, a
 * block folded; operations and bytes counted beside it, and the roofs that arithmetic and memory set.
 */
import { choice, defineSimulation, integer, message, type Frame, type Label } from '../../src/lesson/index.js';
import { speedPictures } from './speed-panels.js';
import { countedMetrics, measuredMetrics, speedMetrics } from './speed-metrics.js';
import { Stopwatch } from './stopwatch.js';
import { Techniques, TIMED, type Differences } from './techniques.js';

const KIBIBYTE = 1024;

export const inferenceSpeed = defineSimulation({
  id: 'inference-speed',
  version: 1,
  params: {
    size: integer({ min: 64, max: 512, step: 32, default: 384 }),
    tile: choice(['16', '32', '64', '128'], { default: '64' }),
    cache: choice(['16', '32', '64', '256', '1024'], { default: '32' }),
    width: choice(['16', '64', '256', '1024', '2048'], { default: '64' }),
    inputs: integer({ min: 1, max: 256, step: 2, scale: 'log', default: 8 }),
    channels: integer({ min: 4, max: 64, step: 4, default: 16 }),
    rounds: integer({ min: 1, max: 51, step: 2, default: 9 }),
    warmUps: integer({ min: 0, max: 5, default: 2 }),
  },
  metrics: speedMetrics,

  *run({ params, random, clock }) {
    const { size, inputs, channels, rounds, warmUps } = params;
    // Matrices, images and memory to read through take a moment.
    yield { progress: 0, metrics: {}, panels: [], note: 'note.preparing' };
    const settings = { size, tile: Number(params.tile), cacheBytes: Number(params.cache) * KIBIBYTE, width: Number(params.width), inputs, channels };
    const techniques = new Techniques(settings, random);
    try {
      const watch = new Stopwatch(techniques.jobs, clock);
      let differences: Differences | undefined;
      const frame = (progress: number, note: Label): Frame => ({
        progress,
        metrics: { ...countedMetrics(techniques, differences), ...measuredMetrics(techniques, watch) },
        panels: speedPictures(techniques, watch, { rounds, warmUps, differences }),
        note,
      });
      for (const _ of techniques.count()) yield frame(0, 'note.counting');
      differences = techniques.differences();
      const all = (warmUps + rounds) * TIMED.length;
      let done = 0;
      for (const _ of watch.measure({ warmUps, rounds }, random.split('order'))) {
        const round = Math.floor(done / TIMED.length) - warmUps + 1;
        done++;
        if (done < all) yield frame(done / (all + 1), round > 0 ? message('note.round', { round, rounds }) : message('note.warmUp', { round: round + warmUps, rounds: warmUps }));
      }
      yield frame(1, 'note.measured');
    } finally {
      techniques.dispose();
    }
  },
});
