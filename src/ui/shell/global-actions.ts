/** The actions that every screen has. */
import type { Action } from '../keys/actions.js';
import type { Game } from '../game-context.js';

export const EXIT_INTERRUPTED = 130;

export function globalActions(game: Game, open: { help(): void; command(): void }): readonly Action[] {
  const { services } = game;
  return [
    ...screenActions(game),
    { id: 'help', keys: ['?'], footer: 90, run: open.help },
    { id: 'command', keys: [':'], run: open.command },
    { id: 'language', keys: ['L'], footer: 95, run: () => game.setLanguage(game.language === 'zh' ? 'en' : 'zh') },
    { id: 'redraw', keys: ['ctrl+l'], run: game.redraw },
    ...(services.suspend === undefined ? [] : [{ id: 'suspend', keys: ['ctrl+z'], run: game.suspend } satisfies Action]),
    leaveAction(game),
  ];
}

/** The screens that can be opened from anywhere; not over the first question. */
function screenActions({ route, open }: Game): readonly Action[] {
  if (route.screen === 'language') return [];
  const screens: readonly Action[] = [
    { id: 'search', keys: ['/'], run: () => open({ screen: 'search' }) },
    { id: 'glossary', keys: [], run: () => open({ screen: 'glossary' }) },
    { id: 'review', keys: [], run: () => open({ screen: 'review' }) },
    { id: 'statistics', keys: [], run: () => open({ screen: 'statistics' }) },
    { id: 'replay', keys: ['Y'], takesText: true, run: (_, text = '') => open({ screen: 'replay', text }) },
  ];
  return screens.filter(({ id }) => id !== route.screen);
}

export function leaveAction(game: Game): Action {
  return { id: 'leave', keys: ['ctrl+c'], run: () => game.leave(EXIT_INTERRUPTED) };
}
