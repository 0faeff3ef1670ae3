/**
 * One after another or all at once: a recurrent layer (GRU) beside a self-attention layer, both of the core, over growing sequences:
 * steps and operations counted, time measured, and how much of the first token is left at the last.
 */
import { choice, defineSimulation, integer, message, type Metrics } from '../../src/lesson/index.js';
import { costPanel, influencePanel, roundsPanel, summaryPanel, timePanel, type Influences, type Times } from './sequence-panels.js';
import { LAYERS, operations, pathLength, rounds, sequentialSteps } from './sequence-costs.js';
import { Stopwatch } from './stopwatch.js';

/** Tokens over which the influence of each input on the last output is measured. */
const FELT = 64;
const SHORTEST = 16;

export const sequentialVsParallel = defineSimulation({
  id: 'sequential-vs-parallel',
  version: 1,
  params: {
    longest: choice(['128', '256', '512', '1024'], { default: '1024' }),
    width: integer({ default: 32, min: 8, max: 128, step: 8 }),
    multipliers: integer({ default: 1_000_000, min: 1, max: 100_000_000, step: 10, scale: 'log' }),
    batch: integer({ default: 8, min: 1, max: 16 }),
    repeats: integer({ default: 3, min: 1, max: 10 }),
  },
  metrics: {
    gruSteps: { format: 'integer' },
    attentionSteps: { format: 'integer' },
    crossing: { format: 'integer' },
    speedup: { digits: 1 },
    gruTime: { digits: 2, measured: true, better: 'lower' },
    attentionTime: { digits: 2, measured: true, better: 'lower' },
    measuredSpeedup: { digits: 1, measured: true },
    measuredCrossing: { format: 'integer', measured: true, headline: false },
    gruOperations: { format: 'scientific', headline: false },
    attentionOperations: { format: 'scientific', headline: false },
    gruPath: { format: 'integer', headline: false },
    attentionPath: { format: 'integer', headline: false },
    gruInfluence: { format: 'scientific', headline: false },
    attentionInfluence: { format: 'scientific', headline: false },
  },

  *run({ params, random, clock }) {
    const { width, multipliers, batch, repeats } = params;
    const longest = Number(params.longest);
    const lengths: number[] = [];
    for (let n = SHORTEST; n <= longest; n *= 2) lengths.push(n);
    const times: Times = { gru: new Map(), attention: new Map() };
    const stopwatch = new Stopwatch(width, random);
    const counted = countedMetrics(longest, width, multipliers);
    const panels = (influences?: Influences) => [
      timePanel(times, lengths, { batch, width }),
      costPanel(lengths, width),
      roundsPanel(lengths, width, multipliers),
      ...(influences ? [influencePanel(influences)] : []),
      summaryPanel(longest, width, multipliers, times, influences),
    ];
    yield { progress: 0, metrics: counted, panels: panels(), note: 'note.counted' };

    const runs = lengths.length * LAYERS.length * repeats;
    let done = 0;
    for (const { kind, length, milliseconds } of stopwatch.time(lengths, batch, repeats, clock)) {
      times[kind].set(length, milliseconds);
      done++;
      yield { progress: (0.95 * done) / runs, metrics: { ...counted, ...timeMetrics(times, lengths) }, panels: panels(), note: message(`note.timing.${kind}`, { length }) };
    }
    const influences: Influences = { gru: stopwatch.influence('gru', FELT), attention: stopwatch.influence('attention', FELT) };
    const felt = { gruInfluence: influences.gru[0], attentionInfluence: influences.attention[0] };
    yield { progress: 1, metrics: { ...counted, ...timeMetrics(times, lengths), ...felt }, panels: panels(influences), note: 'note.timed' };
  },
});

function countedMetrics(longest: number, width: number, multipliers: number): Metrics {
  let crossing = 1;
  while (operations('attention', crossing, width) < operations('gru', crossing, width)) crossing++;
  return {
    gruSteps: sequentialSteps('gru', longest),
    attentionSteps: sequentialSteps('attention', longest),
    crossing,
    speedup: rounds('gru', longest, width, multipliers) / rounds('attention', longest, width, multipliers),
    gruOperations: operations('gru', longest, width),
    attentionOperations: operations('attention', longest, width),
    gruPath: pathLength('gru', longest),
    attentionPath: pathLength('attention', longest),
  };
}

/** Times at the longest length measured so far, and the first length at which attention took longer, if there is one. */
function timeMetrics({ gru, attention }: Times, lengths: readonly number[]): Metrics {
  const measured = lengths.filter((length) => gru.has(length) && attention.has(length));
  const last = measured[measured.length - 1];
  if (last === undefined) return {};
  const [gruTime, attentionTime] = [gru.get(last) ?? 0, attention.get(last) ?? 0];
  const crossing = measured.find((length) => (attention.get(length) ?? 0) > (gru.get(length) ?? 0));
  return {
    gruTime,
    attentionTime,
    // A clock with coarse ticks may show no time at all.
    ...(attentionTime > 0 ? { measuredSpeedup: gruTime / attentionTime } : {}),
    ...(crossing === undefined ? {} : { measuredCrossing: crossing }),
  };
}
