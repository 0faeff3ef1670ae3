/** The cards of a level, one at a time, with the glossary behind the terms. A card counts as read when the learner goes on. */
import { Box } from 'ink';
import { useEffect, useState } from 'react';
import type { Line } from '../../../plot/index.js';
import { readCard } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import type { GlossaryTerm } from '../../../words/glossary/index.js';
import { spread, words as span } from '../../components/lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { revealing } from '../../components/scroll.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame, type Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import { LevelShell } from '../level/level-shell.js';
import { stepActions } from '../level/step-actions.js';
import type { LevelView } from '../level/level-view.js';
import { glossaryTerms, pickedLines, termLines } from './term-lines.js';

export function LearnScreen({ view }: { readonly view: LevelView }) {
  // Each card starts at its top.
  return <Card key={view.index} view={view} />;
}

function Card({ view }: { readonly view: LevelView }) {
  const game = useGame();
  const { lesson, words, level } = view;
  const last = lesson.cards.length - 1;
  const index = Math.min(view.index, last);
  const card = words.cards[lesson.cards[index]];
  const [listed, setListed] = useState(false);
  const [picked, pick] = useState<number>();
  useEffect(() => {
    game.remember(readCard(level.id, lesson.cards[index]));
  }, [level.id, index]);

  const { width, height } = bodySize(game.columns, game.rows);
  const terms = glossaryTerms(card.body, game);
  const term = picked === undefined ? undefined : terms[picked];
  const below = term === undefined || listed ? [] : pickedLines(term, game, width);
  const lines = listed ? termLines(terms, game, width) : cardLines(view, index, game, width, term?.id);
  const scroll = useScroll(lines.length + below.length);
  const room = height - below.length;
  const row = term === undefined ? -1 : lines.findIndex((line) => line.some(({ style }) => style.inverse));
  const offset = row < 0 ? scroll.offset : revealing(scroll.offset, row, room);
  const actions = listed
    ? [...scroll.actions, { id: 'close', keys: ['escape', 'q', 'enter', 'd'], footer: 2, run: () => setListed(false) } satisfies Action]
    : [
        ...termActions(terms, picked, pick, game),
        ...scroll.actions,
        ...(index < last
          ? [{ id: 'nextCard', keys: ['right', 'enter', 'space'], shown: game.charset === 'ascii' ? 'Right' : '→', footer: 2, run: () => view.goTo('learn', index + 1) } satisfies Action]
          : []),
        ...(index > 0 ? [{ id: 'previousCard', keys: ['left', 'backspace'], shown: game.charset === 'ascii' ? 'Left' : '←', footer: 3, run: () => view.goTo('learn', index - 1) } satisfies Action] : []),
        ...(terms.length > 0 ? [{ id: 'terms', keys: ['d'], footer: 70, run: () => setListed(true) } satisfies Action] : []),
        ...withEnter(stepActions(game, view, { footer: index < last ? 60 : 2 }), index === last),
      ];
  return (
    <LevelShell
      view={view}
      actions={actions}
      marks={() => (terms.length === 0 ? [] : [{ sample: [span(terms[0].term, 'term')], meaning: game.words.ui['mark.term'] }])}
      body={() => (
        <Box flexDirection="column">
          <ScrolledRows lines={lines} offset={offset} height={room} />
          <Rows lines={below} />
        </Box>
      )}
      plain={() => [...lines, ...below.slice(1)]}
    />
  );
}

/** Tab goes from term to term, each explained below the card; Enter opens it in the glossary. */
function termActions(terms: readonly GlossaryTerm[], picked: number | undefined, pick: (term: number | undefined) => void, game: Game): readonly Action[] {
  if (terms.length === 0) return [];
  const move = (by: number) => () => pick(picked === undefined ? (by > 0 ? 0 : terms.length - 1) : (picked + by + terms.length) % terms.length);
  return [
    { id: 'nextTerm', keys: ['tab'], footer: picked === undefined ? 4 : 1.5, run: move(1) },
    { id: 'previousTerm', keys: ['shift+tab'], run: move(-1) },
    ...(picked === undefined
      ? []
      : ([
          { id: 'openTerm', keys: ['enter'], footer: 1.6, run: () => game.open({ screen: 'glossary', term: terms[picked].id }) },
          { id: 'close', keys: ['escape'], footer: 1.7, run: () => pick(undefined) },
        ] satisfies readonly Action[])),
  ];
}

/** On the last card Enter leads on, as it did on the others. */
function withEnter(actions: readonly Action[], isLast: boolean): readonly Action[] {
  return isLast ? actions.map((action) => (action.id === 'nextStep' ? { ...action, keys: ['n', ']', 'enter'] } : action)) : actions;
}

function cardLines(view: LevelView, index: number, game: Game, width: number, picked: string | undefined): readonly Line[] {
  const { lesson, words } = view;
  const card = words.cards[lesson.cards[index]];
  const position = fill(game.words.ui['card.position'], { index: String(index + 1), total: String(lesson.cards.length) });
  return [spread([span(card.title, 'accent', true)], [span(position, 'dim')], proseWidth(width)), [], ...prose(card.body, width, game.charset, undefined, picked)];
}
