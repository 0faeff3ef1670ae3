/** A sweep: one parameter over a range, or two as a map, each point over several seeds; the plot grows as points come in. */
import { useEffect, useReducer, useState, useSyncExternalStore } from 'react';
import { marksOf, renderPanel, wrapSpans, type Line } from '../../../plot/index.js';
import { planSeeds, planSweep, seedsFrom, sweepCommand, type SeedPlan } from '../../../runtime/index.js';
import { sweepPanel } from '../../../runtime/sweep-panel.js';
import { UserError, type ParamValue } from '../../../lesson/index.js';
import { fill, sayError } from '../../../words/say.js';
import { plainLine, words as span } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { lastOffset, scrolled } from '../../components/scroll.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import { chosenRow } from '../../simulation/params-state.js';
import { commandLines } from '../../tools/command-words.js';
import { firstMetric } from '../../tools/describe-setting.js';
import { jobLine, spokenJob, type JobView } from '../../tools/job-lines.js';
import { settingPanel, settingWords } from '../../tools/setting-rows.js';
import { fieldCapture, toolActions } from '../../tools/tool-keys.js';
import { panelWords, spokenPanel, ToolBody, toolCells } from '../../tools/tool-body.js';
import type { ToolProps } from '../../tools/tool-props.js';
import { useReading } from '../../tools/use-reading.js';
import { LevelShell } from '../level/level-shell.js';
import { metricChoices } from '../seeds/seeds-state.js';
import { extremeLines, extremes, sameRuns, sweepSettings } from './sweep-lines.js';
import { isTyped, reduceSweep, refreshed, startSweep, variationsOf, type SweepAction, type SweepOf, type SweepSetup } from './sweep-state.js';

const LONGEST_RANGE = 200;

export function SweepScreen(props: ToolProps) {
  const { view, session, close } = props;
  const game = useGame();
  const { simulation } = session;
  const { params } = session.state;
  const row = chosenRow(params);
  const of = sweepOf(session);
  const [initial] = useState(() => {
    const known = game.tools.sweeps.get(simulation.id);
    // The pointer that was never moved points at nothing in particular.
    return known === undefined ? startSweep(firstMetric(view.lesson, simulation), of, row.kind === 'param' && params.cursor > 0 ? row.name : undefined) : refreshed(known, of);
  });
  if (initial !== undefined) return <Sweep {...props} initial={initial} />;
  const text = plainLine(game.words.ui['sweep.nothing']);
  return <LevelShell view={view} subtitle={game.words.ui['sweep.title']} actions={[{ id: 'toSimulation', keys: ['q', 'escape'], footer: 1, run: close }]} body={() => <Rows lines={[text]} />} plain={() => [text]} />;
}

interface SweepProps extends ToolProps {
  readonly initial: SweepSetup;
}

function Sweep({ view, session, close, initial }: SweepProps) {
  const game = useGame();
  const { words, signs, charset, theme, tools } = game;
  const { ui } = words;
  const { simulation } = session;
  const speaker = { ...view.speaker, simulation: simulation.id };
  const job = tools.job('sweep', simulation.id);
  const state = useSyncExternalStore(job.subscribe, () => job.state);
  const { setting } = session.state.params;
  const of = sweepOf(session);
  const [setup, dispatch] = useReducer((before: SweepSetup, action: SweepAction) => reduceSweep(before, action, of), initial);
  useEffect(() => void tools.sweeps.set(simulation.id, setup), [tools, simulation, setup]);
  const planned = planOf(setup, of, simulation, setting.seed, session.data);
  const refused = planned instanceof UserError ? planned : undefined;
  const start = () => {
    if (!(planned instanceof UserError)) job.start(planned);
  };

  const { width, height } = bodySize(game.columns, game.rows);
  const cells = toolCells(width);
  const settings = sweepSettings(setup, setting.seed, speaker, words);
  const ranges = [setup.first, ...(setup.second === undefined ? [] : [setup.second])].map(({ param, typed }) => [param, typed] as const);
  const files = session.state.files.flatMap((file) => file?.path ?? []);
  const command = sweepCommand(simulation, { params: setting.values, seed: setting.seed, files }, ranges, setup.seeds, setup.metric);
  const stale = state === undefined || planned instanceof UserError || sameRuns(state.plan, { values: setting.values, vary: planned.vary, seeds: planned.seeds }) ? undefined : ui['sweep.stale'];
  const jobView: JobView | undefined = state && { job: state, words, signs, speaker, stale };
  const panel = state && sweepPanel(state.plan, state.points, setup.metric);
  const reading = useReading(panel === undefined || setup.table ? [] : [panel], speaker);
  const wrong = setup.edit?.error ?? refused;
  const help = wrong === undefined ? settings.rows[settings.cursor].help : sayError(wrong, speaker);
  const invite = planned instanceof UserError ? '' : fill(ui['sweep.invite'], { points: String(planned.points.length), seeds: String(planned.seeds.length), runs: String(planned.points.length * planned.seeds.length) });
  const below = [...(reading.line === undefined ? wrapSpans([span(help, wrong === undefined ? 'dim' : 'bad')], width).slice(0, 2) : [reading.line]), ...(jobView === undefined ? [] : [jobLine(jobView)]), ...commandLines(command, width)];
  const room = height - below.length;
  const table = panel === undefined || !setup.table ? [] : panelWords(panel, speaker, cells.main);
  const main: readonly Line[] =
    panel === undefined
      ? [[], ...wrapSpans([span(invite)], cells.main - 2)]
      : setup.table
        ? scrolled(table, setup.offset, room, words)
        : renderPanel(panel, { width: cells.main, height: room, charset, color: theme.color, speaker, seeAll: ui['panels.all'], cursor: reading.at?.cursor });
  const side = settingPanel({ ...settings, focused: settings.focused && reading.at === undefined }, cells.side, signs);
  const found = state === undefined ? [] : extremes(state.plan, state.points, setup.metric, simulation, speaker, words);
  const running = state?.status === 'running';
  const reported = (state?.points ?? []).flatMap(({ runs }) => runs.map(({ metrics }) => metrics));
  const keys = toolActions({
    typing: setup.edit !== undefined,
    table: setup.table,
    running,
    canType: isTyped(setup.row),
    signs,
    key: 'V',
    move: (by) => dispatch({ type: 'move', by }),
    step: (by) => dispatch({ type: 'step', by, metrics: metricChoices(simulation, reported) }),
    scroll: (by) => dispatch({ type: 'scroll', by, last: lastOffset(table.length, room) }),
    edit: (type) => dispatch({ type }),
    turn: () => dispatch({ type: 'table' }),
    start,
    stop: () => job.stop(),
    close,
  });
  const actions: readonly Action[] = reading.at !== undefined ? [...reading.actions, { id: 'toSimulation', keys: ['q'], footer: 80, run: close }] : setup.edit !== undefined ? keys : [...keys, ...reading.begin()];
  return (
    <LevelShell
      view={view}
      subtitle={ui['sweep.title']}
      typing={setup.edit !== undefined}
      capture={fieldCapture(setup.edit?.field, LONGEST_RANGE, (field) => dispatch({ type: 'typed', field }))}
      actions={actions}
      marks={() => (panel === undefined ? [] : marksOf(panel, { charset, color: theme.color, speaker }))}
      notes={() => [{ title: ui['help.params'], texts: settings.rows.map(({ label, help }) => fill(ui['help.param'], { label, help })) }]}
      body={(size) => <ToolBody size={size} main={main} side={[...side.lines, [], ...extremeLines(found, cells.side)]} below={below} cursor={side.cursor} />}
      plain={() => [
        ...settingWords(settings),
        reading.line ?? plainLine(help),
        ...(panel === undefined || running ? [] : spokenPanel(panel, speaker, setup.table)),
        ...(running ? [] : found.map(([label, value]) => plainLine(`${label}: ${value}`))),
        jobView === undefined ? plainLine(invite) : spokenJob(jobView),
        plainLine(command),
      ]}
    />
  );
}

function sweepOf({ simulation, state, data }: ToolProps['session']): SweepOf {
  const { values } = state.params.setting;
  const runs = (param: string, value: ParamValue) => {
    try {
      planSeeds({ simulation, params: { ...values, [param]: value }, seeds: [0], data });
      return true;
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
  };
  return { specs: simulation.params, values, runs };
}

/** What would be run, or why it cannot be. */
function planOf(setup: SweepSetup, of: SweepOf, simulation: SeedPlan['simulation'], seed: number, data: SeedPlan['data']): SeedPlan | UserError {
  try {
    return planSweep({ simulation, params: of.values, vary: variationsOf(setup, of), seeds: seedsFrom(seed, setup.seeds), metric: setup.metric, data });
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
