/** The map of the course: five parts, thirty levels, stars, and where to go on. */
import { Box } from 'ink';
import { useEffect, useReducer } from 'react';
import type { Line } from '../../../plot/index.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { line, plainLine, words as span } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { useGame, type Game, type Route } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { quizzesBegun, starsOf, undoReset } from '../../../progress/index.js';
import { fill, sayError } from '../../../words/say.js';
import { bodySize, Shell } from '../../shell/shell.js';
import { dueInWords, dueOn, today } from '../review/due.js';
import { CONTINUE, reduceHome, REVIEW, type HomeAction, type HomeState } from './home-state.js';
import { homeGrid, homeLines, homePlain, type HomeView } from './home-lines.js';
import { openLevel, opensInWords } from './open-level.js';

type QuitChoice = 'leave' | 'stay' | 'language';
const QUIT_CHOICES: readonly QuitChoice[] = ['leave', 'stay', 'language'];

export function HomeScreen({ cursor = CONTINUE }: { readonly cursor?: number }) {
  const game = useGame();
  const { course } = game.services;
  const store = game.services.progress;
  // Another tutor may have gone on meanwhile.
  useEffect(() => void store.refresh(), [store]);
  const { width } = bodySize(game.columns, game.rows);
  const due = dueOn(game, today(game)).cards.length;
  const grid = homeGrid(course.parts, course.levels, width, due > 0);
  const reduce = (state: HomeState, action: HomeAction) => reduceHome(state, action, grid);
  const [kept, dispatch] = useReducer(reduce, { cursor, asking: false });
  // The line may go while it is pointed at: after a reset, or when another tutor has asked the cards.
  const state = kept.cursor === REVIEW && due === 0 ? { ...kept, cursor: CONTINUE } : kept;
  const view: HomeView = {
    parts: course.parts,
    levels: course.levels,
    starsOf: (level) => starsOfLevel(game, level),
    due: due === 0 ? undefined : due === 1 ? game.words.ui['home.dueOne'] : fill(game.words.ui['home.due'], { count: due }),
    opens: opensInWords(game),
    notices: game.services.progress.notices.map((notice) => sayError(notice, { language: game.language })),
    cursor: state.cursor,
    language: game.language,
    words: game.words,
    signs: game.signs,
  };
  const answer = (choice: QuitChoice) => {
    if (choice === 'leave') return game.leave(0);
    if (choice === 'language') game.setLanguage(game.language === 'zh' ? 'en' : 'zh');
    dispatch({ type: 'stay' });
  };
  const total = view.levels.reduce((sum, level) => sum + view.starsOf(level.id), 0);
  return (
    <Shell
      title={[span('ml-tutor', 'title')]}
      saysNotices
      right={line(span(`${game.signs.starFull} `, 'warn'), span(`${total} / ${view.levels.length * 3}`))}
      actions={state.asking ? quitActions(game, answer, () => dispatch({ type: 'stay' })) : homeActions(game, state, dispatch)}
      body={(size) => (state.asking ? <QuitMenu answer={answer} /> : <Rows lines={homeLines(view, grid, size.width, size.height)} height={size.height} />)}
      plain={() => (state.asking ? quitLines(game) : homePlain(view))}
    />
  );
}

function starsOfLevel(game: Game, id: string): number {
  const remembered = game.progress.lessons[id];
  const level = game.services.course.levels.find((candidate) => candidate.id === id && candidate.available);
  return remembered === undefined || level === undefined ? 0 : starsOf({ quiz: level.questions.map((question) => ({ id: question })) }, remembered).count;
}

function QuitMenu({ answer }: { readonly answer: (choice: QuitChoice) => void }) {
  const game = useGame();
  const { words } = game;
  const items: readonly MenuItem<QuitChoice>[] = QUIT_CHOICES.map((value) => ({ value, lines: [plainLine(words.ui[`quit.${value}`])] }));
  return (
    <Box flexDirection="column" paddingTop={1} paddingLeft={2}>
      <Rows lines={quitLines(game)} />
      <Menu items={items} onSelect={answer} />
    </Box>
  );
}

/** Everything is saved; and when there will be something to come back for. */
function quitLines(game: Game): readonly Line[] {
  const { ui } = game.words;
  const due = dueOn(game, today(game), Infinity);
  return [plainLine(ui['quit.question']), ...(due.total === 0 ? [] : [plainLine(dueInWords(game), 'dim')]), []];
}

function quitActions(game: Game, answer: (choice: QuitChoice) => void, stay: () => void): readonly Action[] {
  return [
    ...menuActions(game, QUIT_CHOICES.length, (index) => answer(QUIT_CHOICES[index])),
    { id: 'close', keys: ['escape'], footer: 8, run: stay },
    { id: 'quit', keys: ['q'], footer: 9, run: () => game.leave(0) },
  ];
}

function homeActions(game: Game, state: HomeState, dispatch: (action: HomeAction) => void): readonly Action[] {
  const { signs, services } = game;
  const pointed = state.cursor < 0 ? undefined : services.course.levels[state.cursor];
  // Coming back, the pointer is where it was.
  const here: Route = { screen: 'home', cursor: state.cursor };
  const open = (route: Route) => game.open(route, here);
  const enter = () => {
    if (state.cursor === CONTINUE) return openLevel(game, game.progress.current);
    if (state.cursor === REVIEW) return game.open({ screen: 'review' }, here);
    const level = services.course.levels[state.cursor];
    if (level.available) openLevel(game, level.id);
  };
  return [
    { id: 'up', keys: ['up', 'k'], footer: 1, shown: signs.arrows, repeats: true, run: () => dispatch({ type: 'move', to: 'up' }) },
    { id: 'down', keys: ['down', 'j'], repeats: true, run: () => dispatch({ type: 'move', to: 'down' }) },
    { id: 'left', keys: ['left'], repeats: true, run: () => dispatch({ type: 'move', to: 'left' }) },
    { id: 'right', keys: ['right'], repeats: true, run: () => dispatch({ type: 'move', to: 'right' }) },
    { id: 'number', keys: [...'1234567890'], shown: '1-30', run: ({ name }) => dispatch({ type: 'digit', digit: Number(name) }) },
    { id: 'first', keys: ['g', 'home'], run: () => dispatch({ type: 'move', to: 'first' }) },
    { id: 'last', keys: ['G', 'end'], run: () => dispatch({ type: 'move', to: 'last' }) },
    { id: 'open', keys: ['enter'], footer: 2, run: enter },
    { id: 'continue', keys: ['c'], footer: 7, run: () => openLevel(game, game.progress.current) },
    { id: 'review', keys: ['v'], footer: quizzesBegun(game.progress).length > 0 ? 5 : undefined, run: () => open({ screen: 'review' }) },
    { id: 'search', keys: ['/'], footer: 6, run: () => open({ screen: 'search' }) },
    { id: 'glossary', keys: ['d'], footer: 8, run: () => open({ screen: 'glossary' }) },
    { id: 'statistics', keys: ['S'], run: () => open({ screen: 'statistics' }) },
    ...(pointed?.available ? [{ id: 'testOut', keys: ['T'], run: () => open({ screen: 'test-out', level: pointed.id }) } satisfies Action] : []),
    ...(Object.keys(game.progress.lessons).length + game.progress.runs.length === 0 ? [] : [{ id: 'resetProgress', keys: ['x'], run: () => open({ screen: 'reset', level: pointed?.id }) } satisfies Action]),
    ...(game.progress.undo === undefined ? [] : [{ id: 'undoReset', keys: ['u'], footer: 3, run: () => game.remember(undoReset()) } satisfies Action]),
    { id: 'quit', keys: ['q', 'escape'], footer: 9, run: () => dispatch({ type: 'ask' }) },
  ];
}
