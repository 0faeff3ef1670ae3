/** Which cards are due, for the map and for the review: counted from the index of the course, without loading a lesson. */
import { addDays, CARDS_A_DAY, dueCards, localDay, quizzesBegun, type Day, type DueCards, type QuizCards } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import type { Game } from '../../game-context.js';

export function today({ services }: Pick<Game, 'services'>): Day {
  return localDay(services.now());
}

/** The quizzes that were begun, of levels that are there. */
export function quizzesOf({ progress, services }: Pick<Game, 'progress' | 'services'>): readonly QuizCards[] {
  const begun = quizzesBegun(progress);
  return services.course.levels.filter(({ id, available }) => available && begun.includes(id)).map(({ id, questions }) => ({ lesson: id, questions }));
}

/** @param limit  cards a day */
export function dueOn(game: Pick<Game, 'progress' | 'services'>, day: Day, limit = CARDS_A_DAY): DueCards {
  return dueCards(game.progress, quizzesOf(game), day, limit);
}

/** How many cards come back today, tomorrow and within a week. */
export function dueInWords(game: Pick<Game, 'progress' | 'services' | 'words'>): string {
  const day = today(game);
  const by = (days: number) => dueOn(game, addDays(day, days), Infinity).due;
  return fill(game.words.ui['statistics.due'], { today: by(0), tomorrow: by(1) - by(0), week: by(7) });
}
