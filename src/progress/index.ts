/**
 * What is remembered. `const progress = openProgress({ folder })`, then `progress.apply(readCard('lottery-ticket', 'idea'))`:
 * saved when it returns. `progress.state` is the whole; `starsOf` and `stepsOf` say what it amounts to.
 */
export * from './types.js';
export { openProgress, type ProgressOptions, type ProgressStore } from './store.js';
export {
  all,
  answerPrediction,
  answerQuestion,
  finishRun,
  gradeChallenge,
  readCard,
  sayOwn,
  MAX_OWN,
  seeSolution,
  setLanguage,
  setUp,
  takeHint,
  testOut,
  visit,
  type Change,
} from './changes.js';
export { reset, undoReset, type ResetScope } from './reset.js';
export { canPin, deleteRun, findRun, nameRun, pinRun, MAX_NAME, MAX_PINNED, MAX_RUNS } from './shelf.js';
export { compareRuns, type MetricDifference, type ParamDifference, type RunComparison } from './compare.js';
export { challengeFooting, personalBest, type PersonalBest } from './best.js';
export { addDays, daysBetween, localDay, localTime } from './days.js';
export { practise } from './practice.js';
export { PracticeClock } from './practice-clock.js';
export { dueCards, dueCount, quizzesBegun, CARDS_A_DAY, type DueCards, type QuizCards, type ReviewItem } from './review.js';
export { statisticsOf, type Statistics } from './statistics.js';
export { starsOf, stepsOf, type Stars, type StepProgress } from './stars.js';
export { exportProgress, extentOf, importProgress, readExport, type Extent } from './exchange.js';
/** Notes of a level in Markdown; loaded when first wanted. */
export const loadNotes = () => import('./notes.js');
/** The schedule of reviews, with FSRS; loaded when first wanted. */
export const loadSchedule = () => import('./schedule.js');
export { writeWhole } from './write-whole.js';
export { EMPTY as emptyProgress, EMPTY_LESSON as emptyLesson } from './schema.js';
