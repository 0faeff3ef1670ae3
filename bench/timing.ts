// Timing for the benchmarks: the minimum over rounds, which noise on a shared machine can only raise; and a bridge to PyTorch
// with one thread, where it is installed.

import { spawnSync } from 'node:child_process';

export interface Benchmark {
  readonly name: string;
  /** Figures by name; the name carries the unit. */
  run(): Promise<Record<string, number>>;
}

/** How all libraries are timed: windows of at least 2 ms, the best of those that fit into a second, and never fewer than three. */
export const WINDOW_MS = 2;
export const BUDGET_MS = 1000;

/** Milliseconds of one call: the best of many windows, short enough to slip between a busy machine's slices. */
export function bestOf(body: () => void, { budget = BUDGET_MS, window = WINDOW_MS } = {}): number {
  body();
  let best = Infinity;
  const begin = performance.now();
  for (let count = 0; count < 3 || performance.now() - begin < budget; count++) {
    const start = performance.now();
    let calls = 0;
    let elapsed = 0;
    do {
      body();
      calls++;
      elapsed = performance.now() - start;
    } while (elapsed < window);
    best = Math.min(best, elapsed / calls);
  }
  return best;
}

/** Milliseconds of one call of each body, the best of many short windows in turns: what disturbs one disturbs the others too. */
export function bestOfEach(bodies: readonly (() => void)[], { rounds = 60, repeats = 1 } = {}): number[] {
  const best = bodies.map(() => Infinity);
  for (const body of bodies) for (let i = 0; i < 3; i++) body();
  for (let round = 0; round < rounds; round++) {
    bodies.forEach((body, which) => {
      const start = performance.now();
      for (let i = 0; i < repeats; i++) body();
      best[which] = Math.min(best[which], (performance.now() - start) / repeats);
    });
  }
  return best;
}

/**
 * Runs a Python program that defines step(); returns the best milliseconds of one call with one thread, or null where
 * Python or PyTorch is missing.
 */
export function torchBestOf(program: string): number | null {
  const script = [
    'import time, torch, torch.nn as nn, torch.nn.functional as F',
    'torch.set_num_threads(1)',
    'torch.manual_seed(0)',
    program,
    'begin = time.perf_counter()',
    'while time.perf_counter() - begin < 0.3: step()',
    'best, count, begin = 1e9, 0, time.perf_counter()',
    `while count < 3 or time.perf_counter() - begin < ${BUDGET_MS / 1000}:`,
    '    n, start = 0, time.perf_counter()',
    `    while time.perf_counter() - start < ${WINDOW_MS / 1000} or n == 0:`,
    '        step(); n += 1',
    '    best = min(best, (time.perf_counter() - start) / n); count += 1',
    'print(best * 1000)',
  ].join('\n');
  const result = spawnSync(process.env['ML_TUTOR_PYTHON'] ?? '/usr/bin/python3', ['-'], { input: script, encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } });
  if (result.status !== 0) return null;
  const value = Number(result.stdout.trim());
  return Number.isFinite(value) ? value : null;
}
