/** A level: its steps, one at a time, each reachable at any time. Remembers where the learner is. */
import { useEffect, useRef, useState } from 'react';
import { plainLine, words as span } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { useGame, type Route } from '../../game-context.js';
import { visit } from '../../../progress/index.js';
import type { Step } from '../../../progress/index.js';
import { Shell } from '../../shell/shell.js';
import { ChallengeScreen } from '../challenge/challenge-screen.js';
import { LearnScreen } from '../learn/learn-screen.js';
import { PredictScreen } from '../predict/predict-screen.js';
import { QuizScreen } from '../quiz/quiz-screen.js';
import { RunScreen } from '../run/run-screen.js';
import { SummaryScreen } from '../summary/summary-screen.js';
import { ResetLevel } from './reset-level.js';
import { backActions } from './step-actions.js';
import { levelView, type LevelView } from './level-view.js';

type LevelRoute = Extract<Route, { screen: 'level' }>;

const SCREENS: Readonly<Record<Step, (view: LevelView) => React.ReactNode>> = {
  learn: (view) => <LearnScreen view={view} />,
  predict: (view) => <PredictScreen view={view} />,
  run: (view) => <RunScreen view={view} />,
  challenge: (view) => <ChallengeScreen view={view} />,
  quiz: (view) => <QuizScreen view={view} />,
  summary: (view) => <SummaryScreen view={view} />,
};

export function LevelScreen({ route }: { readonly route: LevelRoute }) {
  const game = useGame();
  const { course } = game.services;
  const level = course.levels.find(({ id }) => id === route.level);
  if (level === undefined) throw new Error(`internal: there is no level "${route.level}"`);
  const lesson = game.lesson(level.id);
  const { step, index } = route;
  const [resetting, setResetting] = useState(false);
  const entered = useRef(route);
  useEffect(() => {
    // Looking a card up does not move the place to go on from; going on from there does.
    if (game.returns && route === entered.current) return;
    game.remember(visit(level.id, { step, index }));
    // Only a move is remembered, not every change of the game around it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [level.id, step, index]);

  if (lesson === undefined) {
    const title = `${level.number} ${level.title[game.language]}`;
    return (
      <Shell
        title={[span(title, 'title')]}
        actions={backActions(game)}
        body={() => <Rows lines={[plainLine(game.words.ui['level.loading'], 'dim')]} />}
        plain={() => [plainLine(game.words.ui['level.loading'])]}
      />
    );
  }
  const view = levelView(game, level, lesson, { step, index }, () => setResetting(true));
  return resetting ? <ResetLevel view={view} close={() => setResetting(false)} /> : SCREENS[step](view);
}
