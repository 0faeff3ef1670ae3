/** The shell commands that do the same again, in whatever language they are run: one run, many seeds, a sweep. For a POSIX shell (bash, zsh). */
import { flagsOf, kebab, quoted } from '../../lesson/flags.js';
import type { ParamValues, Simulation } from '../../lesson/index.js';

export interface Commanded {
  readonly params: ParamValues;
  readonly seed: number;
  /** Paths of the learner's files. */
  readonly files?: readonly string[];
}

type Named = Pick<Simulation, 'id' | 'params'>;

/** One line; seed 0 and parameters at their default are left out. */
export function shareCommand(simulation: Named, commanded: Commanded): string {
  return ['ml-tutor', 'run', ...settingOf(simulation, commanded)].join(' ');
}

/** @param seeds  how many, beginning with the seed */
export function seedsCommand(simulation: Named, commanded: Commanded, seeds: number, metric: string): string {
  return ['ml-tutor', 'run', ...settingOf(simulation, commanded), ...seedsOf(seeds, metric)].join(' ');
}

/**
 * @param commanded  parameters that vary are left out of it
 * @param ranges     what varies, as typed: ["pruneRate", "0.1:0.5:0.1"]
 */
export function sweepCommand(simulation: Named, { params, ...commanded }: Commanded, ranges: readonly (readonly [param: string, typed: string])[], seeds: number, metric: string): string {
  const fixed = Object.fromEntries(Object.entries(params).filter(([name]) => !ranges.some(([param]) => param === name)));
  const vary = ranges.flatMap(([param, typed]) => ['--vary', quoted(`${kebab(param)}=${typed}`)]);
  return ['ml-tutor', 'sweep', ...settingOf(simulation, { params: fixed, ...commanded }), ...vary, ...seedsOf(seeds, metric)].join(' ');
}

/** The simulation and what it is set to. */
function settingOf({ id, params: specs }: Named, { params, seed, files = [] }: Commanded): string[] {
  return [id, ...flagsOf(specs, params, 'any'), ...(seed === 0 ? [] : ['--seed', String(seed)]), ...files.flatMap((file) => ['--data', quoted(file)])];
}

/** By the names that no parameter can take away. */
function seedsOf(seeds: number, metric: string): string[] {
  return ['--over-seeds', String(seeds), '--for-metric', quoted(metric)];
}
