/** What two or more runs have to say beside each other, as panels: their plots laid over each other, their figures, what differs. Pure. */
import { metricSpec, raw, table, textPanel, type Cell, type MetricSpec, type Panel, type ParamValue, type Simulation } from '../../../lesson/index.js';
import { overlayRuns, truncate } from '../../../plot/index.js';
import { compareRuns, type RunComparison, type RunRecord } from '../../../progress/index.js';
import type { Catalogue } from '../../../words/index.js';
import { fill, type Speaker } from '../../../words/say.js';
import { metricLabel, paramLabel, showMetric, showValue } from '../../simulation/names.js';

export interface ComparedRun {
  /** A letter. */
  readonly tag: string;
  readonly record: RunRecord;
  /** Of its replay; undefined while it goes on, and where it cannot be made. */
  readonly panels?: readonly Panel[];
}

interface Comparing {
  /** At least two. */
  readonly runs: readonly ComparedRun[];
  readonly simulation: Simulation;
  readonly speaker: Speaker;
  readonly words: Catalogue;
}

const LONGEST_NAME = 14;

/** "A wide net" */
export function comparedName({ tag, record }: ComparedRun): string {
  return `${tag} ${truncate(record.name ?? record.id, LONGEST_NAME)}`;
}

export function comparePanels(comparing: Comparing): readonly Panel[] {
  const { runs, speaker } = comparing;
  const replayed = runs.flatMap(({ panels, ...run }) => (panels === undefined ? [] : [{ tag: run.tag, name: comparedName(run), panels }]));
  const drawn = overlayRuns(replayed, speaker);
  const alone = new Set(replayed.flatMap(({ tag, panels }) => panels.map(({ id }) => `${id}.${tag}`)));
  const shared = drawn.filter(({ id }) => !alone.has(id));
  // The figures stand beside the first plot; what could not be laid over each other comes last.
  const [hero, ...others] = shared;
  return [...(hero === undefined ? [] : [hero]), ...figurePanels(comparing), paramsPanel(comparing), ...others, ...drawn.filter((panel) => !shared.includes(panel))];
}

/** Each run against the first. */
export function figurePanels(comparing: Comparing): readonly Panel[] {
  const { runs, simulation, speaker, words } = comparing;
  const { ui } = words;
  const [first, ...others] = runs;
  const pairs = others.map(({ record }) => compareRuns(first.record, record, simulation));
  const names = metricNames(pairs);
  const spec = (name: string) => metricSpec(simulation.metrics, name);
  const show = (name: string, value: number | undefined): Cell => (value === undefined ? null : raw(showMetric(value, spec(name), speaker)));
  const difference = (name: string, pair: RunComparison): Cell => {
    const change = pair.metrics.find((metric) => metric.name === name)?.difference;
    return change === undefined ? null : raw(`${change > 0 ? '+' : ''}${showMetric(change, { ...spec(name), measured: false }, speaker)}`);
  };
  const label = (name: string): Cell => raw(metricLabel(name, speaker));
  const valueOf = (name: string) => runs.map(({ record }) => show(name, record.metrics[name]));
  const right = { align: 'right' as const };
  const named = { label: raw(ui['compare.metric']), align: 'left' as const };
  const minus = (run: ComparedRun) => ({ label: raw(fill(ui['compare.minus'], { other: run.tag, first: first.tag })), ...right });
  const best = (name: string): Cell => raw(bestOf(name, runs, spec(name)));
  const columns = [named, ...runs.map((run) => ({ label: raw(comparedName(run)), ...right }))];
  if (others.length === 1) {
    return [
      table({
        id: 'compare.figures',
        title: raw(ui['compare.metrics']),
        columns: [...columns, minus(others[0]), { label: raw(ui['compare.better']) }],
        rows: names.map((name) => ({ cells: [label(name), ...valueOf(name), difference(name, pairs[0]), best(name)] })),
      }),
    ];
  }
  return [
    table({ id: 'compare.figures', title: raw(ui['compare.metrics']), columns: [...columns, { label: raw(ui['compare.best']) }], rows: names.map((name) => ({ cells: [label(name), ...valueOf(name), best(name)] })) }),
    table({ id: 'compare.differences', title: raw(ui['compare.difference']), columns: [named, ...others.map(minus)], rows: names.map((name) => ({ cells: [label(name), ...pairs.map((pair) => difference(name, pair))] })) }),
  ];
}

/** The parameters, seeds and versions that are not the same in all runs. */
export function paramsPanel({ runs, simulation, speaker, words: { ui } }: Comparing): Panel {
  const records = runs.map(({ record }) => record);
  const names = [...new Set([...Object.keys(simulation.params), ...records.flatMap(({ params }) => Object.keys(params))])];
  const differs = (of: (record: RunRecord) => unknown) => new Set(records.map((record) => JSON.stringify(of(record)))).size > 1;
  const shown = (name: string, value: ParamValue | undefined): Cell => (value === undefined ? null : raw(Object.hasOwn(simulation.params, name) ? showValue(name, simulation.params[name], value, speaker) : String(value)));
  const rows = [
    ...names.filter((name) => differs(({ params }) => params[name])).map((name) => ({ cells: [raw(paramLabel(name, speaker)), ...records.map(({ params }) => shown(name, params[name]))] })),
    ...(differs(({ seed }) => seed) ? [{ cells: [raw(paramLabel('seed', speaker)), ...records.map(({ seed }) => raw(seed))] }] : []),
    ...(differs(({ data }) => data) ? [{ cells: [raw(ui['params.file']), ...records.map(({ data }) => raw(data?.map((file) => file.split(/[\\/]/).pop() ?? file).join(', ') ?? ui['params.nofile']))] }] : []),
    ...(differs(({ version }) => version) ? [{ cells: [raw(ui['compare.version']), ...records.map(({ version }) => raw(version))] }] : []),
  ];
  const title = raw(ui['compare.params']);
  if (rows.length === 0) return textPanel({ id: 'compare.params', title, lines: [{ text: raw(ui['compare.same']) }] });
  return table({ id: 'compare.params', title, columns: [{ label: raw(ui['compare.param']), align: 'left' }, ...runs.map((run) => ({ label: raw(comparedName(run)), align: 'right' as const }))], rows });
}

/** A table that is the comparison itself, as against one that the runs drew. */
export function isFigures({ id }: Panel): boolean {
  return id.startsWith('compare.');
}

/** The letters of the best, where one way is better and not all are equal. */
function bestOf(name: string, runs: readonly ComparedRun[], spec: MetricSpec | undefined): string {
  const known = runs.flatMap(({ tag, record }) => (record.metrics[name] === undefined ? [] : [{ tag, value: record.metrics[name] }]));
  const values = known.map(({ value }) => value);
  if (spec?.better === undefined || known.length < 2 || new Set(values).size === 1) return '';
  const best = spec.better === 'higher' ? Math.max(...values) : Math.min(...values);
  return known.filter(({ value }) => value === best).map(({ tag }) => tag).join(' ');
}

/** Those that differ first; each group as the simulation declares them. */
function metricNames(pairs: readonly RunComparison[]): readonly string[] {
  const names = [...new Set(pairs.flatMap(({ metrics }) => metrics.map(({ name }) => name)))];
  const differs = new Set(pairs.flatMap(({ metrics }) => metrics.filter(({ difference }) => difference !== 0).map(({ name }) => name)));
  return [...names.filter((name) => differs.has(name)), ...names.filter((name) => !differs.has(name))];
}
