/** Testing out of a level: three questions and its task. Who passes has the level counted as known; who does not has lost nothing. */
import { useEffect, useReducer, useState } from 'react';
import { isRight, type Answer, type Lesson, type Question } from '../../../lesson/index.js';
import { all, answerQuestion, localDay, testOut } from '../../../progress/index.js';
import type { Line } from '../../../plot/index.js';
import { fill } from '../../../words/say.js';
import { line, plainLine, words as span } from '../../components/lines.js';
import { prose } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame, type Route } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize, Shell, type ShellProps } from '../../shell/shell.js';
import { levelView, type LevelView } from '../level/level-view.js';
import { returnAction } from '../level/step-actions.js';
import { QuestionView } from '../quiz/question.js';
import type { FramedProps } from '../quiz/question-lines.js';
import { reduceQuiz, startQuestion } from '../quiz/quiz-state.js';
import { TestTask } from './test-task.js';
import { allRight, reduceTest, startTest, type TestAction, type TestState } from './test-state.js';

type TestRoute = Extract<Route, { screen: 'test-out' }>;
export type TestFrame = Pick<ShellProps, 'title' | 'right'>;

export function TestOutScreen({ route }: { readonly route: TestRoute }) {
  const game = useGame();
  const level = game.services.course.levels.find(({ id }) => id === route.level);
  if (level === undefined) throw new Error(`internal: there is no level "${route.level}"`);
  const lesson = game.lesson(level.id);
  const title = line(span(`${level.number} `, 'accent'), span(level.short[game.language], 'title'), span(` ${game.signs.dot} ${game.words.ui['test.title']}`, 'dim'));
  if (lesson === undefined) {
    const lines = [plainLine(game.words.ui['level.loading'], 'dim')];
    return <Shell title={title} actions={[returnAction(game)]} body={() => <Rows lines={lines} />} plain={() => lines} />;
  }
  return <Test view={levelView(game, level, lesson, { step: 'challenge', index: 0 })} lesson={lesson} title={title} />;
}

function Test({ view, lesson, title }: { readonly view: LevelView; readonly lesson: Lesson; readonly title: Line }) {
  const game = useGame();
  const { id } = view.level;
  const [state, dispatch] = useReducer(reduceTest, undefined, () => startTest(lesson.quiz, game.services.newSeed()));
  const passed = (game.progress.lessons[id]?.challenge.grade ?? 'none') !== 'none';
  const known = state.phase === 'task' && passed;
  useEffect(() => {
    if (!known) return;
    const day = localDay(game.services.now());
    const answers = state.answers.map(({ question, answer, right }) => answerQuestion(id, question, answer, right, day));
    game.remember(all(...answers, testOut(id, day)));
    // Once, when both the questions and the task are done.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known]);
  const parts = state.questions.length + 1;
  const part = state.phase === 'task' ? parts : state.index + 1;
  const right: Line = state.phase === 'questions' || state.phase === 'task' ? [span(fill(game.words.ui['test.part'], { part, total: parts }), 'dim')] : [];
  const frame: TestFrame = { title, right };
  switch (state.phase) {
    case 'questions':
      return <TestQuestion key={state.index} view={view} question={state.questions[state.index]} frame={frame} dispatch={dispatch} />;
    case 'task':
      return <TestTask view={view} frame={frame} passed={passed} next={() => dispatch({ type: 'next' })} />;
    case 'intro':
    case 'end':
      return <TestPage view={view} frame={frame} state={state} dispatch={dispatch} />;
  }
}

interface PartProps {
  readonly view: LevelView;
  readonly frame: TestFrame;
  readonly dispatch: (action: TestAction) => void;
}

function TestQuestion({ view, question, frame: header, dispatch }: PartProps & { readonly question: Question }) {
  const game = useGame();
  const [state, dispatchQuiz] = useReducer(reduceQuiz, undefined, () => startQuestion(question));
  const [answered, setAnswered] = useState(false);
  const give = (answer: Answer) => {
    setAnswered(true);
    dispatch({ type: 'answered', answer: { question: question.id, answer, right: isRight(question, answer) } });
    dispatchQuiz({ type: 'answer', answer });
  };
  const others: readonly Action[] = [...(answered ? [{ id: 'nextPart', keys: ['enter', 'right', 'n', 'space'], footer: 2, run: () => dispatch({ type: 'next' }) } satisfies Action] : []), returnAction(game)];
  const frame = (props: FramedProps) => <Shell {...header} {...props} />;
  return <QuestionView {...{ question, words: view.words.quiz[question.id], position: '', frame, state, dispatch: dispatchQuiz, give, others, once: true }} />;
}

/** Before the test, and after it. */
function TestPage({ view, frame, state, dispatch }: PartProps & { readonly state: TestState }) {
  const game = useGame();
  const { ui } = game.words;
  const { width } = bodySize(game.columns, game.rows);
  const say = (text: string) => prose(text, width, game.charset);
  const lines: readonly Line[] =
    state.phase === 'intro'
      ? [...say(fill(ui['test.intro'], { title: view.words.title, count: state.questions.length })), [], ...say(ui['test.free'])]
      : allRight(state)
        ? [[span(`${game.signs.starFull} ${ui['test.passed']}`, 'good', true)], [], ...say(ui['test.known'])]
        : [[span(fill(ui['test.missed'], { right: state.answers.filter(({ right }) => right).length, count: state.questions.length }), 'accent', true)], [], ...say(ui['test.learn'])];
  const scroll = useScroll(lines.length);
  const onward: readonly Action[] =
    state.phase === 'intro'
      ? [{ id: 'beginTest', keys: ['enter'], footer: 2, run: () => dispatch({ type: 'begin' }) }]
      : allRight(state)
        ? [{ id: 'back', keys: ['enter'], footer: 2, run: () => game.go({ screen: 'home' }) }]
        : [{ id: 'toLevel', keys: ['enter'], footer: 2, run: () => view.goTo('learn') }];
  return <Shell {...frame} actions={[...scroll.actions, ...onward, returnAction(game)]} body={({ height }) => <ScrolledRows lines={lines} offset={scroll.offset} height={height} />} plain={() => lines} />;
}
