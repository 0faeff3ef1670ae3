/** The glossary as two columns: the terms around the pointer, and what the pointed one means. */
import type { Line } from '../../../plot/index.js';
import type { GlossaryTerm } from '../../../words/glossary/index.js';
import { fitLine, line, plainLine, truncate, words as span } from '../../components/lines.js';
import { prose } from '../../components/prose.js';
import { otherName } from '../../components/term-name.js';
import type { Game } from '../../game-context.js';

const GUTTER = 3;

export function termCells(width: number): number {
  return Math.max(20, Math.min(34, Math.floor(width * 0.36)));
}

/** @param cards  on which the pointed term occurs, in words */
export function glossaryLines(terms: readonly GlossaryTerm[], cursor: number, cards: readonly string[], game: Game, width: number, height: number): readonly Line[] {
  const { signs } = game;
  const cells = termCells(width);
  const first = Math.max(0, Math.min(cursor - Math.floor(height / 2), terms.length - height));
  const meaning = meaningLines(terms[cursor], cards, game, width - cells - GUTTER);
  return Array.from({ length: height }, (_, row): Line => {
    const term = terms[first + row];
    const chosen = first + row === cursor;
    const left = term === undefined ? [] : line(span(chosen ? `${signs.pointer} ` : '  ', 'accent'), span(truncate(term.term, cells - 2, signs.ellipsis), chosen ? 'accent' : undefined, chosen));
    return line(...fitLine(left, cells), span(` ${signs.divider} `, 'frame'), ...(meaning[row] ?? []));
  });
}

function meaningLines(term: GlossaryTerm | undefined, cards: readonly string[], game: Game, cells: number): readonly Line[] {
  if (term === undefined) return [];
  const used = cards.length === 0 ? [] : [[], [span(game.words.ui['glossary.cards'], 'title')], ...cards.map((card) => plainLine(truncate(card, cells, game.signs.ellipsis), 'dim'))];
  const other = otherName(term, game);
  return [[span(term.term, 'term', true)], ...(other === undefined ? [] : [[span(other, 'dim')]]), [], ...prose(term.definition, cells, game.charset), ...used];
}

/** The pointed term alone: all of them read aloud would take a quarter of an hour. */
export function glossaryPlain(terms: readonly GlossaryTerm[], cursor: number, cards: readonly string[], game: Game): readonly Line[] {
  const term = terms[cursor];
  if (term === undefined) return [];
  const other = otherName(term, game);
  const used = cards.length === 0 ? [] : [plainLine(game.words.ui['glossary.cards']), ...cards.map((card) => plainLine(card))];
  return [plainLine(`${term.term}${other === undefined ? '' : ` (${other})`}: ${term.definition}`), ...used];
}
