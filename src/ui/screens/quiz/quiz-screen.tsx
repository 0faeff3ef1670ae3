/** The quiz: one question at a time; after an answer every option says why it is right or wrong, and one may answer again. */
import { useReducer } from 'react';
import { isRight, type Answer, type Question } from '../../../lesson/index.js';
import { answerQuestion, localDay } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { LevelShell } from '../level/level-shell.js';
import { stepActions } from '../level/step-actions.js';
import type { LevelView } from '../level/level-view.js';
import { QuestionView } from './question.js';
import type { FramedProps } from './question-lines.js';
import { reduceQuiz, startQuestion } from './quiz-state.js';

export function QuizScreen({ view }: { readonly view: LevelView }) {
  const index = Math.min(view.index, view.lesson.quiz.length - 1);
  return <OneQuestion key={index} view={view} index={index} question={view.lesson.quiz[index]} />;
}

function OneQuestion({ view, index, question }: { readonly view: LevelView; readonly index: number; readonly question: Question }) {
  const game = useGame();
  const known = game.progress.lessons[view.level.id]?.quiz[question.id];
  const [state, dispatch] = useReducer(reduceQuiz, undefined, () => startQuestion(question, known?.answer));
  const give = (answer: Answer) => {
    game.remember(answerQuestion(view.level.id, question.id, answer, isRight(question, answer), localDay(game.services.now())));
    dispatch({ type: 'answer', answer });
  };
  const isLast = index === view.lesson.quiz.length - 1;
  const next = (): Action => ({
    id: 'nextQuestion',
    keys: state.answered === undefined ? ['right'] : ['right', 'enter'],
    shown: state.answered === undefined ? undefined : 'Enter',
    footer: state.answered === undefined ? 50 : 2,
    run: () => view.goTo('quiz', index + 1),
  });
  const others: readonly Action[] = [
    ...(isLast ? [] : [next()]),
    ...(index > 0 ? [{ id: 'previousQuestion', keys: ['left'], footer: 55, run: () => view.goTo('quiz', index - 1) } satisfies Action] : []),
    ...stepActions(game, view, { footer: isLast && state.answered !== undefined ? 3 : 60 }),
  ];
  const position = fill(game.words.ui['quiz.position'], { index: String(index + 1), total: String(view.lesson.quiz.length) });
  const frame = (props: FramedProps) => <LevelShell view={view} {...props} />;
  return <QuestionView {...{ question, words: view.words.quiz[question.id], position, frame, state, dispatch, give, others }} />;
}
