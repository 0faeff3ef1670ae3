/** The cards of a level, one at a time, with the glossary behind the terms. A card counts as read when the learner goes on. */
import { useEffect, useState } from 'react';
import { termsOf, type Line } from '../../../plot/index.js';
import { readCard } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { glossaryTerm } from '../../../words/glossary/index.js';
import { plainLine, spread, words as span } from '../../components/lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame, type Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import { LevelShell } from '../level/level-shell.js';
import { stepActions } from '../level/step-actions.js';
import type { LevelView } from '../level/level-view.js';

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
  const [terms, setTerms] = useState(false);
  useEffect(() => {
    game.remember(readCard(level.id, lesson.cards[index]));
  }, [level.id, index]);

  const { width } = bodySize(game.columns, game.rows);
  const lines = terms ? termLines(card.body, game, width) : cardLines(view, index, game, width);
  const scroll = useScroll(lines.length);
  const hasTerms = termsOf(card.body).some(({ id }) => glossaryTerm(id, game.language) !== undefined);
  const actions: readonly Action[] = terms
    ? [...scroll.actions, { id: 'close', keys: ['escape', 'q', 'enter', 'd'], footer: 2, run: () => setTerms(false) }]
    : [
        ...scroll.actions,
        ...(index < last
          ? [{ id: 'nextCard', keys: ['right', 'enter', 'space'], shown: game.charset === 'ascii' ? 'Right' : '→', footer: 2, run: () => view.goTo('learn', index + 1) } satisfies Action]
          : []),
        ...(index > 0 ? [{ id: 'previousCard', keys: ['left', 'backspace'], shown: game.charset === 'ascii' ? 'Left' : '←', footer: 3, run: () => view.goTo('learn', index - 1) } satisfies Action] : []),
        ...(hasTerms ? [{ id: 'terms', keys: ['d'], footer: 70, run: () => setTerms(true) } satisfies Action] : []),
        ...withEnter(stepActions(game, view, { footer: index < last ? 60 : 2 }), index === last),
      ];
  return (
    <LevelShell
      view={view}
      actions={actions}
      body={(size) => <ScrolledRows lines={lines} offset={scroll.offset} height={size.height} />}
      plain={() => lines}
    />
  );
}

/** On the last card Enter leads on, as it did on the others. */
function withEnter(actions: readonly Action[], isLast: boolean): readonly Action[] {
  return isLast ? actions.map((action) => (action.id === 'nextStep' ? { ...action, keys: ['n', ']', 'enter'] } : action)) : actions;
}

function cardLines(view: LevelView, index: number, game: Game, width: number): readonly Line[] {
  const { lesson, words } = view;
  const card = words.cards[lesson.cards[index]];
  const position = fill(game.words.ui['card.position'], { index: String(index + 1), total: String(lesson.cards.length) });
  return [spread([span(card.title, 'accent', true)], [span(position, 'dim')], proseWidth(width)), [], ...prose(card.body, width, game.charset)];
}

/** The terms of a card with their definitions, and the term in the other language for those who read papers in it. */
function termLines(body: string, game: Game, width: number): readonly Line[] {
  const entries = termsOf(body).flatMap(({ id }) => glossaryTerm(id, game.language) ?? []);
  return [
    plainLine(game.words.ui['terms.title'], 'title'),
    ...entries.flatMap(({ term, otherTerm, definition }) => [
      [],
      [span(term, 'term', true), ...(otherTerm === term ? [] : [span(`  ${otherTerm}`, 'dim')])],
      ...prose(definition, width, game.charset),
    ]),
  ];
}
