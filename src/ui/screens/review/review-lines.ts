/** A review in words: when a card comes back, what became of all, and why there is nothing to ask. */
import type { Line } from '../../../plot/index.js';
import { daysBetween, type Day, type DueCards } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import type { Catalogue } from '../../../words/index.js';
import { fitLine, line, plainLine, words as span } from '../../components/lines.js';
import { prose } from '../../components/prose.js';
import type { Game } from '../../game-context.js';
import { countOf, type ReviewState } from './review-state.js';

/** "tomorrow", "in 7 days, on 2026-11-30" */
export function whenInWords(day: Day, today: Day, { ui }: Catalogue): string {
  const days = daysBetween(today, day);
  if (days <= 0) return ui['review.today'];
  return days === 1 ? ui['review.tomorrow'] : fill(ui['review.inDays'], { count: days, day });
}

/** Each card with its level and the day it comes back, then what is left. */
export function doneLines(state: ReviewState, due: DueCards, today: Day, game: Game, cells: number): readonly Line[] {
  const { words, signs, services, language } = game;
  const { ui } = words;
  const { right, asked } = countOf(state);
  const rows = state.reviewed.map((card): Line => {
    const level = services.course.levels.find(({ id }) => id === card.item.lesson);
    const name = level === undefined ? card.item.lesson : `${String(level.number).padStart(2)} ${level.short[language]}`;
    const sign = span(`${card.right ? signs.right : signs.wrong} `, card.right ? 'good' : 'bad');
    return line(sign, ...fitLine([span(name)], Math.min(34, Math.max(20, cells - 34))), span(`  ${whenInWords(card.due, today, words)}`, 'dim'));
  });
  return [
    [span(asked === 0 ? ui['review.noneAsked'] : fill(ui['review.result'], { right, count: asked }), 'accent', true)],
    ...(rows.length === 0 ? [] : [[], ...rows]),
    [],
    ...prose(restInWords(due, today, words), cells, game.charset),
  ];
}

/** Where nothing is due: why, and when it will be. */
export function nothingLines(due: DueCards, today: Day, game: Game, cells: number): readonly Line[] {
  const { ui } = game.words;
  if (due.total === 0) return prose(ui['review.empty'], cells, game.charset);
  return [plainLine(ui['review.nothing'], 'accent'), [], ...prose(restInWords(due, today, game.words), cells, game.charset)];
}

function restInWords(due: DueCards, today: Day, words: Catalogue): string {
  const { ui } = words;
  if (due.due > 0) return fill(ui['review.rest'], { count: due.due });
  return due.next === undefined ? '' : fill(ui['review.next'], { when: whenInWords(due.next, today, words) });
}
