/** The name of a term, and behind it the one in the other language for those who read papers in it. */
import type { Line } from '../../plot/index.js';
import type { GlossaryTerm } from '../../words/glossary/index.js';
import type { Game } from '../game-context.js';
import { words as span } from './lines.js';

/** Undefined where it is the same, or where the terminal has no characters for it. */
export function otherName({ term, otherTerm }: GlossaryTerm, { charset, language }: Pick<Game, 'charset' | 'language'>): string | undefined {
  return otherTerm === term || (charset === 'ascii' && language === 'en') ? undefined : otherTerm;
}

export function termName(term: GlossaryTerm, game: Pick<Game, 'charset' | 'language'>): Line {
  const other = otherName(term, game);
  return [span(term.term, 'term', true), ...(other === undefined ? [] : [span(`  ${other}`, 'dim')])];
}
