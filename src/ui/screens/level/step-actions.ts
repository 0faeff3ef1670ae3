/** The actions that all steps of a level share: to the steps beside, to any step by name, back to the map. */
import type { Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { STEPS } from '../../../progress/index.js';
import type { LevelView } from './level-view.js';

export function backAction(game: Game): Action {
  return { id: 'back', keys: ['q', 'escape', 'l'], footer: 80, run: () => game.go({ screen: 'home' }) };
}

export function stepActions(game: Game, view: LevelView, options: { readonly footer?: number } = {}): readonly Action[] {
  const { nextStep, previousStep } = view;
  return [
    ...(nextStep === undefined ? [] : [{ id: 'nextStep', keys: ['n', ']'], footer: options.footer ?? 60, run: nextStep } satisfies Action]),
    ...(previousStep === undefined ? [] : [{ id: 'previousStep', keys: ['p', '['], footer: 85, run: previousStep } satisfies Action]),
    ...STEPS.filter((step) => step !== view.step).map((step): Action => ({ id: step, keys: [], run: () => view.goTo(step) })),
    { id: 'resetLevel', keys: [], run: () => view.askReset() },
    backAction(game),
  ];
}
