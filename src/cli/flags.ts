/** The parameters of a simulation as options of the command line, and the typed options back as checked parameters. */
import { kebab } from '../lesson/flags.js';
import { parseParam, UserError, type Language, type ParamSpecs, type ParamValue, type ParamValues, resolveParams } from '../lesson/index.js';
import type { LessonWords } from '../lesson/words/types.js';
import type { Arguments, OptionSpec, OptionSpecs } from './args.js';
import { suggest, UsageError } from './usage-error.js';

/** Options of `run` and of every command; no parameter may be called so. */
export const RESERVED = ['seed', 'data', 'vary', 'overSeeds', 'forMetric', 'svg', 'force', 'panel', 'json', 'ndjson', 'csv', 'everyFrame', 'plain', 'ascii', 'color', 'lang', 'help', 'version'] as const;

/** @throws Error (a fault of the lesson) for a parameter that is called like an option of the command line */
export function paramOptions(simulation: string, specs: ParamSpecs): OptionSpecs {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]): [string, OptionSpec] => {
      if (RESERVED.some((taken) => taken === name)) throw new Error(`${simulation}: a parameter cannot be called "${name}", which is an option of the command line; rename it`);
      return [name, { kind: spec.kind === 'toggle' ? 'switch' : 'value', repeated: spec.kind === 'texts' }];
    }),
  );
}

/**
 * Parameters from the options given, the others at their defaults.
 * @throws UserError param.* naming the flag
 */
export function paramsFrom(specs: ParamSpecs, values: Arguments['values'], language: Language): ParamValues {
  const given: Record<string, ParamValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const typed = values.get(name);
    if (!typed) continue;
    try {
      given[name] = parseParam(name, spec, spec.kind === 'texts' ? typed.join('\n') : typed[0]);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const meant = spec.kind === 'choice' ? suggest(typed[0], spec.options) : undefined;
      throw new UsageError(error.key, { ...error.values, name: `--${kebab(name)}` }, meant);
    }
  }
  return resolveParams(specs, given, language);
}

/** An error of a simulation as one of the command line: parameters are named by their flags, and the level's words say it. */
export function flagError(error: UserError, specs: ParamSpecs, lesson: LessonWords | undefined): UsageError {
  const { name } = error.values;
  const values = typeof name === 'string' && Object.hasOwn(specs, name) ? { ...error.values, name: `--${kebab(name)}` } : error.values;
  return new UsageError(error.key, values, undefined, undefined, lesson);
}
