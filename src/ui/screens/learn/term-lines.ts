/** The terms of a card: all with their definitions on a page, or the picked one below the card. */
import { termsOf, wrapSpans, type Line } from '../../../plot/index.js';
import { glossaryTerm, type GlossaryTerm } from '../../../words/glossary/index.js';
import { fitLine, plainLine, rule, words as span } from '../../components/lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { termName } from '../../components/term-name.js';
import type { Game } from '../../game-context.js';

/** Those of the card's terms that the glossary has, in their order. */
export function glossaryTerms(body: string, game: Game): readonly GlossaryTerm[] {
  return termsOf(body).flatMap(({ id }) => glossaryTerm(id, game.language) ?? []);
}

/** With the term in the other language for those who read papers in it. */
export function termLines(terms: readonly GlossaryTerm[], game: Game, width: number): readonly Line[] {
  return [plainLine(game.words.ui['terms.title'], 'title'), ...terms.flatMap((term) => [[], termName(term, game), ...prose(term.definition, width, game.charset)])];
}

const MOST_ROWS = 3;

/** A rule, the term, its definition in at most three rows. */
export function pickedLines(term: GlossaryTerm, game: Game, width: number): readonly Line[] {
  const cells = proseWidth(width);
  const rows = wrapSpans([span(term.definition)], cells);
  const shown = rows.length <= MOST_ROWS ? rows : [...rows.slice(0, MOST_ROWS - 1), [...fitLine(rows[MOST_ROWS - 1], cells - 2), span(` ${game.signs.ellipsis}`, 'dim')]];
  return [rule(cells, game.signs), termName(term, game), ...shown];
}
