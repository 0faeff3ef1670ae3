/** The statistics: days practised, time, levels, cards remembered. Nothing in it can be lost by staying away. */
import { quizzesBegun, statisticsOf } from '../../../progress/index.js';
import { bar, words as span } from '../../components/lines.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame, type Game } from '../../game-context.js';
import { bodySize, Shell } from '../../shell/shell.js';
import { fill } from '../../../words/say.js';
import { returnAction } from '../level/step-actions.js';
import { today } from '../review/due.js';
import { statisticsLines, type StatisticsView } from './statistics-lines.js';

export function StatisticsScreen() {
  const game = useGame();
  const { ui } = game.words;
  const { width } = bodySize(game.columns, game.rows);
  const view = viewOf(game);
  const lines = statisticsLines(view, game, width);
  const scroll = useScroll(lines.length);
  const { first } = view.statistics;
  return (
    <Shell
      title={[span(ui['statistics.title'], 'title')]}
      right={first === undefined ? [] : [span(fill(ui['statistics.since'], { day: first }), 'dim')]}
      actions={[...scroll.actions, ...(quizzesBegun(game.progress).length === 0 ? [] : [{ id: 'review' as const, keys: ['v'], footer: 3, run: () => game.open({ screen: 'review' }) }]), returnAction(game)]}
      body={({ height }) => <ScrolledRows lines={lines} offset={scroll.offset} height={height} />}
      marks={() => [
        { sample: [span(game.signs.dot, 'frame')], meaning: ui['mark.noPractice'] },
        { sample: [...bar(0.5, 4, game.signs)], meaning: ui['mark.share'] },
      ]}
      plain={() => lines}
    />
  );
}

function viewOf(game: Game): StatisticsView {
  const { course } = game.services;
  const day = today(game);
  const known = course.levels.filter(({ available }) => available).map(({ id, questions }) => ({ id, quiz: questions.map((question) => ({ id: question })) }));
  return {
    statistics: statisticsOf(game.progress, known),
    practice: game.progress.practice,
    today: day,
    levels: course.levels.length,
  };
}
