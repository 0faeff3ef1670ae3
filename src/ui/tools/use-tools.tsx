/** The tools of a simulation, a key away: keep, shelf, share, many seeds, sweep. Their code is loaded behind the first screen. */
import { useState, type ReactNode } from 'react';
import type { Action } from '../keys/actions.js';
import { later } from '../later.js';
import type { LevelView } from '../screens/level/level-view.js';
import type { SimulationSession } from '../simulation/session.js';
import { changedSince } from '../simulation/session-state.js';

const KeepScreen = later(async () => (await import('../screens/shelf/keep-screen.js')).KeepScreen);
const ShelfScreen = later(async () => (await import('../screens/shelf/shelf-screen.js')).ShelfScreen);
const ShareScreen = later(async () => (await import('../screens/share/share-screen.js')).ShareScreen);
const SeedsScreen = later(async () => (await import('../screens/seeds/seeds-screen.js')).SeedsScreen);
const SweepScreen = later(async () => (await import('../screens/sweep/sweep-screen.js')).SweepScreen);

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
    case 'shelf':
      return <ShelfScreen {...props} />;
    case 'seeds':
      return <SeedsScreen {...props} />;
    case 'sweep':
      return <SweepScreen {...props} />;
    case 'share': {
      const { state, simulation } = session;
      const files = (state.run === undefined ? state.files : (state.ranOn ?? state.files)).flatMap((file) => file?.path ?? []);
      return <ShareScreen view={view} close={close} simulation={simulation} setting={state.run?.setting ?? state.params.setting} files={files} changed={changedSince(state)} />;
    }
  }
}
