/** The shelf in lines: one row a run, what the pointed one was in full below. */
import { metricSpec, type Challenge, type Simulation } from '../../../lesson/index.js';
import { pad, truncate, width, wrapSpans, type Line } from '../../../plot/index.js';
import { localTime, MAX_PINNED, type RunRecord } from '../../../progress/index.js';
import type { Catalogue } from '../../../words/index.js';
import { fill, type Speaker } from '../../../words/say.js';
import { fitLine, plainLine, rule, words as span } from '../../components/lines.js';
import type { Signs } from '../../signs.js';
import { metricLabel, showMetric } from '../../simulation/names.js';
import { settingInWords } from '../../tools/describe-setting.js';
import { bestLine, bestRun } from './best-line.js';
import { chosenRuns, MOST_COMPARED, pointed, type ShelfState } from './shelf-state.js';

export interface ShelfView {
  readonly state: ShelfState;
  /** In the order of the shelf. */
  readonly runs: readonly RunRecord[];
  readonly simulation: Simulation;
  /** That the rows show. */
  readonly metric: string;
  /** Of the level, where it is about this simulation. */
  readonly challenge?: Challenge;
  readonly speaker: Speaker;
  readonly words: Catalogue;
  readonly signs: Signs;
}

/** Pointer, letter, pin and star. */
const SIGN_CELLS = 7;
const NAME_CELLS = 16;
const SEED_CELLS = 7;
const MOST_METRIC_CELLS = 16;
const DETAIL_ROWS = 2;

export function shelfLines(view: ShelfView, cells: number, height: number): readonly Line[] {
  const { runs, words, state } = view;
  const best = bestLine(view);
  const head = [...(best === undefined ? [] : wrapSpans(best, cells).slice(0, 2)), headLine(view, cells)];
  const foot = [rule(cells, view.signs), ...detailLines(view, cells), fitLine(stateLine(view), cells)];
  const room = Math.max(1, height - head.length - foot.length);
  const here = pointed(state, runs);
  const at = here === undefined ? 0 : runs.indexOf(here);
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), runs.length - room));
  const record = bestRun(view)?.run;
  const rows = runs.slice(first, first + room).map((run) => runLine(view, run, { here: run === here, best: run === record }, cells));
  const below = runs.length - first - rows.length;
  if (below > 0) rows[rows.length - 1] = plainLine(`${' '.repeat(SIGN_CELLS)}${fill(words.ui['params.more'], { count: String(below + 1) })}`, 'dim');
  return [...head, ...rows, ...Array.from({ length: room - rows.length }, (): Line => []), ...foot];
}

/** Read aloud: a sentence a run. */
export function shelfWords(view: ShelfView): readonly Line[] {
  const { runs, state, words } = view;
  const here = pointed(state, runs);
  const letters = chosenRuns(state, runs);
  const best = bestLine(view);
  return [
    ...(best === undefined ? [] : [best]),
    ...runs.map((run) => {
      const tag = letters.find(({ record }) => record === run)?.tag;
      const parts = [...(tag === undefined ? [] : [`(${tag})`]), ...(run.name === undefined ? [] : [run.name]), ...(run.pinned ? [words.ui['shelf.pinned']] : []), localTime(run.finishedAt), `${words.ui['shelf.seed']} ${run.seed}`, settingOf(view, run), resultOf(view, run, true)];
      return plainLine(`${run === here ? '> ' : ''}${parts.join('; ')}`);
    }),
    stateLine(view),
  ];
}

function headLine(view: ShelfView, cells: number): Line {
  const { speaker, words } = view;
  const { ui } = words;
  const metric = metricCells(view);
  return fitLine([span(`${' '.repeat(SIGN_CELLS)}${pad(`${ui['shelf.name']} / ${ui['shelf.when']}`, NAME_CELLS)} ${pad(ui['shelf.seed'], SEED_CELLS, 'right')}  ${pad(metricLabel(view.metric, speaker), metric, 'right', view.signs.ellipsis)}  ${ui['shelf.params']}`, 'dim')], cells);
}

function metricCells({ metric, speaker }: ShelfView): number {
  return Math.max(8, Math.min(MOST_METRIC_CELLS, width(metricLabel(metric, speaker))));
}

function runLine(view: ShelfView, run: RunRecord, { here, best }: { readonly here: boolean; readonly best: boolean }, cells: number): Line {
  const { signs } = view;
  const tag = chosenRuns(view.state, view.runs).find(({ record }) => record === run)?.tag;
  const role = here ? 'accent' : undefined;
  const metric = metricCells(view);
  const rest = cells - SIGN_CELLS - NAME_CELLS - 1 - SEED_CELLS - 2 - metric - 2;
  return [
    span(here ? `${signs.pointer} ` : '  ', 'accent'),
    span(pad(tag ?? '', 2), 'accent', true),
    span(run.pinned ? signs.picked : ' ', 'warn'),
    span(best ? `${signs.starFull} ` : '  ', 'warn'),
    span(pad(run.name ?? localTime(run.finishedAt), NAME_CELLS, 'left', signs.ellipsis), role, run.name !== undefined),
    span(` ${pad(String(run.seed), SEED_CELLS, 'right', signs.ellipsis)}  `, role ?? 'dim'),
    span(pad(resultOf(view, run, false), metric, 'right', signs.ellipsis), role, true),
    span(`  ${truncate(settingOf(view, run), Math.max(0, rest), signs.ellipsis)}`, role),
  ];
}

function settingOf({ simulation, speaker, words }: ShelfView, run: RunRecord): string {
  return settingInWords(simulation, run.params, speaker, words.ui['shelf.defaults']);
}

/** @param named  with its name before it */
function resultOf({ simulation, metric: name, speaker }: ShelfView, { metrics }: RunRecord, named: boolean): string {
  const value = metrics[name] === undefined ? '-' : showMetric(metrics[name], metricSpec(simulation.metrics, name), speaker);
  return named ? `${metricLabel(name, speaker)} ${value}` : value;
}

/** Everything about the run pointed at, in rows that keep their place. */
function detailLines(view: ShelfView, cells: number): readonly Line[] {
  const { state, runs, simulation, words, signs } = view;
  const run = pointed(state, runs);
  if (run === undefined) return Array.from({ length: DETAIL_ROWS }, (): Line => []);
  const { ui } = words;
  const dot = span(` ${signs.dot} `, 'frame');
  const facts = [
    run.id,
    localTime(run.finishedAt),
    settingOf(view, run),
    ...(run.data === undefined ? [] : [fill(ui['shelf.files'], { files: run.data.map((file) => file.split(/[\\/]/).pop() ?? file).join(', ') })]),
    ...(run.version === simulation.version ? [] : [fill(ui['shelf.version'], { then: String(run.version), now: String(simulation.version) })]),
  ];
  const wrapped = wrapSpans(facts.flatMap((fact, index) => [...(index > 0 ? [dot] : []), span(fact)]), cells);
  return Array.from({ length: DETAIL_ROWS }, (_, row) => wrapped[row] ?? []);
}

/** What could not be done, else how many are chosen, else how many there are. */
function stateLine({ state, runs, words }: ShelfView): Line {
  const { ui } = words;
  switch (state.notice) {
    case 'chooseTwo':
      return [span(ui['shelf.chooseTwo'], 'warn')];
    case 'chooseLess':
      return [span(fill(ui['shelf.chooseLess'], { max: String(MOST_COMPARED) }), 'warn')];
    case 'full':
      return [span(fill(ui['shelf.full'], { max: String(MAX_PINNED) }), 'warn')];
    case undefined: {
      const chosen = chosenRuns(state, runs).length;
      if (chosen === 1) return [span(ui['shelf.chooseTwo'])];
      if (chosen > 1) return [span(fill(ui['shelf.chosen'], { count: String(chosen) }), 'good')];
      return [span(fill(ui['shelf.count'], { count: String(runs.length), pinned: String(runs.filter(({ pinned }) => pinned).length) }), 'dim')];
    }
  }
}
