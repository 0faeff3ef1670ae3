/** From the map into a level, to the exact step where the learner left it. */
import { fill } from '../../../words/say.js';
import type { Game } from '../../game-context.js';

/** Without an id: the first level there is. */
export function openLevel(game: Game, id: string | undefined): void {
  const { levels } = game.services.course;
  const level = levels.find((candidate) => candidate.id === id && candidate.available) ?? levels.find((candidate) => candidate.available);
  if (level === undefined) return;
  const place = game.progress.lessons[level.id]?.place ?? { step: 'learn', index: 0 };
  game.go({ screen: 'level', level: level.id, step: place.step, index: place.index });
}

/** What the first line of the map opens: "Continue: 4 The lottery ticket hypothesis · run", or the level to begin with. */
export function opensInWords({ progress, services, language, words, signs }: Game): string {
  const { levels } = services.course;
  const current = levels.find(({ id, available }) => id === progress.current && available);
  const level = current ?? levels.find(({ available }) => available);
  if (level === undefined) return '';
  const name = `${level.number} ${level.title[language]}`;
  if (current === undefined) return fill(words.ui['home.begin'], { where: name });
  const step = progress.lessons[level.id]?.place.step ?? 'learn';
  return fill(words.ui['home.continue'], { where: `${name} ${signs.dot} ${words.ui.steps[step]}` });
}
