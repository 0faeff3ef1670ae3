/** "Is this luck?": the parameters as they are set, over many seeds in the background; and the claims of the level over as many. */
import { useEffect, useReducer, useState, useSyncExternalStore } from 'react';
import { marksOf, renderPanel, wrapSpans, type Line } from '../../../plot/index.js';
import { planSeeds, seedsCommand, seedsFrom } from '../../../runtime/index.js';
import { seedHistogram } from '../../../runtime/seed-summary.js';
import { UserError } from '../../../lesson/index.js';
import { fill, sayError } from '../../../words/say.js';
import { plainLine, words as span } from '../../components/lines.js';
import { lastOffset, scrolled } from '../../components/scroll.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import type { Catalogue } from '../../../words/index.js';
import type { Setting } from '../../simulation/params-state.js';
import { commandLines } from '../../tools/command-words.js';
import { firstMetric, sameParams, settingInWords } from '../../tools/describe-setting.js';
import { jobLine, spokenJob, type JobView } from '../../tools/job-lines.js';
import type { JobState } from '../../tools/seed-job.js';
import { settingPanel, settingWords } from '../../tools/setting-rows.js';
import { fieldCapture, toolActions } from '../../tools/tool-keys.js';
import { panelWords, spokenPanel, ToolBody, toolCells } from '../../tools/tool-body.js';
import type { ToolProps } from '../../tools/tool-props.js';
import { useReading } from '../../tools/use-reading.js';
import { LevelShell } from '../level/level-shell.js';
import { ClaimsPage } from './claims-page.js';
import { figureLines, rankWords, seedsFigures, seedsSettings, type SeedsView } from './seeds-lines.js';
import { metricChoices, reduceSeeds, startSeeds, type SeedsAction, type SeedsSetup } from './seeds-state.js';

const LONGEST_NUMBER = 20;

export function SeedsScreen(props: ToolProps) {
  const { view, session, close } = props;
  const { tools } = useGame();
  const { simulation } = session;
  const [setup, dispatch] = useReducer(reduceSeeds, undefined, () => tools.seeds.get(simulation.id) ?? startSeeds(firstMetric(view.lesson, simulation)));
  useEffect(() => void tools.seeds.set(simulation.id, setup), [tools, simulation, setup]);
  return setup.page === 'claims' ? <ClaimsPage view={view} setup={setup} dispatch={dispatch} close={close} /> : <Figures {...props} setup={setup} dispatch={dispatch} />;
}

interface FiguresProps extends ToolProps {
  readonly setup: SeedsSetup;
  readonly dispatch: (action: SeedsAction) => void;
}

function Figures({ view, session, close, setup, dispatch }: FiguresProps) {
  const game = useGame();
  const { words, signs, charset, theme, tools } = game;
  const { ui } = words;
  const { simulation } = session;
  const speaker = { ...view.speaker, simulation: simulation.id };
  const job = tools.job('seeds', simulation.id);
  const state = useSyncExternalStore(job.subscribe, () => job.state);
  const [refused, setRefused] = useState<UserError>();
  const { setting } = session.state.params;
  const runs = state?.points[0].runs ?? [];
  const made = state?.plan.points[0];
  const { run } = session.state;
  const own = run?.status === 'done' && sameParams(run.setting.values, made ?? setting.values) ? run.frame?.metrics : undefined;
  const stale = state === undefined ? undefined : staleWords(state, setting, setup.count, ui);
  const parts: SeedsView = { setup, simulation, runs, own, first: setting.seed, speaker, words };
  const metrics = metricChoices(simulation, runs.map(({ metrics }) => metrics));
  const panel = runs.length === 0 ? undefined : seedHistogram(simulation, setup.metric, runs, own?.[setup.metric]);

  const start = () => {
    try {
      job.start(planSeeds({ simulation, params: setting.values, seeds: seedsFrom(setting.seed, setup.count), metric: setup.metric, data: session.data }));
      setRefused(undefined);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      setRefused(error);
    }
  };

  const { width, height } = bodySize(game.columns, game.rows);
  const cells = toolCells(width);
  const settings = seedsSettings(parts);
  const command = seedsCommand(simulation, { params: setting.values, seed: setting.seed, files: session.state.files.flatMap((file) => file?.path ?? []) }, setup.count, setup.metric);
  const reading = useReading(panel === undefined || setup.table ? [] : [panel], speaker);
  const wrong = setup.edit?.error ?? refused;
  const jobView: JobView | undefined = state && { job: state, words, signs, speaker, stale };
  const help = wrong === undefined ? (rankWords(parts) ?? settings.rows[settings.cursor].help) : sayError(wrong, speaker);
  const invite = fill(ui['seeds.invite'], { count: String(setup.count), params: settingInWords(simulation, setting.values, speaker, ui['keep.defaults']) });
  const below = [...(reading.line === undefined ? wrapSpans([span(help, wrong === undefined ? 'dim' : 'bad')], width).slice(0, 2) : [reading.line]), ...(jobView === undefined ? [] : [jobLine(jobView)]), ...commandLines(command, width)];
  const room = height - below.length;
  const table = panel === undefined || !setup.table ? [] : panelWords(panel, speaker, cells.main);
  const main: readonly Line[] =
    panel === undefined
      ? [[], ...wrapSpans([span(state === undefined ? invite : '')], cells.main - 2)]
      : setup.table
        ? scrolled(table, setup.offset, room, words)
        : renderPanel(panel, { width: cells.main, height: room, charset, color: theme.color, speaker, seeAll: ui['panels.all'], cursor: reading.at?.cursor });
  const side = settingPanel({ ...settings, focused: settings.focused && reading.at === undefined }, cells.side, signs);
  const figures = seedsFigures(parts);
  const running = state?.status === 'running';
  const keys = toolActions({
    typing: setup.edit !== undefined,
    table: setup.table,
    running,
    canType: setup.row === 'count',
    signs,
    key: 'S',
    move: () => dispatch({ type: 'row' }),
    step: (by) => dispatch({ type: 'step', by, metrics }),
    scroll: (by) => dispatch({ type: 'scroll', by, last: lastOffset(table.length, room) }),
    edit: (type) => dispatch({ type }),
    turn: () => dispatch({ type: 'table' }),
    start,
    stop: () => job.stop(),
    close,
  });
  const claims: Action = { id: 'claims', keys: ['tab', 'shift+tab'], footer: 4.5, run: () => dispatch({ type: 'page' }) };
  const actions: readonly Action[] =
    reading.at !== undefined
      ? [...reading.actions, { id: 'toSimulation', keys: ['q'], footer: 80, run: close }]
      : setup.edit !== undefined
        ? keys
        : [...keys, ...(view.lesson.claims.length > 0 ? [claims] : []), ...reading.begin()];
  return (
    <LevelShell
      view={view}
      subtitle={ui['seeds.title']}
      typing={setup.edit !== undefined}
      capture={fieldCapture(setup.edit?.field, LONGEST_NUMBER, (field) => dispatch({ type: 'typed', field }))}
      actions={actions}
      marks={() => (panel === undefined ? [] : marksOf(panel, { charset, color: theme.color, speaker }))}
      notes={() => [{ title: ui['help.params'], texts: settings.rows.map(({ label, help }) => fill(ui['help.param'], { label, help })) }]}
      body={(size) => <ToolBody size={size} main={main} side={[...side.lines, [], ...figureLines(figures, cells.side)]} below={below} cursor={side.cursor} />}
      plain={() => [
        ...settingWords(settings),
        reading.line ?? plainLine(help),
        ...(running ? [] : figures.map(([label, value]) => plainLine(`${label}: ${value}`))),
        ...(panel === undefined || running ? [] : spokenPanel(panel, speaker, setup.table)),
        jobView === undefined ? plainLine(invite) : spokenJob(jobView),
        plainLine(command),
      ]}
    />
  );
}

/** Whether what is shown was made with something else than what is set now. */
function staleWords({ plan, status }: JobState, { values, seed }: Setting, count: number, ui: Catalogue['ui']): string | undefined {
  if (!sameParams(values, plan.points[0])) return ui['seeds.stale'];
  return plan.seeds[0] === seed && (status === 'running' || plan.seeds.length === count) ? undefined : ui['sweep.stale'];
}
