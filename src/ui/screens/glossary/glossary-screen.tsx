/** The glossary: all terms in order, the pointed one explained beside the list; Enter searches the course for it. */
import { useMemo, useState } from 'react';
import { glossary } from '../../../words/glossary/index.js';
import { fill } from '../../../words/say.js';
import { words as span } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { useGame, type Game, type Route } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize, Shell } from '../../shell/shell.js';
import { returnAction } from '../level/step-actions.js';
import { searchOf } from '../search/search-of.js';
import { glossaryLines, glossaryPlain } from './glossary-lines.js';

type GlossaryRoute = Extract<Route, { screen: 'glossary' }>;

export function GlossaryScreen({ route }: { readonly route: GlossaryRoute }) {
  const game = useGame();
  const { signs, words } = game;
  const terms = useMemo(() => glossary(game.language), [game.language]);
  // By id: the order differs between the languages.
  const [chosen, choose] = useState<string>(route.term ?? terms[0]?.id ?? '');
  const cursor = Math.max(0, terms.findIndex(({ id }) => id === chosen));
  const { height } = bodySize(game.columns, game.rows);
  const to = (index: number) => choose(terms[Math.max(0, Math.min(terms.length - 1, index))]?.id ?? '');
  const move = (by: number) => () => to(cursor + by);
  const cards = useMemo(() => cardsWith(terms[cursor]?.term ?? '', game), [terms, cursor]);
  const search = () => game.open({ screen: 'search', query: terms[cursor]?.term ?? '' }, { screen: 'glossary', term: chosen });
  const actions: readonly Action[] = [
    { id: 'up', keys: ['up', 'k'], shown: signs.vertical, footer: 1, repeats: true, run: move(-1) },
    { id: 'down', keys: ['down', 'j', 'space', 'tab'], repeats: true, run: move(1) },
    { id: 'page', keys: ['pagedown', 'ctrl+d', 'right'], run: move(height - 1) },
    { id: 'pageBack', keys: ['pageup', 'ctrl+u', 'left'], run: move(1 - height) },
    { id: 'first', keys: ['g', 'home'], run: () => to(0) },
    { id: 'last', keys: ['G', 'end'], run: () => to(terms.length - 1) },
    { id: 'useOfTerm', keys: ['enter'], footer: 2, run: search },
    { id: 'search', keys: ['/'], footer: 3, run: () => game.open({ screen: 'search' }, { screen: 'glossary', term: chosen }) },
    returnAction(game),
  ];
  return (
    <Shell
      title={[span(words.ui['glossary.title'], 'title')]}
      right={[span(fill(words.ui['glossary.position'], { index: cursor + 1, total: terms.length }), 'dim')]}
      actions={actions}
      body={(size) => <Rows lines={glossaryLines(terms, cursor, cards, game, size.width, size.height)} height={size.height} />}
      plain={() => glossaryPlain(terms, cursor, cards, game)}
    />
  );
}

const MOST_CARDS = 6;

/** Cards on which a term occurs, with their places. */
function cardsWith(term: string, { services, language, words }: Game): readonly string[] {
  const { levels } = services.course;
  const cards = searchOf(services.course).find(term, language).flatMap(({ target, title }) => {
    const number = target.kind === 'card' ? levels.find(({ id }) => id === target.level)?.number : undefined;
    return target.kind === 'card' && number !== undefined ? [`${fill(words.ui['search.card'], { number, card: target.index + 1 })}${words.ui['glossary.colon']}${title}`] : [];
  });
  return cards.slice(0, MOST_CARDS);
}
