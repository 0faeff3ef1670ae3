/** Two runs of one simulation side by side: which parameters differ, and by how much each metric does. */
import { metricFamily, metricSpec, type ParamValue, type Simulation } from '../lesson/index.js';
import type { RunRecord } from './types.js';

export interface ParamDifference {
  readonly name: string;
  /** Undefined where the run was made by a version without this parameter. */
  readonly first?: ParamValue;
  readonly second?: ParamValue;
}

export interface MetricDifference {
  readonly name: string;
  readonly first?: number;
  readonly second?: number;
  /** second - first; undefined where one of them has no such metric. */
  readonly difference?: number;
  /** Which of the two is better; undefined where neither way is good, or they are equal. */
  readonly better?: 'first' | 'second';
  /** Measures time: differs from run to run. */
  readonly measured: boolean;
}

export interface RunComparison {
  readonly params: readonly ParamDifference[];
  readonly metrics: readonly MetricDifference[];
  /** One seed: differences are those of the parameters. */
  readonly sameSeed: boolean;
  /** One version of the simulation. */
  readonly sameVersion: boolean;
}

type Compared = Pick<RunRecord, 'params' | 'metrics' | 'seed' | 'version'>;

/** @param simulation  of both */
export function compareRuns(first: Compared, second: Compared, simulation: Pick<Simulation, 'params' | 'metrics'>): RunComparison {
  const params = inOrder([first.params, second.params], Object.keys(simulation.params), (name) => name).flatMap((name): ParamDifference[] => {
    const pair = { first: first.params[name], second: second.params[name] };
    return JSON.stringify(pair.first) === JSON.stringify(pair.second) ? [] : [{ name, ...pair }];
  });
  const metrics = inOrder([first.metrics, second.metrics], Object.keys(simulation.metrics), metricFamily).map((name) => difference(name, first.metrics[name], second.metrics[name], simulation));
  return { params, metrics, sameSeed: first.seed === second.seed, sameVersion: first.version === second.version };
}

function difference(name: string, first: number | undefined, second: number | undefined, simulation: Pick<Simulation, 'metrics'>): MetricDifference {
  const spec = metricSpec(simulation.metrics, name);
  const both = first !== undefined && second !== undefined;
  const higher = both && first !== second ? (second > first ? ('second' as const) : ('first' as const)) : undefined;
  const better = higher === undefined || spec?.better === undefined ? undefined : spec.better === 'higher' ? higher : higher === 'first' ? 'second' : 'first';
  return {
    name,
    ...(first === undefined ? {} : { first }),
    ...(second === undefined ? {} : { second }),
    ...(both ? { difference: second - first } : {}),
    ...(better === undefined ? {} : { better }),
    measured: spec?.measured ?? false,
  };
}

/** All names in either record, as the simulation declares them; what it does not know comes last. */
function inOrder(records: readonly Readonly<Record<string, unknown>>[], declared: readonly string[], family: (name: string) => string): string[] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rank = (name: string) => {
    const place = declared.includes(name) ? declared.indexOf(name) : declared.indexOf(family(name));
    return place < 0 ? declared.length : place;
  };
  return names.sort((a, b) => rank(a) - rank(b));
}
