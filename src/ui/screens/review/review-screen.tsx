/** The review: quiz cards that are due, of all levels mixed, one at a time, each with its reasons and the day it comes back. */
import { useEffect, useReducer, useState } from 'react';
import { isRight, type Answer, type Question } from '../../../lesson/index.js';
import { loadSchedule, type ReviewItem } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { line, plainLine, words as span } from '../../components/lines.js';
import { prose } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize, Shell } from '../../shell/shell.js';
import { returnAction } from '../level/step-actions.js';
import { QuestionView } from '../quiz/question.js';
import type { FramedProps } from '../quiz/question-lines.js';
import { reduceQuiz, startQuestion } from '../quiz/quiz-state.js';
import { dueOn, today } from './due.js';
import { doneLines, nothingLines, whenInWords } from './review-lines.js';
import { reduceReview, startReview, type ReviewAction, type ReviewState } from './review-state.js';

type Schedule = Awaited<ReturnType<typeof loadSchedule>>;

export function ReviewScreen() {
  const game = useGame();
  const [day] = useState(() => today(game));
  const [state, dispatch] = useReducer(reduceReview, undefined, () => startReview(dueOn(game, day).cards));
  const schedule = useSchedule();
  const item = state.queue[state.index];
  if (item === undefined) return <Done state={state} day={day} dispatch={dispatch} />;
  const lesson = game.lesson(item.lesson);
  // The next card is of another level: its lesson is loaded while this one is answered.
  const next = state.queue[state.index + 1];
  if (lesson !== undefined && next !== undefined) game.lesson(next.lesson);
  const question = lesson?.quiz.find(({ id }) => id === item.question);
  if (question === undefined || schedule === undefined) return <Loading />;
  return <Card key={state.index} {...{ item, question, schedule, day, state, dispatch }} />;
}

/** FSRS is loaded when a review begins, not with the tutor. */
function useSchedule(): Schedule | undefined {
  const [schedule, setSchedule] = useState<Schedule>();
  useEffect(() => {
    let here = true;
    void loadSchedule().then((loaded) => {
      if (here) setSchedule(loaded);
    });
    return () => {
      here = false;
    };
  }, []);
  return schedule;
}

function Loading() {
  const game = useGame();
  const lines = [plainLine(game.words.ui['review.loading'], 'dim')];
  return <Shell title={[span(game.words.ui['review.title'], 'title')]} actions={[returnAction(game)]} body={() => <Rows lines={lines} />} plain={() => lines} />;
}

interface CardProps {
  readonly item: ReviewItem;
  readonly question: Question;
  readonly schedule: Schedule;
  readonly day: string;
  readonly state: ReviewState;
  readonly dispatch: (action: ReviewAction) => void;
}

function Card({ item, question, schedule, day, state: review, dispatch }: CardProps) {
  const game = useGame();
  const { ui } = game.words;
  const level = game.services.course.levels.find(({ id }) => id === item.lesson);
  const [state, dispatchQuiz] = useReducer(reduceQuiz, undefined, () => startQuestion(question));
  const due = game.progress.lessons[item.lesson]?.quiz[item.question]?.review?.due ?? day;
  const give = (answer: Answer) => {
    const right = isRight(question, answer);
    const { lessons } = game.services.progress.apply(schedule.reviewQuestion(item.lesson, item.question, answer, right, day));
    dispatch({ type: 'answered', reviewed: { item, right, due: lessons[item.lesson].quiz[item.question].review?.due ?? day } });
    dispatchQuiz({ type: 'answer', answer });
  };
  const answered = state.answered !== undefined;
  const others: readonly Action[] = [
    answered
      ? { id: 'nextReviewCard', keys: ['enter', 'right', 'n', 'space'], footer: 2, run: () => dispatch({ type: 'next' }) }
      : { id: 'skipReviewCard', keys: ['right'], shown: game.charset === 'ascii' ? 'Right' : '→', footer: 50, run: () => dispatch({ type: 'next' }) },
    returnAction(game),
  ];
  const position = fill(ui['review.position'], { index: String(review.index + 1), total: String(review.queue.length) });
  const where = level === undefined ? '' : `${level.number} ${level.short[game.language]}`;
  const title = line(span(ui['review.title'], 'title'), span(` ${game.signs.dot} ${where}`, 'dim'));
  const frame = (props: FramedProps) => <Shell title={title} right={[span(position, 'dim')]} {...props} />;
  const { width } = bodySize(game.columns, game.rows);
  const remark = answered ? prose(fill(ui['review.back'], { when: whenInWords(due, day, game.words) }), width, game.charset, { fg: 'dim' }) : [];
  const words = game.services.course.loadWords(item.lesson, game.language).quiz[question.id];
  return <QuestionView {...{ question, words, position: '', frame, state, dispatch: dispatchQuiz, give, others, remark, once: true }} />;
}

/** After the last card, or where none is due. */
function Done({ state, day, dispatch }: Pick<CardProps, 'day' | 'dispatch'> & { readonly state: ReviewState }) {
  const game = useGame();
  const { width } = bodySize(game.columns, game.rows);
  const due = dueOn(game, day, Infinity);
  const lines = state.queue.length === 0 ? nothingLines(due, day, game, width) : doneLines(state, due, day, game, width);
  const scroll = useScroll(lines.length);
  const actions: readonly Action[] = [
    ...scroll.actions,
    ...(due.cards.length === 0 ? [] : [{ id: 'moreReviewCards', keys: ['enter'], footer: 2, run: () => dispatch({ type: 'more', queue: due.cards }) } satisfies Action]),
    returnAction(game),
  ];
  return (
    <Shell
      title={[span(game.words.ui['review.title'], 'title')]}
      actions={actions}
      marks={() => [
        { sample: [span(game.signs.right, 'good')], meaning: game.words.ui['quiz.right'] },
        { sample: [span(game.signs.wrong, 'bad')], meaning: game.words.ui['quiz.wrong'] },
      ]}
      body={({ height }) => <ScrolledRows lines={lines} offset={scroll.offset} height={height} />}
      plain={() => lines}
    />
  );
}
