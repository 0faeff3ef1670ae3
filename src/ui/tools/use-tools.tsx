/** The tools of a simulation, a key away: keep, shelf, share, many seeds, sweep. What they need is loaded when first wanted. */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Rows } from '../components/rows.js';
import { plainLine } from '../components/lines.js';
import { useGame } from '../game-context.js';
import type { Action } from '../keys/actions.js';
import { LevelShell } from '../screens/level/level-shell.js';
import type { LevelView } from '../screens/level/level-view.js';
import { KeepScreen } from '../screens/shelf/keep-screen.js';
import { ShareScreen } from '../screens/share/share-screen.js';
import type { SimulationSession } from '../simulation/session.js';
import { changedSince } from '../simulation/session-state.js';

const SeedsScreen = lazy(() => import('../screens/seeds/seeds-screen.js'));
const SweepScreen = lazy(() => import('../screens/sweep/sweep-screen.js'));
const ShelfScreen = lazy(() => import('../screens/shelf/shelf-screen.js'));

type Tool = 'keep' | 'shelf' | 'share' | 'seeds' | 'sweep';

export interface ToolAccess {
  readonly actions: readonly Action[];
  /** In place of the simulation, while a tool is open. */
  readonly screen?: ReactNode;
}

/** After a run that is through, what can be done with it is worth a place in the footer. */
const AFTER_RUN = 3.2;

export function useTools(view: LevelView, session: SimulationSession): ToolAccess {
  const [tool, setTool] = useState<Tool>();
  const done = session.state.run?.status === 'done';
  const open = (which: Tool) => () => setTool(which);
  const actions: readonly Action[] = [
    { id: 'shelf', keys: ['v'], footer: done ? AFTER_RUN : 10, run: open('shelf') },
    { id: 'seeds', keys: ['S'], footer: done ? AFTER_RUN + 0.1 : 10.1, run: open('seeds') },
    { id: 'keep', keys: ['m'], footer: done ? AFTER_RUN + 0.2 : undefined, run: open('keep') },
    { id: 'sweep', keys: ['V'], footer: done ? AFTER_RUN + 0.3 : 10.2, run: open('sweep') },
    { id: 'share', keys: ['y'], footer: done ? AFTER_RUN + 0.4 : 10.3, run: open('share') },
  ];
  if (tool === undefined) return { actions };
  const close = () => setTool(undefined);
  return { actions, screen: <OpenTool tool={tool} view={view} session={session} close={close} /> };
}

function OpenTool({ tool, view, session, close }: { readonly tool: Tool; readonly view: LevelView; readonly session: SimulationSession; readonly close: () => void }) {
  const props = { view, session, close };
  switch (tool) {
    case 'keep':
      return <KeepScreen {...props} />;
    case 'share': {
      const { state, simulation } = session;
      const files = (state.run === undefined ? state.files : (state.ranOn ?? state.files)).flatMap((file) => file?.path ?? []);
      return <ShareScreen view={view} close={close} simulation={simulation} setting={state.run?.setting ?? state.params.setting} files={files} changed={changedSince(state)} />;
    }
    default:
      return (
        <Suspense fallback={<Waiting view={view} close={close} />}>
          {tool === 'seeds' ? <SeedsScreen {...props} /> : tool === 'sweep' ? <SweepScreen {...props} /> : <ShelfScreen {...props} />}
        </Suspense>
      );
  }
}

/** For a moment, while a tool is loaded. */
function Waiting({ view, close }: { readonly view: LevelView; readonly close: () => void }) {
  const { words } = useGame();
  const line = plainLine(words.ui['tool.loading'], 'dim');
  return <LevelShell view={view} actions={[{ id: 'toSimulation', keys: ['q', 'escape'], footer: 1, run: close }]} body={() => <Rows lines={[line]} />} plain={() => [line]} />;
}
