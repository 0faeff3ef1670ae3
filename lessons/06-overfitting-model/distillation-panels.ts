/** What the students of `distillation` have reached, in numbers and pictures. */
import { stats } from '../../src/core/index.js';
import { DIGIT_SIDE } from '../../src/data/noisy-digits.js';
import { bars, image, line, message, raw, type LineSeries, type Metrics, type Panel } from '../../src/lesson/index.js';
import { weightsOf } from './network.js';

/** One entry a checkpoint. */
export interface Student {
  readonly done: number[];
  /** Accuracy on the digit that was never shown. */
  readonly omitted: number[];
  readonly accuracy: number[];
}

export interface Course {
  readonly teacher: { readonly accuracy: number; readonly omitted: number };
  /** An image of the transfer set and what the teacher says to it, at temperature 1 and at the chosen one. */
  readonly example: { readonly pixels: Float32Array; readonly label: number; readonly probabilities: readonly Float32Array[] };
  /** Mean probability that the softened teacher gives to the missing digit, on images that show others. */
  readonly hint: number;
  readonly students: { hard?: Student; soft?: Student };
}

export interface History {
  readonly courses: Course[];
  readonly omitted: number;
  readonly temperature: number;
  readonly hidden: number;
  readonly teacherHidden: number;
}

const WHO = ['hard', 'soft'] as const;

/** Students of this kind whose training has come to an end. */
function graduates({ courses }: History, who: (typeof WHO)[number]): Student[] {
  return courses.flatMap(({ students }) => {
    const student = students[who];
    return student && student.done.at(-1) === 1 ? [student] : [];
  });
}

export function distillationMetrics(history: History): Metrics {
  const { courses, hidden, teacherHidden } = history;
  const metrics: Record<string, number> = { shareOfWeights: weightsOf(hidden) / weightsOf(teacherHidden) };
  if (courses.length > 0) {
    metrics.teacherAccuracy = stats.mean(courses.map(({ teacher }) => teacher.accuracy));
    metrics.teacherOmitted = stats.mean(courses.map(({ teacher }) => teacher.omitted));
    metrics.hint = stats.mean(courses.map(({ hint }) => hint));
  }
  for (const who of WHO) {
    const done = graduates(history, who);
    if (done.length === 0) continue;
    const finals = done.map(({ omitted }) => omitted.at(-1) ?? 0);
    metrics[`${who}Omitted`] = stats.mean(finals);
    metrics[`${who}Accuracy`] = stats.mean(done.map(({ accuracy }) => accuracy.at(-1) ?? 0));
    if (who === 'soft') metrics.softLowest = Math.min(...finals);
  }
  return metrics;
}

export function picturesOf(history: History): Panel[] {
  const [course] = history.courses;
  return [curves(history), ...(course ? [guesses(history, course), picture(course)] : [])];
}

/** The main result: who recognises the digit that was never shown. */
function curves(history: History): Panel {
  const series = WHO.flatMap((who) =>
    (['omitted', 'accuracy'] as const).map((part): LineSeries => {
      const done = graduates(history, who);
      const running = history.courses.at(-1)?.students[who];
      const shown = done.length > 0 ? done : running ? [running] : [];
      return {
        id: `${who}.${part}`,
        label: `series.${who}.${part}`,
        x: shown[0]?.done ?? [],
        y: (shown[0]?.done ?? []).map((_, i) => stats.mean(shown.map((student) => student[part][i]))),
        emphasis: who === 'soft' ? 'primary' : 'bad',
        mark: part === 'omitted' ? 'both' : 'line',
      };
    }),
  );
  const { courses } = history;
  return line({
    id: 'students',
    title: message('panel.students', { digit: history.omitted }),
    x: { label: 'axis.training', format: 'percent', min: 0, max: 1 },
    y: { label: 'axis.accuracy', format: 'percent', min: 0, max: 1 },
    series,
    rules: courses.length === 0 ? [] : [{ axis: 'y', at: stats.mean(courses.map(({ teacher }) => teacher.accuracy)), label: 'rule.teacher' }],
    weight: 1.2,
  });
}

/** What a label cannot say: how much the teacher sees of each other digit in one image. */
function guesses({ omitted, temperature }: History, { example }: Course): Panel {
  const [, soft] = example.probabilities;
  const order = Array.from(soft.keys()).sort((a, b) => soft[b] - soft[a]);
  const [sharp] = example.probabilities;
  return bars({
    id: 'guesses',
    title: message('panel.guesses', { digit: example.label, temperature }),
    value: { label: 'axis.probability', format: 'percent', min: 0, digits: 1 },
    bars: order.map((digit) => ({
      label: raw(digit),
      value: soft[digit],
      emphasis: digit === omitted ? 'primary' : digit === example.label ? 'good' : 'muted',
      note: message('note.sharp', { share: (100 * sharp[digit]).toFixed(2) }),
    })),
  });
}

function picture({ example }: Course): Panel {
  return image({
    id: 'example',
    title: 'panel.example',
    groups: [{ pictures: [{ rows: DIGIT_SIDE, columns: DIGIT_SIDE, pixels: Array.from(example.pixels), caption: raw(example.label) }] }],
  });
}
