/** The simulation of a level, to be played with: prediction resolved by the first run, another simulation a key away. */
import { Box } from 'ink';
import { useState } from 'react';
import type { Line } from '../../../plot/index.js';
import { reset } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { plainLine, words as span } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { useGame, type Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { useSimulation } from '../../simulation/use-simulation.js';
import { useTools } from '../../tools/use-tools.js';
import { LevelShell } from '../level/level-shell.js';
import { simulationName } from '../level/simulation-name.js';
import { stepActions } from '../level/step-actions.js';
import type { LevelView } from '../level/level-view.js';

export function RunScreen({ view }: { readonly view: LevelView }) {
  const [choosing, setChoosing] = useState(false);
  const { simulations } = view.lesson;
  const index = Math.min(view.index, simulations.length - 1);
  if (choosing) return <ChooseSimulation view={view} index={index} close={() => setChoosing(false)} />;
  return <Play key={simulations[index].id} view={view} index={index} choose={simulations.length > 1 ? () => setChoosing(true) : undefined} />;
}

/** When a run is through, the way on is worth a place in the footer. */
const AFTER_RUN = 3.1;

function Play({ view, index, choose }: { readonly view: LevelView; readonly index: number; readonly choose?: () => void }) {
  const game = useGame();
  const simulation = view.lesson.simulations[index];
  const session = game.sessions.get(view.lesson, simulation, 'run', game.language);
  const screen = useSimulation(session, view.speaker, { verdict: predictionVerdict(view, simulation.id, game) });
  const tools = useTools(view, session);
  if (tools.screen !== undefined) return tools.screen;
  const actions: readonly Action[] = screen.busy
    ? screen.actions
    : [...screen.actions, ...tools.actions, ...(choose === undefined ? [] : [{ id: 'simulation', keys: ['s'], footer: 13, run: choose } satisfies Action]), resetAction(view, simulation.id, game), ...stepActions(game, view, { footer: session.state.run?.status === 'done' ? AFTER_RUN : undefined })];
  const subtitle = view.lesson.simulations.length > 1 ? simulationName(view, simulation.id) : undefined;
  return <LevelShell view={view} subtitle={subtitle} {...screen} actions={actions} />;
}

/** Forgets what was predicted and run here. Asks nothing, for it can be undone by `:`. */
function resetAction({ lesson }: LevelView, simulation: string, game: Game): Action {
  const forget = () => {
    game.sessions.forgetSimulation(simulation);
    game.remember(reset({ kind: 'simulation', lesson: lesson.id, simulation }));
  };
  return { id: 'resetSimulation', keys: [], run: forget };
}

/** "you predicted: ... (right)", once a run has answered. */
function predictionVerdict(view: LevelView, simulation: string, game: Game): Line | undefined {
  const known = game.progress.lessons[view.level.id]?.predictions[simulation];
  const words = view.words.predictions[simulation];
  if (known?.outcome === undefined || words === undefined) return undefined;
  const right = known.outcome === known.option;
  const text = fill(game.words.ui[right ? 'run.predicted.right' : 'run.predicted.wrong'], { option: words.options[known.option], outcome: words.options[known.outcome] });
  return [span(`${right ? game.signs.right : game.signs.wrong} ${text}`, right ? 'good' : 'bad')];
}

function ChooseSimulation({ view, index, close }: { readonly view: LevelView; readonly index: number; readonly close: () => void }) {
  const game = useGame();
  const { simulations } = view.lesson;
  const open = (id: string) => {
    close();
    view.goTo('run', Math.max(0, simulations.findIndex((simulation) => simulation.id === id)));
  };
  const items = simulations.map(({ id }, at): MenuItem<string> => ({ value: id, lines: [plainLine(`${at + 1} ${simulationName(view, id)}`)] }));
  const head = [plainLine(game.words.ui['simulation.choose'], 'title'), []];
  return (
    <LevelShell
      view={view}
      actions={[...menuActions(game, items.length, (at) => open(simulations[at].id)), { id: 'close', keys: ['escape', 'q'], footer: 5, run: close }]}
      body={() => (
        <Box flexDirection="column">
          <Rows lines={head} />
          <Menu items={items} initial={index} onSelect={open} />
        </Box>
      )}
      plain={() => [...head, ...items.flatMap((item) => item.lines)]}
    />
  );
}
