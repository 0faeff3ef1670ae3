/** A question, asked in the way of its kind, or answered. */
import { Answered } from './answered.js';
import { AskChoice, AskNumber, AskOrder } from './ask.js';
import type { QuestionPart } from './question-lines.js';

export function QuestionView(part: QuestionPart) {
  const { question, state } = part;
  if (state.answered !== undefined) return <Answered {...part} answered={state.answered} />;
  switch (question.kind) {
    case 'choice':
      return <AskChoice {...part} question={question} />;
    case 'number':
      return <AskNumber {...part} />;
    case 'order':
      return <AskOrder {...part} />;
  }
}
