/**
 * One quiz question being answered, as a pure reducer: the field of a number, the order of a list. Choices are made in a menu.
 * Knows nothing of words, Ink or what is remembered.
 */
import type { Answer, Question } from '../../../lesson/index.js';
import { startEdit, type TextEdit } from '../../components/text-edit.js';

export interface QuizState {
  /** Showing the answer and the reasons, or asking. */
  readonly answered?: Answer;
  readonly field: TextEdit;
  /** The number typed was none. */
  readonly notNumber: boolean;
  readonly order: readonly string[];
  readonly cursor: number;
  readonly lifted: boolean;
}

export type QuizAction =
  | { readonly type: 'typed'; readonly field: TextEdit }
  | { readonly type: 'notNumber' }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'again' }
  | { readonly type: 'move'; readonly by: -1 | 1 }
  | { readonly type: 'lift' };

export function startQuestion(question: Question, answered?: Answer): QuizState {
  const order = question.kind === 'order' ? (Array.isArray(answered) ? answered : shuffled(question.items, question.id)) : [];
  return { answered, field: startEdit(''), notNumber: false, order, cursor: 0, lifted: false };
}

export function reduceQuiz(state: QuizState, action: QuizAction): QuizState {
  switch (action.type) {
    case 'typed':
      return { ...state, field: action.field, notNumber: false };
    case 'notNumber':
      return { ...state, notNumber: true };
    case 'answer':
      return { ...state, answered: action.answer, lifted: false };
    case 'again':
      return { ...state, answered: undefined, field: startEdit(''), notNumber: false };
    case 'move':
      return move(state, action.by);
    case 'lift':
      return { ...state, lifted: !state.lifted };
  }
}

function move(state: QuizState, by: -1 | 1): QuizState {
  const cursor = state.cursor + by;
  if (cursor < 0 || cursor >= state.order.length) return state;
  if (!state.lifted) return { ...state, cursor };
  const order = [...state.order];
  [order[state.cursor], order[cursor]] = [order[cursor], order[state.cursor]];
  return { ...state, cursor, order };
}

/** "0.75", "75 %" and "1,000" are numbers; undefined is none. */
export function readNumber(typed: string): number | undefined {
  const text = typed.trim().replace(/,(?=\d{3}\b)/g, '').replace(/^[−–]/, '-');
  const percent = /^(.+?)\s*[%％]$/.exec(text);
  const value = Number(percent === null ? text : percent[1]);
  if (text === '' || !Number.isFinite(value)) return undefined;
  return percent === null ? value : value / 100;
}

/** The same mixed order on every machine, and never the right one. */
export function shuffled(items: readonly string[], seed: string): readonly string[] {
  let state = [...seed].reduce((hash, character) => (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0, 7);
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
  }
  const unmixed = mixed.every((item, index) => item === items[index]);
  return unmixed ? [...mixed.slice(1), mixed[0]] : mixed;
}
