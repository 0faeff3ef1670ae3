/** The test of a level as a pure reducer: three questions, then the task. A wrong answer does not end it: its reasons are worth reading. */
import type { Answer, Question } from '../../../lesson/index.js';

export interface TestAnswer {
  readonly question: string;
  readonly answer: Answer;
  readonly right: boolean;
}

export interface TestState {
  readonly phase: 'intro' | 'questions' | 'task' | 'end';
  readonly questions: readonly Question[];
  readonly index: number;
  readonly answers: readonly TestAnswer[];
}

export type TestAction = { readonly type: 'begin' } | { readonly type: 'answered'; readonly answer: TestAnswer } | { readonly type: 'next' };

export const QUESTIONS = 3;

export function startTest(quiz: readonly Question[], seed: number): TestState {
  return { phase: 'intro', questions: someOf(quiz, QUESTIONS, seed), index: 0, answers: [] };
}

export function reduceTest(state: TestState, action: TestAction): TestState {
  switch (action.type) {
    case 'begin':
      return { ...state, phase: state.questions.length === 0 ? 'task' : 'questions' };
    case 'answered':
      return { ...state, answers: [...state.answers, action.answer] };
    case 'next':
      if (state.phase === 'questions' && state.index + 1 < state.questions.length) return { ...state, index: state.index + 1 };
      return { ...state, phase: state.phase === 'questions' && allRight(state) ? 'task' : 'end' };
  }
}

export function allRight({ questions, answers }: TestState): boolean {
  return questions.every(({ id }) => answers.some(({ question, right }) => question === id && right));
}

/** So many of them, drawn by the seed, in the order of the quiz. */
export function someOf<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  let state = (Math.imul(seed, 2654435761) + 1013904223) >>> 0;
  const left = items.map((_, index) => index);
  const drawn: number[] = [];
  while (drawn.length < count && left.length > 0) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    drawn.push(...left.splice(Math.floor((state / 2 ** 32) * left.length), 1));
  }
  return drawn.sort((a, b) => a - b).map((index) => items[index]);
}
