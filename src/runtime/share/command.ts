/** The shell command that makes the same run again, in whatever language it is run. */
import { flagsOf, quoted } from '../../lesson/flags.js';
import type { ParamValues, Simulation } from '../../lesson/index.js';

export interface Commanded {
  readonly params: ParamValues;
  readonly seed: number;
  /** Paths of the learner's files. */
  readonly files?: readonly string[];
}

/** One line for a POSIX shell (bash, zsh); seed 0 and parameters at their default are left out. */
export function shareCommand({ id, params: specs }: Pick<Simulation, 'id' | 'params'>, { params, seed, files = [] }: Commanded): string {
  return ['ml-tutor', 'run', id, ...flagsOf(specs, params, 'any'), ...(seed === 0 ? [] : ['--seed', String(seed)]), ...files.flatMap((file) => ['--data', quoted(file)])].join(' ');
}
