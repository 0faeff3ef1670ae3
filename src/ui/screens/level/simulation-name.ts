/** What a simulation is called on screen: the lesson's words `simulation.ID`, else its id. */
import { lookUp } from '../../../words/say.js';
import type { LevelView } from './level-view.js';

export function simulationName({ speaker }: Pick<LevelView, 'speaker'>, id: string): string {
  return lookUp(`simulation.${id}`, speaker) ?? id;
}
