/** The task of a test: the challenge of the level without its hints. The page with the goal, and the simulation with its checklist. */
import { useState } from 'react';
import type { Simulation } from '../../../lesson/index.js';
import { plainLine, words as span } from '../../components/lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize, Shell } from '../../shell/shell.js';
import type { SimulationSession } from '../../simulation/session.js';
import { finishedMetrics, shownFrame } from '../../simulation/session-state.js';
import { useSimulation } from '../../simulation/use-simulation.js';
import { checklistLines } from '../challenge/challenge-lines.js';
import type { LevelView } from '../level/level-view.js';
import { returnAction } from '../level/step-actions.js';
import type { TestFrame } from './test-out-screen.js';

export interface TaskProps {
  readonly view: LevelView;
  readonly frame: TestFrame;
  readonly passed: boolean;
  readonly next: () => void;
}

export function TestTask(props: TaskProps) {
  const game = useGame();
  const { lesson, level } = props.view;
  const simulation = lesson.simulations.find(({ id }) => id === lesson.challenge.simulation);
  if (simulation === undefined) throw new Error(`internal: level ${level.id} has no simulation "${lesson.challenge.simulation}" for its challenge`);
  const session = game.sessions.get(lesson, simulation, 'challenge', game.language);
  const [trying, setTrying] = useState(false);
  const page = { ...props, simulation, session };
  return trying ? <Attempt {...page} turn={() => setTrying(false)} /> : <Goal {...page} turn={() => setTrying(true)} />;
}

interface PageProps extends TaskProps {
  readonly simulation: Simulation;
  readonly session: SimulationSession;
  readonly turn: () => void;
}

function Goal({ view, frame, passed, next, simulation, session, turn }: PageProps) {
  const game = useGame();
  const { ui } = game.words;
  const { width } = bodySize(game.columns, game.rows);
  const cells = proseWidth(width);
  const lines = [
    [span(ui['test.task'], 'accent', true)],
    ...prose(view.words.challenge.goal, cells, game.charset),
    [],
    ...checklistLines({ view, simulation, metrics: finishedMetrics(session.state), game }, Math.min(cells, 60)),
    [],
    ...(passed ? [plainLine(`${game.signs.starFull} ${ui['test.taskDone']}`, 'good')] : prose(ui['test.noHints'], cells, game.charset, { fg: 'dim' })),
  ];
  const scroll = useScroll(lines.length);
  const onward: readonly Action[] = passed
    ? [{ id: 'nextPart', keys: ['enter', 'n'], footer: 2, run: next }, { id: 'attempt', keys: ['b'], run: turn }]
    : [{ id: 'attempt', keys: ['enter', 'b'], footer: 2, run: turn }];
  return <Shell {...frame} actions={[...scroll.actions, ...onward, returnAction(game)]} body={({ height }) => <ScrolledRows lines={lines} offset={scroll.offset} height={height} />} plain={() => lines} />;
}

function Attempt({ view, frame, passed, next, simulation, session, turn }: PageProps) {
  const game = useGame();
  const { ui } = game.words;
  const ended = finishedMetrics(session.state) !== undefined;
  const screen = useSimulation(session, view.speaker, {
    side: (cells) => checklistLines({ view, simulation, metrics: shownFrame(session.state)?.metrics, game }, cells),
    verdict: passed ? [span(`${game.signs.starFull} ${ui['test.taskDone']}`, 'good')] : ended ? [span(ui['test.notYet'], 'warn')] : undefined,
  });
  const own: readonly Action[] = [
    ...(passed ? [{ id: 'nextPart', keys: ['n'], footer: 1.5, run: next } satisfies Action] : []),
    { id: 'brief', keys: ['b'], footer: 9, run: turn },
    returnAction(game),
  ];
  return <Shell {...frame} {...screen} actions={screen.busy ? screen.actions : [...screen.actions, ...own]} />;
}
