/** Quiz questions: keys and right answers. Texts, and a reason for every option, are words: section `quiz`, by question id. */
interface QuestionBase {
  /** Unique in the lesson and fixed for ever: review cards name it. */
  readonly id: string;
}
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice';
  readonly options: readonly string[];
  readonly answer: string;
}
export interface NumberQuestion extends QuestionBase {
  readonly kind: 'number';
  readonly answer: number;
  /** Absolute; 0 asks for the exact number. */
  readonly tolerance: number;
}
export interface OrderQuestion extends QuestionBase {
  readonly kind: 'order';
  /** In the right order; shown shuffled. */
  readonly items: readonly string[];
}
export type Question = ChoiceQuestion | NumberQuestion | OrderQuestion;
export type Answer = string | number | readonly string[];

export function choiceQuestion<const C extends string>(id: string, options: readonly C[], answer: NoInfer<C>): ChoiceQuestion {
  return { kind: 'choice', id, options, answer };
}
export function numberQuestion(id: string, answer: number, tolerance = 0): NumberQuestion {
  return { kind: 'number', id, answer, tolerance };
}
export function orderQuestion(id: string, items: readonly string[]): OrderQuestion {
  return { kind: 'order', id, items };
}

export function isRight(question: Question, answer: Answer): boolean {
  switch (question.kind) {
    case 'choice':
      return answer === question.answer;
    case 'number':
      return typeof answer === 'number' && Math.abs(answer - question.answer) <= question.tolerance;
    case 'order':
      return Array.isArray(answer) && answer.length === question.items.length && question.items.every((item, i) => answer[i] === item);
  }
}
