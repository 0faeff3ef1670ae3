/**
 * Everything that can happen to progress, as pure functions: what was, in; what is, out. The store applies them to the freshly read file, so
 * they must not depend on anything but their arguments, and may be applied to what another tutor has written meanwhile.
 */
import type { Answer, Grade, Language } from '../lesson/index.js';
import { runId } from './run-id.js';
import { EMPTY_LESSON } from './schema.js';
import { withinBounds } from './shelf.js';
import type { Day, LessonProgress, Progress, RunRecord, Setup } from './types.js';

export type Change = (progress: Progress) => Progress;

const GRADES: readonly Grade[] = ['none', 'pass', 'distinction'];

/** The learner is here: where "continue" leads. Does not count as having started the level. */
export function visit(lesson: string, place: LessonProgress['place']): Change {
  return (progress) => ({ ...inLesson(progress, lesson, (before) => ({ ...before, place })), current: lesson });
}

export function readCard(lesson: string, card: string): Change {
  return (progress) => inLesson(progress, lesson, (before) => ({ ...before, cards: withItem(before.cards, card) }));
}

/** A run was begun with these parameters. @param simulation  its id, or a name of the caller's for one that is played in two ways */
export function setUp(lesson: string, simulation: string, setup: Setup): Change {
  return (progress) => inLesson(progress, lesson, (before) => ({ ...before, setups: { ...before.setups, [simulation]: setup } }));
}

/** The prediction may be changed until a run has answered it. */
export function answerPrediction(lesson: string, simulation: string, option: string): Change {
  return (progress) =>
    inLesson(progress, lesson, (before) => {
      const known = before.predictions[simulation];
      if (known?.outcome !== undefined) return before;
      return { ...before, predictions: { ...before.predictions, [simulation]: { ...known, option } } };
    });
}

/**
 * A run has come to its end: it goes to the history (its record is then the last of `runs`), marks its simulation as
 * finished and answers an open prediction.
 * @param outcome  which option of the prediction this run showed to be right
 */
export function finishRun(lesson: string, run: Omit<RunRecord, 'id'>, outcome?: string): Change {
  return (progress) => {
    const record: RunRecord = { id: runId(run, progress.runs), ...run };
    const marked = inLesson(progress, lesson, (before) => {
      const prediction = before.predictions[run.simulation];
      const answered = prediction && prediction.outcome === undefined && outcome !== undefined;
      return {
        ...before,
        finished: withItem(before.finished, run.simulation),
        predictions: answered ? { ...before.predictions, [run.simulation]: { ...prediction, outcome } } : before.predictions,
      };
    });
    return { ...marked, runs: withinBounds([...progress.runs, record]) };
  };
}

/** The best grade stays. */
export function gradeChallenge(lesson: string, grade: Grade): Change {
  return (progress) =>
    inLesson(progress, lesson, (before) => ({ ...before, challenge: { ...before.challenge, grade: better(before.challenge.grade, grade) } }));
}

/** @param hints  how many have been shown, 1 to 3 */
export function takeHint(lesson: string, hints: number): Change {
  return (progress) =>
    inLesson(progress, lesson, (before) => ({ ...before, challenge: { ...before.challenge, hints: Math.max(before.challenge.hints, hints) } }));
}

export function seeSolution(lesson: string): Change {
  return (progress) => inLesson(progress, lesson, (before) => ({ ...before, challenge: { ...before.challenge, solutionSeen: true } }));
}

/** Of an own line. */
export const MAX_OWN = 200;

/** Why it works, in the learner's own words; empty takes it away. */
export function sayOwn(lesson: string, text: string): Change {
  const own = [...text.trim().replace(/\s+/g, ' ')].slice(0, MAX_OWN).join('');
  return (progress) => inLesson(progress, lesson, ({ own: _before, ...rest }) => (own === '' ? rest : { ...rest, own }));
}

/** @param day  of the answer; the first answer of a quiz makes its questions come up for review from the next day on */
export function answerQuestion(lesson: string, question: string, answer: Answer, right: boolean, day?: Day): Change {
  return (progress) =>
    inLesson(progress, lesson, (before) => {
      const known = before.quiz[question];
      const everRight = right || (known?.everRight ?? false);
      const quizDay = before.quizDay ?? day;
      return { ...before, quiz: { ...before.quiz, [question]: { ...known, answer, right, everRight } }, ...(quizDay === undefined ? {} : { quizDay }) };
    });
}

/** The level was passed by its test: it counts as known, and its questions come up for review. The task is graded by `gradeChallenge`. */
export function testOut(lesson: string, day: Day): Change {
  return (progress) => inLesson(progress, lesson, (before) => ({ ...before, testedOut: before.testedOut ?? day, quizDay: before.quizDay ?? day }));
}

/** Several changes as one, saved at once. */
export function all(...changes: readonly Change[]): Change {
  return (progress) => changes.reduce((state, change) => change(state), progress);
}

export function setLanguage(language: Language): Change {
  return (progress) => ({ ...progress, settings: { ...progress.settings, language } });
}

export function better(one: Grade, other: Grade): Grade {
  return GRADES.indexOf(one) >= GRADES.indexOf(other) ? one : other;
}

export function withItem(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list : [...list, item];
}

/** Changes what is known of one level. */
export function inLesson(progress: Progress, lesson: string, change: (before: LessonProgress) => LessonProgress): Progress {
  const before = Object.hasOwn(progress.lessons, lesson) ? progress.lessons[lesson] : EMPTY_LESSON;
  return { ...progress, lessons: { ...progress.lessons, [lesson]: change(before) } };
}
