/** A setting of parameters in a few words: those that are not at their default. */
import { defaultParams, type Lesson, type ParamValues, type Simulation } from '../../lesson/index.js';
import type { RunRecord } from '../../progress/index.js';
import { mainMetric } from '../../runtime/index.js';
import type { Speaker } from '../../words/say.js';
import { paramLabel, showValue } from '../simulation/names.js';
import { sameValue, type Setting } from '../simulation/params-state.js';

export interface ChangedParam {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** In the order of the parameters; a parameter that the simulation no longer has by its bare name. */
export function changedParams({ params: specs }: Pick<Simulation, 'params'>, params: ParamValues, speaker: Speaker): readonly ChangedParam[] {
  const defaults = defaultParams(specs, speaker.language);
  const known = Object.entries(specs).flatMap(([name, spec]) => (params[name] === undefined || sameValue(params[name], defaults[name]) ? [] : [{ name, label: paramLabel(name, speaker), value: showValue(name, spec, params[name], speaker) }]));
  const gone = Object.entries(params).flatMap(([name, value]) => (Object.hasOwn(specs, name) ? [] : [{ name, label: name, value: String(value) }]));
  return [...known, ...gone];
}

/** "bias 0.70, tosses 60"; without any: the word for defaults. */
export function settingInWords(simulation: Pick<Simulation, 'params'>, params: ParamValues, speaker: Speaker, defaults: string): string {
  const changed = changedParams(simulation, params, speaker);
  return changed.length === 0 ? defaults : changed.map(({ label, value }) => `${label} ${value}`).join(speaker.language === 'zh' ? '，' : ', ');
}

/** What to look at first: what the challenge is about, where it is about this simulation. */
export function firstMetric({ challenge }: Pick<Lesson, 'challenge'>, simulation: Simulation): string {
  const condition = challenge.simulation === simulation.id ? [...challenge.distinction, ...challenge.pass][0] : undefined;
  return condition?.metric ?? mainMetric(simulation);
}

/** The record that a finished run left on the shelf; undefined where it has been deleted since. */
export function recordOf(runs: readonly RunRecord[], simulation: Pick<Simulation, 'id' | 'version'>, { values, seed }: Setting, metrics: RunRecord['metrics']): RunRecord | undefined {
  return runs.findLast((run) => run.simulation === simulation.id && run.version === simulation.version && run.seed === seed && sameParams(run.params, values) && JSON.stringify(run.metrics) === JSON.stringify(metrics));
}

export function sameParams(one: ParamValues, other: ParamValues): boolean {
  return [...Object.keys(one), ...Object.keys(other)].every((name) => sameValue(one[name], other[name]));
}
