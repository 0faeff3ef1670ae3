/** The root: holds the route, the language, the window size and what is remembered, and shows the screen of the route. */
import { useApp, useStdout, useWindowSize } from 'ink';
import { useEffect, useEffectEvent, useMemo, useReducer, useRef, useState, useSyncExternalStore } from 'react';
import type { Language } from '../lesson/index.js';
import { setLanguage as rememberLanguage } from '../progress/index.js';
import { catalogue } from '../words/index.js';
import { GameContext, type Game, type Route } from './game-context.js';
import type { Services } from './services.js';
import { signsOf } from './signs.js';
import { loadScreens } from './later.js';
import { screenOf } from './screens/index.js';
import { Sessions } from './simulation/sessions.js';
import { Tools } from './tools/tools.js';
import { HOME, leadsBack, opened, present, replaced, returned, type Trail } from './trail.js';
import { useLessons } from './use-lessons.js';
import { usePractice } from './use-practice.js';

/** After the last change of size for so long, the screen is painted anew: narrowing can leave pieces of old lines behind. */
const RESIZE_PAUSE_MS = 100;
const AFTER_PAINT_MS = 50;

export interface AppProps {
  readonly services: Services;
  /** Where to begin; home, or the question for the language on the first start, unless told. */
  readonly route?: Route;
  /** For this session, over what is remembered. */
  readonly language?: Language;
}

export function App({ services, route: initialRoute, language: given }: AppProps) {
  const { exit, suspendTerminal } = useApp();
  const { columns, rows } = useWindowSize();
  const store = services.progress;
  const progress = useSyncExternalStore(
    (listener) => store.subscribe(listener),
    () => store.state,
  );
  const [language, setLanguage] = useState<Language>(given ?? progress.settings.language ?? services.locale);
  const [trail, setTrail] = useState<Trail>([initialRoute ?? (given === undefined && progress.settings.language === undefined ? { screen: 'language' } : HOME)]);
  const route = present(trail);
  const [sessions] = useState(() => new Sessions(services));
  const [tools] = useState(() => new Tools(services));
  const redraw = useRedraw(services);
  useRedrawAfterResize(columns, rows, redraw);
  usePractice(services);
  useScreensAhead();

  const { terminal } = services;
  const [background, setBackground] = useState(terminal.background);
  useEffect(() => services.watchBackground?.(setBackground), [services]);
  const theme = useMemo(() => ({ color: terminal.color, background }), [terminal, background]);
  const game: Game = {
    services,
    language,
    words: catalogue(language),
    progress,
    theme,
    charset: terminal.charset,
    signs: signsOf(terminal.charset),
    plain: terminal.plain,
    lesson: useLessons(services.course),
    sessions,
    tools,
    columns,
    rows,
    route,
    go: (to) => setTrail((before) => replaced(before, to)),
    open: (to, leaving) => setTrail((before) => opened(before, to, leaving)),
    goBack: () => setTrail(returned),
    returns: leadsBack(trail),
    setLanguage: (chosen) => {
      setLanguage(chosen);
      store.apply(rememberLanguage(chosen));
    },
    remember: (change) => {
      store.apply(change);
    },
    leave: (code) => exit(code),
    suspend: () => {
      const { suspend } = services;
      if (suspend !== undefined) void suspendTerminal(suspend);
    },
    redraw,
  };
  return <GameContext value={game}>{screenOf(route)}</GameContext>;
}

/** When the first screen is painted, the others are loaded, so that none is waited for. */
function useScreensAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void loadScreens(), AFTER_PAINT_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** Forgets what is on screen and lets Ink paint the whole frame. */
function useRedraw(services: Services): () => void {
  const { stdout } = useStdout();
  const [, again] = useReducer((count: number) => count + 1, 0);
  return () => {
    if (services.terminal.plain) return;
    services.repaint(stdout);
    again();
  };
}

function useRedrawAfterResize(columns: number, rows: number, redraw: () => void): void {
  const size = useRef(`${columns}x${rows}`);
  const paused = useEffectEvent(redraw);
  useEffect(() => {
    const now = `${columns}x${rows}`;
    if (size.current === now) return;
    size.current = now;
    const timer = setTimeout(() => paused(), RESIZE_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [columns, rows]);
}
