/** What every screen has at hand: services, words in the learner's language, progress, looks, and the way to other screens. */
import { createContext, useContext } from 'react';
import type { Language, Lesson } from '../lesson/index.js';
import type { Charset } from '../plot/index.js';
import type { Theme } from '../plot/index.js';
import type { Change, Progress, Step } from '../progress/index.js';
import type { Catalogue } from '../words/index.js';
import type { Services } from './services.js';
import type { Signs } from './signs.js';
import type { Sessions } from './simulation/sessions.js';

export type Route =
  | { readonly screen: 'language' }
  | { readonly screen: 'home' }
  | { readonly screen: 'level'; readonly level: string; readonly step: Step; readonly index: number };

export interface Game {
  readonly services: Services;
  readonly language: Language;
  readonly words: Catalogue;
  readonly progress: Progress;
  readonly theme: Theme;
  readonly charset: Charset;
  readonly signs: Signs;
  readonly plain: boolean;
  /** The lesson of a level; undefined while it is still being loaded, the screen is drawn again when it is there. */
  lesson(level: string): Lesson | undefined;
  /** Simulations that were opened, with their parameters and runs; they outlive the screen that shows them. */
  readonly sessions: Sessions;
  /** Of the window. */
  readonly columns: number;
  readonly rows: number;
  go(route: Route): void;
  setLanguage(language: Language): void;
  /** Saved when it returns. */
  remember(change: Change): void;
  /** Leaves the tutor with an exit code. */
  leave(code: number): void;
  suspend(): void;
  redraw(): void;
}

export const GameContext = createContext<Game | undefined>(undefined);

export function useGame(): Game {
  const game = useContext(GameContext);
  if (game === undefined) throw new Error('internal: useGame outside of the game; render screens inside <App>');
  return game;
}
