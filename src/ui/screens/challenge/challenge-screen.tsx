/** The challenge: the page with goal and hints, and the simulation with its checklist. Enter and `b` go between the two. */
import { useState } from 'react';
import { gradeRun, type Simulation } from '../../../lesson/index.js';
import { seeSolution, takeHint } from '../../../progress/index.js';
import type { Line } from '../../../plot/index.js';
import { fill } from '../../../words/say.js';
import { words as span } from '../../components/lines.js';
import { proseWidth } from '../../components/prose.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { startEdit, type TextEdit } from '../../components/text-edit.js';
import { useGame, type Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import type { SimulationSession } from '../../simulation/session.js';
import { finishedMetrics, shownFrame, valuesOf } from '../../simulation/session-state.js';
import { useSimulation } from '../../simulation/use-simulation.js';
import { useTools } from '../../tools/use-tools.js';
import { LevelShell } from '../level/level-shell.js';
import { stepActions } from '../level/step-actions.js';
import type { LevelView } from '../level/level-view.js';
import { briefLines, checklistLines } from './challenge-lines.js';
import { OwnLine } from './own-line.js';
import { challengeView, HINTS, type ChallengeView } from './challenge-state.js';

/** Once it is passed, the way on is worth a place in the footer. */
const AFTER_PASSING = 4.5;

interface PageProps {
  readonly view: LevelView;
  readonly simulation: Simulation;
  readonly session: SimulationSession;
  readonly state: ChallengeView;
  readonly turn: () => void;
}

export function ChallengeScreen({ view }: { readonly view: LevelView }) {
  const game = useGame();
  const { challenge, simulations } = view.lesson;
  const simulation = simulations.find(({ id }) => id === challenge.simulation);
  if (simulation === undefined) throw new Error(`internal: level ${view.level.id} has no simulation "${challenge.simulation}" for its challenge`);
  const session = game.sessions.get(view.lesson, simulation, 'challenge', game.language);
  const state = challengeView(game.progress.lessons[view.level.id]?.challenge);
  const [shown, setShown] = useState<'brief' | 'news' | 'attempt'>(session.state.run === undefined ? 'brief' : 'attempt');
  const page = { view, simulation, session, state };
  if (shown === 'attempt') return <Attempt {...page} turn={() => setShown('brief')} news={() => setShown('news')} />;
  return <Brief {...page} turn={() => setShown('attempt')} atEnd={shown === 'news'} />;
}

/** @param atEnd  opened for a hint or the solution, which are at its end */
function Brief({ view, simulation, session, state, turn, atEnd }: PageProps & { readonly atEnd: boolean }) {
  const game = useGame();
  const { width } = bodySize(game.columns, game.rows);
  const metrics = finishedMetrics(session.state);
  const own = game.progress.lessons[view.level.id]?.own;
  const lines = briefLines({ view, simulation, metrics, game, state, own }, proseWidth(width));
  const news = state.hints + Number(state.solutionSeen);
  const scroll = useScroll(lines.length, news, atEnd ? news - 1 : news);
  const [typed, setTyped] = useState<TextEdit>();
  if (typed !== undefined) return <OwnLine view={view} lines={lines} offset={scroll.offset} field={typed} type={setTyped} />;
  const say: readonly Action[] = state.passed ? [{ id: 'ownLine', keys: ['e'], footer: own === undefined ? 3 : 40, run: () => setTyped(startEdit(own ?? '')) }] : [];
  return (
    <LevelShell
      view={view}
      actions={[...scroll.actions, { id: 'attempt', keys: ['enter', 'b'], footer: 2, run: turn }, ...say, ...helpActions(view, session, state, game, turn), ...stepActions(game, view)]}
      body={(size) => <ScrolledRows lines={lines} offset={scroll.offset} height={size.height} />}
      plain={() => lines}
    />
  );
}

function Attempt({ view, simulation, session, state, turn, news }: PageProps & { readonly news: () => void }) {
  const game = useGame();
  const screen = useSimulation(session, view.speaker, {
    side: (cells) => checklistLines({ view, simulation, metrics: shownFrame(session.state)?.metrics, game }, cells),
    verdict: verdict(view, session, game),
    marks: [
      { sample: [span(game.signs.open, 'dim')], meaning: game.words.ui['mark.open'] },
      { sample: [span(game.signs.starFull, 'good')], meaning: game.words.ui['mark.star'] },
    ],
  });
  const tools = useTools(view, session);
  if (tools.screen !== undefined) return tools.screen;
  const actions: readonly Action[] = screen.busy
    ? screen.actions
    : [...screen.actions, ...tools.actions, { id: 'brief', keys: ['b'], footer: 9, run: turn }, ...helpActions(view, session, state, game, undefined, news), ...stepActions(game, view, { footer: state.passed ? AFTER_PASSING : undefined })];
  return <LevelShell view={view} {...screen} actions={actions} />;
}

/** Hints one at a time, the solution when it has opened. On the simulation both lead to the page that shows them. */
function helpActions(view: LevelView, session: SimulationSession, state: ChallengeView, game: Game, toAttempt?: () => void, toBrief?: () => void): readonly Action[] {
  const { level, lesson } = view;
  const hint = () => {
    game.remember(takeHint(level.id, Math.min(HINTS, state.hints + 1)));
    toBrief?.();
  };
  const solution = () => {
    game.remember(seeSolution(level.id));
    toBrief?.();
  };
  const trySolution = () => {
    const values = { ...valuesOf(session.state), ...session.state.params.initial.values, ...lesson.challenge.solution };
    session.params({ type: 'setAll', setting: { values, seed: lesson.challenge.seed } });
    toAttempt?.();
  };
  return [
    ...(state.hints < HINTS ? [{ id: 'hint', keys: ['h'], footer: 3, run: hint } satisfies Action] : []),
    ...(state.solutionOpen && !state.solutionSeen ? [{ id: 'solution', keys: state.hints < HINTS ? ['w'] : ['h', 'w'], footer: 3, run: solution } satisfies Action] : []),
    ...(state.solutionSeen ? [{ id: 'trySolution', keys: ['w'], footer: 4, run: trySolution } satisfies Action] : []),
  ];
}

/** What the finished run was worth. */
function verdict(view: LevelView, session: SimulationSession, game: Game): Line | undefined {
  const metrics = finishedMetrics(session.state);
  if (metrics === undefined) return undefined;
  const { ui } = game.words;
  const grade = gradeRun(view.lesson.challenge, metrics);
  if (grade === 'none') return [span(ui['challenge.notYet'], 'warn')];
  return [span(`${game.signs.starFull} ${fill(ui['challenge.seeDebrief'], { grade: ui[grade === 'pass' ? 'challenge.passed' : 'challenge.distinguished'] })}`, 'good')];
}
