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
import type { Tools } from './tools/tools.js';

export type Route =
  | { readonly screen: 'language' }
  /** What was pointed at when one left it. */
  | { readonly screen: 'home'; readonly cursor?: number }
  | { readonly screen: 'level'; readonly level: string; readonly step: Step; readonly index: number }
  | { readonly screen: 'review' }
  | { readonly screen: 'statistics' }
  /** What was typed, and which hit is pointed at: there again when one comes back from it. */
  | { readonly screen: 'search'; readonly query?: string; readonly cursor?: number }
  | { readonly screen: 'glossary'; readonly term?: string }
  | { readonly screen: 'notes'; readonly level: string }
  | { readonly screen: 'test-out'; readonly level: string }
  /** Asks for a share code or a run, or goes straight to the one given. */
  | { readonly screen: 'replay'; readonly text: string }
  | { readonly screen: 'reset'; readonly level?: string };

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
  /** Many seeds, sweeps and replays that go on in the background. */
  readonly tools: Tools;
  /** Of the window. */
  readonly columns: number;
  readonly rows: number;
  /** Where the learner is. */
  readonly route: Route;
  /** In place of the present screen. */
  go(route: Route): void;
  /** On top of the present screen, to which `goBack` returns. @param leaving  the present screen as it is to be found again */
  open(route: Route, leaving?: Route): void;
  /** To the screen below; to the map where there is none. */
  goBack(): void;
  /** There is a screen below, and it is not the map. */
  readonly returns: boolean;
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
