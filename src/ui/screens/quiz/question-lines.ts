/** What asking and answering a question share, in the quiz, in a review and in a test: the question with its frame, and its head. */
import type { ReactNode } from 'react';
import type { Answer, Question } from '../../../lesson/index.js';
import type { QuestionWords } from '../../../lesson/words/types.js';
import type { Line } from '../../../plot/index.js';
import { spread, words as span } from '../../components/lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import type { Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import type { ShellProps } from '../../shell/shell.js';
import type { QuizAction, QuizState } from './quiz-state.js';

/** A shell but for its header. */
export type FramedProps = Omit<ShellProps, 'title' | 'right'>;

export interface QuestionPart<Q extends Question = Question> {
  readonly question: Q;
  readonly words: QuestionWords;
  /** "question 2 of 7" */
  readonly position: string;
  readonly frame: (props: FramedProps) => ReactNode;
  readonly state: QuizState;
  readonly dispatch: (action: QuizAction) => void;
  readonly give: (answer: Answer) => void;
  readonly others: readonly Action[];
  /** Between the verdict and the reasons. */
  readonly remark?: readonly Line[];
  /** May not be answered again at once. */
  readonly once?: boolean;
}

export function headLines({ question, words, position }: QuestionPart, game: Game, width: number): readonly Line[] {
  const head = spread([span(game.words.ui[`quiz.${question.kind}`], 'accent', true)], [span(position, 'dim')], proseWidth(width));
  return [head, [], ...prose(words.question, width, game.charset), []];
}
