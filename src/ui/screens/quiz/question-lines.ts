/** The head of a question, shared by asking and answering: which of how many, how to answer, the question. */
import type { Answer, Question } from '../../../lesson/index.js';
import type { Line } from '../../../plot/index.js';
import { fill } from '../../../words/say.js';
import { spread, words as span } from '../../components/lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import type { Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import type { LevelView } from '../level/level-view.js';
import type { QuizAction, QuizState } from './quiz-state.js';

export interface QuestionPart<Q extends Question = Question> {
  readonly view: LevelView;
  readonly index: number;
  readonly question: Q;
  readonly state: QuizState;
  readonly dispatch: (action: QuizAction) => void;
  readonly give: (answer: Answer) => void;
  readonly others: readonly Action[];
}

export function headLines({ view, index, question }: QuestionPart, game: Game, width: number): readonly Line[] {
  const { ui } = game.words;
  const position = fill(ui['quiz.position'], { index: String(index + 1), total: String(view.lesson.quiz.length) });
  const head = spread([span(ui[`quiz.${question.kind}`], 'accent', true)], [span(position, 'dim')], proseWidth(width));
  return [head, [], ...prose(view.words.quiz[question.id].question, width, game.charset), []];
}
