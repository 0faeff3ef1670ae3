/** `review`: the cards that are due, asked one after the other; with --json only which they are. */
import type { Answer, Question } from '../../lesson/index.js';
import { isRight } from '../../lesson/index.js';
import { renderProse } from '../../plot/index.js';
import { CARDS_A_DAY, dueCards, loadSchedule, localDay, quizzesBegun, type DueCards, type ReviewItem } from '../../progress/index.js';
import { findLevel, loadLesson } from '../../registry/index.js';
import { isOn } from '../args.js';
import type { Command, Context } from '../context.js';
import { askQuestion, sayAnswer } from '../review/ask.js';
import { json } from '../run/machine.js';

export const review: Command = {
  name: 'review',
  usage: 'review [--all] [--json]',
  options: { json: { kind: 'switch' }, all: { kind: 'switch' } },
  positionals: 0,
  examples: ['review', 'review --json'],

  async run({ values }, context) {
    const today = localDay(context.io.clock());
    const state = context.progress.refresh();
    const ids = quizzesBegun(state).filter((id) => findLevel(id)?.available);
    const lessons = new Map(await Promise.all(ids.map(async (id) => [id, await loadLesson(id)] as const)));
    const quizzes = [...lessons].map(([lesson, { quiz }]) => ({ lesson, questions: quiz.map(({ id }) => id) }));
    const due = dueCards(state, quizzes, today, isOn(values, 'all') ? Infinity : CARDS_A_DAY);
    if (isOn(values, 'json')) {
      await context.emit(json({ day: today, ...due }));
      return 0;
    }
    if (due.cards.length === 0) {
      await context.print(nothing(due, context));
      return 0;
    }
    await context.print(context.fill(context.words['review.due'], { count: due.cards.length, due: due.due, done: due.done }));
    if (!context.io.stdinIsTTY) {
      await context.print(context.words['review.noTerminal']);
      return 0;
    }
    const questionOf = ({ lesson, question }: ReviewItem) => lessons.get(lesson)?.quiz.find(({ id }) => id === question);
    return askAll(due, questionOf, today, context);
  },
};

function nothing({ total, next, due }: DueCards, { words, fill }: Context): string {
  if (total === 0) return words['review.none'];
  if (due > 0) return fill(words['review.more'], { count: due });
  return fill(words['review.nothing'], { day: next ?? '-' });
}

/** Each answer is saved when it is given, so that stopping loses nothing. */
async function askAll(due: DueCards, questionOf: (item: ReviewItem) => Question | undefined, today: string, context: Context): Promise<number> {
  const { words, fill, print, progress } = context;
  const { reviewQuestion } = await loadSchedule();
  let [asked, right] = [0, 0];
  for (const [index, item] of due.cards.entries()) {
    const question = questionOf(item);
    const level = findLevel(item.lesson);
    if (!question || !level) continue;
    await print();
    await print(fill(words['review.card'], { number: index + 1, count: due.cards.length, level: level.title[context.language] }));
    const text = context.wordsOf(level).quiz[question.id];
    const prose = async (source: string) => context.draw(renderProse(source, { width: Math.min(context.looks.width, 80), charset: context.looks.charset }));
    await prose(text.question);
    const answer: Answer | undefined = await askQuestion(question, text, context);
    if (answer === undefined) break;
    asked++;
    const good = isRight(question, answer);
    if (good) right++;
    await print(good ? words['review.right'] : fill(words['review.wrong'], { answer: sayAnswer(question, text, context) }));
    const chosen = typeof answer === 'string' ? text.options[answer]?.reason : undefined;
    const reason = chosen ?? text.reason;
    if (reason !== undefined) await prose(reason);
    const state = progress.apply(reviewQuestion(item.lesson, item.question, answer, good, today));
    await print(fill(words['review.back'], { day: state.lessons[item.lesson].quiz[item.question].review?.due ?? '-' }));
  }
  await print();
  await print(fill(words['review.finished'], { right, count: asked }));
  const left = due.due - due.cards.length;
  if (asked === due.cards.length && left > 0) await print(fill(words['review.more'], { count: left }));
  return 0;
}
