/** The actions that every screen has. */
import type { Action } from '../keys/actions.js';
import type { Game } from '../game-context.js';

export const EXIT_INTERRUPTED = 130;

export function globalActions(game: Game, open: { help(): void; command(): void }): readonly Action[] {
  const { services } = game;
  return [
    { id: 'help', keys: ['?'], footer: 90, run: open.help },
    { id: 'command', keys: [':'], run: open.command },
    { id: 'language', keys: ['L'], footer: 95, run: () => game.setLanguage(game.language === 'zh' ? 'en' : 'zh') },
    { id: 'redraw', keys: ['ctrl+l'], run: game.redraw },
    ...(services.suspend === undefined ? [] : [{ id: 'suspend', keys: ['ctrl+z'], run: game.suspend } satisfies Action]),
    leaveAction(game),
  ];
}

export function leaveAction(game: Game): Action {
  return { id: 'leave', keys: ['ctrl+c'], run: () => game.leave(EXIT_INTERRUPTED) };
}
