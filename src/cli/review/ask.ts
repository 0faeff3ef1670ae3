/** One quiz question asked on the terminal by numbered choices, until the answer is one, or Enter alone says stop. */
import type { Answer, Question } from '../../lesson/index.js';
import type { QuestionWords } from '../../lesson/words/types.js';
import { readNumber, shuffled } from '../../ui/screens/quiz/quiz-state.js';
import { formatNumber } from '../../words/numbers.js';
import type { Context } from '../context.js';
import { paragraph } from '../layout.js';

/** @returns undefined where the learner wants to stop */
export async function askQuestion(question: Question, text: QuestionWords, context: Context): Promise<Answer | undefined> {
  const shown = question.kind === 'choice' ? question.options : question.kind === 'order' ? shuffled(question.items, question.id) : [];
  for (const [index, option] of shown.entries()) {
    for (const line of paragraph(`${index + 1}  ${text.options[option]?.text ?? option}`, Math.min(context.looks.width, 80), 2)) await context.print(line);
  }
  const { words } = context;
  const prompt = { choice: words['review.askChoice'], number: words['review.askNumber'], order: words['review.askOrder'] }[question.kind];
  for (;;) {
    const typed = (await context.io.ask(prompt)).normalize('NFKC').trim();
    if (typed === '' || /^(q|quit)$/i.test(typed)) return undefined;
    const answer = readAnswer(question, shown, typed);
    if (answer !== undefined) return answer;
    await context.print(words['review.again']);
  }
}

function readAnswer(question: Question, shown: readonly string[], typed: string): Answer | undefined {
  switch (question.kind) {
    case 'number':
      return readNumber(typed);
    case 'choice':
      return /^\d+$/.test(typed) ? shown[Number(typed) - 1] : undefined;
    case 'order': {
      const places = typed.split(/[\s,、]+/).map((place) => shown[Number(place) - 1]);
      return new Set(places).size === shown.length && places.length === shown.length && !places.includes('') ? places.filter((item) => item !== undefined) : undefined;
    }
  }
}

/** The right answer in words. */
export function sayAnswer(question: Question, text: QuestionWords, { language }: Context): string {
  switch (question.kind) {
    case 'number':
      return formatNumber(question.answer, {}, language);
    case 'choice':
      return text.options[question.answer]?.text ?? question.answer;
    case 'order':
      return question.items.map((item) => text.options[item]?.text ?? item).join(language === 'zh' ? '，' : ', ');
  }
}
