/** `history`: the finished runs, newest first; and what can be done with one: pin, name, delete. */
import { flagsOf } from '../../lesson/flags.js';
import { metricSpec, type Metrics, type Simulation } from '../../lesson/index.js';
import { canPin, deleteRun, findRun, localTime, MAX_PINNED, nameRun, pinRun, type RunRecord } from '../../progress/index.js';
import { loadSimulation, simulationIndex } from '../../registry/index.js';
import { metricLabel } from '../../words/labels.js';
import { formatNumber } from '../../words/numbers.js';
import type { Speaker } from '../../words/say.js';
import { isOn, valueIn } from '../args.js';
import type { Command, Context } from '../context.js';
import { tableLines } from '../layout.js';
import { json } from '../run/machine.js';
import { runNamed } from '../run-record.js';
import { UsageError } from '../usage-error.js';

const LIMIT = 20;

export const history: Command = {
  name: 'history',
  usage: 'history [SIMULATION] [--limit N] [--json] | history pin RUN | history unpin RUN | history name RUN NAME | history delete RUN',
  options: { json: { kind: 'switch' }, limit: { kind: 'value' } },
  positionals: 3,
  examples: ['history', 'history lottery-ticket --limit 50', 'history --json', 'history pin 4kx9', "history name 4kx9 'all weights kept'"],

  async run({ positionals: [simulation, ...more], values }, context) {
    const { words } = context;
    if (isAction(simulation)) return act(simulation, more, context);
    if (more.length > 0) throw new UsageError('cli.extra', { value: more[0] }, undefined, 'history');
    const limit = limitFrom(valueIn(values, 'limit'));
    const all = context.progress.refresh().runs.filter((run) => simulation === undefined || run.simulation === simulation);
    const runs = [...all].reverse();
    if (isOn(values, 'json')) {
      await context.emit(json(valueIn(values, 'limit') === undefined ? runs : runs.slice(0, limit)));
      return 0;
    }
    if (runs.length === 0) {
      await context.print(simulation === undefined ? words['history.emptyAny'] : context.fill(words['history.empty'], { simulation }));
      return 0;
    }
    const columns = (['id', 'when', 'simulation', 'seed', 'changed', 'result'] as const).map((name) => ({ title: words[`history.${name}`], align: name === 'seed' ? ('right' as const) : undefined }));
    const rows = await Promise.all(runs.slice(0, limit).map((run) => rowOf(run, context)));
    for (const line of tableLines(columns, rows, context.looks.width)) await context.print(line);
    if (runs.length > limit) await context.print(context.fill(words['history.more'], { shown: limit, total: runs.length }));
    return 0;
  },
};

const ACTIONS = ['pin', 'unpin', 'name', 'delete'] as const;
type Action = (typeof ACTIONS)[number];

function isAction(word: string | undefined): word is Action {
  return ACTIONS.some((action) => action === word);
}

/** @throws UsageError cli.historyAction, cli.run, cli.pinned */
async function act(action: Action, [typed, name, ...more]: readonly string[], context: Context): Promise<number> {
  if (typed === undefined || more.length > 0 || (name !== undefined && action !== 'name')) throw new UsageError('cli.historyAction');
  const { id, pinned } = runNamed(typed, context, history);
  const { words, fill, print, progress } = context;
  switch (action) {
    case 'pin':
      if (!pinned && !canPin(progress.state)) throw new UsageError('cli.pinned', { max: MAX_PINNED });
      if (!pinned) progress.apply(pinRun(id, true));
      await print(fill(words['history.pinned'], { id }));
      return 0;
    case 'unpin':
      progress.apply(pinRun(id, false));
      await print(fill(words['history.unpinned'], { id }));
      return 0;
    case 'name': {
      const named = findRun(progress.apply(nameRun(id, name ?? '')), id)?.name;
      await print(named === undefined ? fill(words['history.unnamed'], { id }) : fill(words['history.named'], { id, name: named }));
      return 0;
    }
    case 'delete':
      progress.apply(deleteRun(id));
      await print(fill(words['history.deleted'], { id }));
      return 0;
  }
}

/** @throws UsageError param.number */
function limitFrom(typed: string | undefined): number {
  if (typed === undefined) return LIMIT;
  if (!/^[1-9]\d{0,3}$/.test(typed)) throw new UsageError('param.integer', { name: '--limit', value: typed, min: 1, max: 9999 });
  return Number(typed);
}

async function rowOf(run: RunRecord, context: Context): Promise<string[]> {
  const level = simulationIndex().get(run.simulation);
  const simulation = level && (await loadSimulation(run.simulation));
  const changed = simulation ? flagsOf(simulation.params, run.params, context.language).join(' ') : JSON.stringify(run.params);
  const speaker = level && { language: context.language, lesson: context.wordsOf(level), simulation: run.simulation };
  const result = simulation && speaker ? headline(run.metrics, simulation, speaker) : '';
  // A star for pinned ones: they stay when older runs go.
  return [run.id + (run.pinned ? '*' : ''), localTime(run.finishedAt), run.simulation, String(run.seed), changed, run.name === undefined ? result : `${run.name}: ${result}`];
}

/** The first metric that stands beside the plot. */
function headline(metrics: Metrics, simulation: Simulation, speaker: Speaker): string {
  const name = Object.keys(simulation.metrics).find((candidate) => metrics[candidate] !== undefined && simulation.metrics[candidate].headline !== false);
  return name === undefined ? '' : `${metricLabel(name, speaker)} ${formatNumber(metrics[name], metricSpec(simulation.metrics, name), speaker.language)}`;
}
