/** What every tool of a simulation is given. */
import type { LevelView } from '../screens/level/level-view.js';
import type { SimulationSession } from '../simulation/session.js';

export interface ToolProps {
  readonly view: LevelView;
  readonly session: SimulationSession;
  /** Back to the simulation. */
  readonly close: () => void;
}
