/**
 * What is remembered. `const progress = openProgress({ folder })`, then `progress.apply(readCard('lottery-ticket', 'idea'))`:
 * saved when it returns. `progress.state` is the whole; `starsOf` and `stepsOf` say what it amounts to.
 */
export * from './types.js';
export { openProgress, type ProgressOptions, type ProgressStore } from './store.js';
export {
  answerPrediction,
  answerQuestion,
  finishRun,
  gradeChallenge,
  readCard,
  reset,
  seeSolution,
  setLanguage,
  takeHint,
  visit,
  MAX_RUNS,
  type Change,
  type ResetScope,
} from './changes.js';
export { starsOf, stepsOf, type Stars, type StepProgress } from './stars.js';
export { exportProgress, extentOf, importProgress, readExport, type Extent } from './exchange.js';
export { writeWhole } from './write-whole.js';
export { EMPTY as emptyProgress, EMPTY_LESSON as emptyLesson } from './schema.js';
