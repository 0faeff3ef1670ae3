/** The actions that all steps of a level share: to the steps beside, to any step by name, back. */
import type { Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { STEPS, undoReset } from '../../../progress/index.js';
import type { LevelView } from './level-view.js';

/** From a level to the map; or, where one came from a search or the like, first back there. */
export function backActions(game: Game): readonly Action[] {
  const toMap = (keys: readonly string[], footer?: number): Action => ({ id: 'back', keys, footer, run: () => game.go({ screen: 'home' }) });
  return game.returns ? [returnAction(game), toMap(['l'])] : [toMap(['q', 'escape', 'l'], 80)];
}

/** Back to the screen one came from. */
export function returnAction(game: Game): Action {
  return { id: 'return', keys: ['q', 'escape'], footer: 80, run: game.goBack };
}

export function stepActions(game: Game, view: LevelView, options: { readonly footer?: number } = {}): readonly Action[] {
  const { nextStep, previousStep } = view;
  return [
    ...(nextStep === undefined ? [] : [{ id: 'nextStep', keys: ['n', ']'], footer: options.footer ?? 60, run: nextStep } satisfies Action]),
    ...(previousStep === undefined ? [] : [{ id: 'previousStep', keys: ['p', '['], footer: 85, run: previousStep } satisfies Action]),
    ...STEPS.filter((step) => step !== view.step).map((step): Action => ({ id: step, keys: [], run: () => view.goTo(step) })),
    { id: 'notes', keys: ['W'], footer: view.step === 'summary' ? 62 : undefined, run: () => game.open({ screen: 'notes', level: view.level.id }) },
    { id: 'testOut', keys: ['T'], footer: view.step === 'learn' ? 88 : undefined, run: () => game.open({ screen: 'test-out', level: view.level.id }) },
    { id: 'resetLevel', keys: [], run: () => view.askReset() },
    ...(game.progress.undo === undefined ? [] : [{ id: 'undoReset', keys: [], run: () => game.remember(undoReset()) } satisfies Action]),
    ...backActions(game),
  ];
}
