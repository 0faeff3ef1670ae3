/**
 * The words of a lesson in one language, as parsed from its zh.md or en.md. Both files have the same structure:
 *
 *     # Title
 *     One-sentence summary.
 *     ## cards
 *     ### card-id: Card title            prose, lists, tables, code; [term](#glossary-id) opens the glossary
 *     ## predictions
 *     ### simulation-id                  the question, then a list of options
 *     - option-id: text
 *     #### explanation                   why; shown beside the result
 *     ## claims
 *     - `claim-id`: one sentence
 *     ## challenge
 *     ### goal   ### hint-1   ### hint-2   ### hint-3   ### solution   ### debrief
 *     ## quiz
 *     ### question-id                    the question, then (choice, order) a list
 *     - option-id: text
 *       > the reason why it is right or wrong (choice questions)
 *     #### reason                        why (number and order questions)
 *     ## words
 *     - `param.NAME`: label              also param.NAME.help, param.NAME.OPTION, metric.NAME, and any key a panel names;
 *                                        simulation.ID names a simulation where a level has several;
 *                                        SIMULATION-ID.param.NAME where two simulations differ
 *     ## errors
 *     - `key`: message with {values}     only for UserErrors of this lesson
 */
/** Markdown source of a passage. */
export type Markdown = string;

export interface CardWords {
  readonly title: string;
  readonly body: Markdown;
}
export interface PredictionWords {
  readonly question: Markdown;
  readonly options: Readonly<Record<string, string>>;
  readonly explanation: Markdown;
}
export interface ChallengeWords {
  readonly goal: Markdown;
  readonly hints: readonly Markdown[];
  readonly solution: Markdown;
  readonly debrief: Markdown;
}
export interface OptionWords {
  readonly text: string;
  readonly reason?: Markdown;
}
export interface QuestionWords {
  readonly question: Markdown;
  readonly options: Readonly<Record<string, OptionWords>>;
  readonly reason?: Markdown;
}
export interface LessonWords {
  readonly title: string;
  readonly summary: string;
  readonly cards: Readonly<Record<string, CardWords>>;
  readonly predictions: Readonly<Record<string, PredictionWords>>;
  readonly claims: Readonly<Record<string, string>>;
  readonly challenge: ChallengeWords;
  readonly quiz: Readonly<Record<string, QuestionWords>>;
  readonly words: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}
