/** Many runs from the command line: a pool on all cores, a live line on stderr, stopped by Ctrl-C; and the options of many seeds. */
import { truncate } from '../../plot/index.js';
import { createPool, type BatchProgress, type Pool } from '../../runtime/index.js';
import type { Simulation } from '../../lesson/index.js';
import { formatNumber } from '../../words/numbers.js';
import { valueIn, type Arguments, type OptionSpecs } from '../args.js';
import type { Context } from '../context.js';
import { UsageError } from '../usage-error.js';

const EVERY_MS = 100;
const BAR_CELLS = 20;

/** `seeds` and `metric` give way to parameters of that name; the longer names always work. */
export const SEED_OPTIONS = {
  seeds: { kind: 'value' },
  overSeeds: { kind: 'value' },
  metric: { kind: 'value' },
  forMetric: { kind: 'value' },
} as const satisfies OptionSpecs;

/** @throws UsageError seeds.count */
export function seedCountIn(values: Arguments['values'], simulation: Pick<Simulation, 'params'>): number | undefined {
  const typed = optionIn(values, simulation, 'overSeeds', 'seeds');
  if (typed === undefined) return undefined;
  if (!/^\d+$/.test(typed)) throw new UsageError('seeds.count', { count: typed, max: 1000 });
  return Number(typed);
}

export function metricIn(values: Arguments['values'], simulation: Pick<Simulation, 'params'>): string | undefined {
  return optionIn(values, simulation, 'forMetric', 'metric');
}

function optionIn(values: Arguments['values'], { params }: Pick<Simulation, 'params'>, sure: string, short: string): string | undefined {
  return valueIn(values, sure) ?? (Object.hasOwn(params, short) ? undefined : valueIn(values, short));
}

interface Cancellable<T> {
  cancel(): void;
  readonly finished: Promise<T>;
}

/** Starts something on a pool of its own and waits for it. */
export async function onPool<T>(name: string, context: Context, start: (pool: Pool, show: (progress: Omit<BatchProgress, 'metrics'>) => void) => Cancellable<T>): Promise<{ readonly result: T; readonly elapsedMs: number }> {
  const { io } = context;
  const pool = createPool(io.connect ? { connect: io.connect } : {});
  const line = batchLine(name, context);
  const began = io.clock();
  const work = start(pool, line.show);
  const leave = io.onInterrupt(() => work.cancel());
  try {
    return { result: await work.finished, elapsedMs: io.clock() - began };
  } finally {
    line.clear();
    leave();
    await pool.close();
  }
}

function batchLine(simulation: string, { io, looks, words, language, fill }: Context) {
  if (!io.stderr.isTTY) return { show: () => {}, clear: () => {} };
  const [full, empty] = looks.charset === 'ascii' ? ['#', '.'] : ['█', '░'];
  let painted = 0;
  return {
    show({ progress, done, total, remainingMs }: Omit<BatchProgress, 'metrics'>) {
      const now = io.clock();
      if (now - painted < EVERY_MS) return;
      painted = now;
      const filled = Math.round(progress * BAR_CELLS);
      const bar = full.repeat(filled) + empty.repeat(BAR_CELLS - filled);
      const parts = [fill(words['batch.progress'], { simulation, bar, percent: formatNumber(progress, { format: 'percent', digits: 0 }, language), done: String(done), total: String(total) })];
      if (remainingMs !== undefined) parts.push(fill(words['run.left'], { time: formatNumber(remainingMs / 1000, { format: 'seconds', digits: 0 }, language) }));
      void io.stderr.write(`\r${truncate(parts.join('  '), io.stderr.columns - 1)}\u001b[K`);
    },
    clear() {
      if (painted > 0) void io.stderr.write('\r\u001b[K');
    },
  };
}
