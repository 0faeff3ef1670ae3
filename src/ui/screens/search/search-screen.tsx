/** Search over levels, cards and glossary, in both languages, found while one types. What is opened comes back here by Esc. */
import { Box } from 'ink';
import { useMemo, useReducer } from 'react';
import type { Target } from '../../../registry/index.js';
import { fill } from '../../../words/say.js';
import { CursorAt } from '../../components/cursor-at.js';
import { fieldRow } from '../../components/field-view.js';
import { line, plainLine, spread, width as cellsOf, words as span } from '../../components/lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { editStroke, insert } from '../../components/text-edit.js';
import { useGame, type Game, type Route } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import type { Capture } from '../../keys/dispatch.js';
import { BODY_TOP, MARGIN, Shell } from '../../shell/shell.js';
import { returnAction } from '../level/step-actions.js';
import { hitLines, hitsPlain, type HitsView } from './search-lines.js';
import { searchOf } from './search-of.js';
import { reduceSearch, startSearch } from './search-state.js';

type SearchRoute = Extract<Route, { screen: 'search' }>;

const LONGEST = 60;
const PROMPT = '/ ';

export function SearchScreen({ route }: { readonly route: SearchRoute }) {
  const game = useGame();
  const { signs, words, language, services, plain } = game;
  const { ui } = words;
  const [state, dispatch] = useReducer(reduceSearch, undefined, () => startSearch(route.query, route.cursor));
  const query = state.field.text.trim();
  const hits = useMemo(() => searchOf(services.course).find(query, language), [services, query, language]);
  const cursor = Math.max(0, Math.min(state.cursor, hits.length - 1));
  const view: HitsView = { hits, query, cursor, levels: services.course.levels, language, words, signs };

  const capture: Capture = (stroke) => {
    const field = stroke.name === 'tab' ? undefined : editStroke(state.field, stroke, { maxLength: LONGEST });
    if (field === undefined) return false;
    dispatch({ type: 'typed', field });
    return true;
  };
  const move = (by: number) => () => dispatch({ type: 'move', by, count: hits.length });
  const open = () => {
    const hit = hits[cursor];
    if (hit === undefined) return;
    // Read aloud, the hits come first.
    if (plain && state.typing) return dispatch({ type: 'typing', on: false });
    const to = routeOf(hit.target, game);
    if (to !== undefined) game.open(to, { screen: 'search', query, cursor });
  };
  const some = hits.length > 0;
  const actions: readonly Action[] = [
    ...(some
      ? ([
          { id: 'openHit', keys: ['enter'], footer: 1, run: open },
          { id: 'up', keys: state.typing ? ['up'] : ['up', 'k'], shown: signs.vertical, footer: 2, repeats: true, run: move(-1) },
          { id: 'down', keys: state.typing ? ['down', 'tab'] : ['down', 'tab', 'j'], repeats: true, run: move(1) },
        ] satisfies readonly Action[])
      : []),
    ...(some && !state.typing
      ? ([
          { id: 'nextHit', keys: ['n'], shown: 'n N', footer: 3, repeats: true, run: move(1) },
          { id: 'previousHit', keys: ['N'], repeats: true, run: move(-1) },
          { id: 'page', keys: ['pagedown', 'ctrl+d'], run: move(8) },
          { id: 'pageBack', keys: ['pageup', 'ctrl+u'], run: move(-8) },
        ] satisfies readonly Action[])
      : []),
    ...(state.typing ? [] : [{ id: 'editSearch', keys: ['/', 'backspace'], footer: 4, run: () => dispatch({ type: 'typing', on: true }) } satisfies Action]),
    state.typing ? { ...returnAction(game), keys: ['escape'] } : returnAction(game),
  ];
  const count = query === '' ? '' : hits.length === 1 ? ui['search.one'] : fill(ui['search.count'], { count: hits.length });
  const field = fieldRow(state.field, LONGEST);
  const hint = query === '' ? ui['search.hint'] : some ? undefined : ui['search.none'];
  return (
    <Shell
      title={[span(ui['search.title'], 'title')]}
      right={[span(count, 'dim')]}
      actions={actions}
      typing={state.typing}
      capture={state.typing ? capture : undefined}
      onPaste={(text) => dispatch({ type: 'typed', field: insert(state.field, text, { maxLength: LONGEST }) })}
      body={(size) => (
        <Box flexDirection="column">
          <Rows lines={[spread(line(span(PROMPT, 'accent'), span(fieldRow(state.field, size.width - cellsOf(PROMPT)).rows[0], undefined, true)), [], size.width), []]} />
          <Rows lines={hint === undefined ? hitLines(view, proseWidth(size.width), size.height - 2) : prose(hint, size.width, game.charset, { fg: 'dim' })} />
          {state.typing && <CursorAt x={MARGIN + cellsOf(PROMPT) + field.cursor.x} y={BODY_TOP} />}
        </Box>
      )}
      plain={() => [plainLine(fill(ui['search.field'], { text: state.field.text })), ...(hint === undefined ? [plainLine(count), ...(state.typing ? [] : hitsPlain(view))] : [plainLine(hint)])]}
    />
  );
}

/** Undefined for a level that is not there yet. */
export function routeOf(target: Target, { services, progress }: Pick<Game, 'services' | 'progress'>): Route | undefined {
  if (target.kind === 'term') return { screen: 'glossary', term: target.term };
  const level = services.course.levels.find(({ id, available }) => id === target.level && available);
  if (level === undefined) return undefined;
  if (target.kind === 'card') return { screen: 'level', level: level.id, step: 'learn', index: target.index };
  const place = progress.lessons[level.id]?.place ?? { step: 'learn', index: 0 };
  return { screen: 'level', level: level.id, step: place.step, index: place.index };
}

