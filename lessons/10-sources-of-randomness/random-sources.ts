/**
 * The same training again and again, each time with one source of chance drawn anew and all others held by their seeds: how
 * far accuracy spreads, how many answers change, and that nothing at all changes where nothing is drawn anew.
 */
import { stats, type Random } from '../../src/core/index.js';
import { defineSimulation, integer, message, real, type Metrics } from '../../src/lesson/index.js';
import { each } from './metric-each.js';
import { answersPanel, repeatsPanel, spreadPanel, tablePanel } from './sources-panels.js';
import { makePool, MOST_IMAGES, trainOnce, type Draws, type Trained } from './training.js';

/** In the order drawn. `none` draws nothing anew; `lastBit` changes one initial weight, another each time, by its last bit; `all` draws everything. */
export const SOURCES = ['none', 'lastBit', 'dropout', 'order', 'init', 'split', 'all'] as const;
export type Source = (typeof SOURCES)[number];

/** What came of one source so far. */
export interface Spread {
  readonly source: Source;
  /** Test accuracy of each repetition, 0 to 1. */
  readonly accuracies: readonly number[];
  /** Standard deviation of the accuracies; 0 until there are two. */
  readonly sd: number;
  /** Share of the common images to which a repetition answers otherwise than the first one, on average. */
  readonly changed: number;
  /** Greatest distance of any weight from that of the first repetition. */
  readonly drift: number;
}

export const randomSources = defineSimulation({
  id: 'random-sources',
  version: 1,
  params: {
    repeats: integer({ min: 2, max: 30, step: 2, default: 10 }),
    trainImages: integer({ min: 50, max: MOST_IMAGES, step: 50, default: 300 }),
    steps: integer({ min: 20, max: 1000, step: 20, default: 200 }),
    hidden: integer({ min: 8, max: 128, step: 8, default: 64 }),
    dropout: real({ min: 0, max: 0.8, step: 0.1, default: 0.3, digits: 1 }),
    learningRate: real({ min: 1e-4, max: 0.05, step: 10 ** 0.25, scale: 'log', default: 0.005 }),
  },
  metrics: {
    ...each(SOURCES, 'sd', { format: 'percent', digits: 2, better: 'lower' }),
    ...each(SOURCES, 'changed', { format: 'percent', digits: 2, better: 'lower', headline: false }),
    ...each(SOURCES, 'drift', { format: 'scientific', digits: 1, better: 'lower', headline: false }),
    meanAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    lowest: { format: 'percent', digits: 1, headline: false },
    highest: { format: 'percent', digits: 1, headline: false },
  },
  *run({ params, random }) {
    const pool = makePool(random.split('pool'));
    // The first training is the same for all: the one that the others are compared with.
    const first = trainOnce(pool, params, drawsOf('none', 0, random));
    const runs = SOURCES.map((): Trained[] => [first]);
    const spreads = SOURCES.map((source, index) => spreadOf(source, runs[index]));
    for (let repeat = 1; repeat < params.repeats; repeat++) {
      for (const [index, source] of SOURCES.entries()) {
        runs[index].push(trainOnce(pool, params, drawsOf(source, repeat, random)));
        spreads[index] = spreadOf(source, runs[index]);
        const done = (repeat - 1 + (index + 1) / SOURCES.length) / (params.repeats - 1);
        yield {
          progress: done,
          metrics: metricsOf(spreads),
          panels: [spreadPanel(spreads), repeatsPanel(spreads, params.repeats), answersPanel(spreads), tablePanel(spreads)],
          note: done < 1 ? message('note.training', { repeat: repeat + 1, repeats: params.repeats }) : message('note.trained', { trainings: 1 + SOURCES.length * (params.repeats - 1) }),
        };
      }
    }
  },
});

/** A generator for each draw: that of the first training, but for the source that is drawn anew. */
function drawsOf(source: Source, repeat: number, random: Random): Draws {
  const draw = (name: 'split' | 'init' | 'order' | 'dropout') => random.split(name).split(source === name || source === 'all' ? `repeat ${repeat}` : 'repeat 0');
  return { split: draw('split'), init: draw('init'), order: draw('order'), dropout: draw('dropout'), nudged: source === 'lastBit' && repeat > 0 ? repeat : undefined };
}

function spreadOf(source: Source, trained: readonly Trained[]): Spread {
  const [first, ...others] = trained;
  const accuracies = trained.map(({ accuracy }) => accuracy);
  const changed = others.map(({ answers }) => answers.filter((answer, i) => answer !== first.answers[i]).length / answers.length);
  const drift = others.map(({ weights }) => weights.reduce((most, weight, i) => Math.max(most, Math.abs(weight - first.weights[i])), 0));
  return {
    source,
    accuracies,
    // As distances from the first, so that equal ones have a spread of exactly 0.
    sd: accuracies.length < 2 ? 0 : stats.standardDeviation(accuracies.map((accuracy) => accuracy - accuracies[0])),
    changed: changed.length === 0 ? 0 : stats.mean(changed),
    drift: drift.reduce((most, one) => Math.max(most, one), 0),
  };
}

function metricsOf(spreads: readonly Spread[]): Metrics {
  const all = spreads.flatMap(({ accuracies }) => accuracies);
  return {
    ...Object.fromEntries(spreads.flatMap(({ source, sd, changed, drift }) => [[`sd.${source}`, sd], [`changed.${source}`, changed], [`drift.${source}`, drift]])),
    meanAccuracy: stats.mean(all),
    lowest: all.reduce((a, b) => Math.min(a, b)),
    highest: all.reduce((a, b) => Math.max(a, b)),
  };
}
