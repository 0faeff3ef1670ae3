/** The pictures of this level: who gets how far with how few labels, what pretraining asks, and where its right answers come from. */
import { image, line, message, table, type Label, type LineSeries, type Panel, type Picture } from '../../src/lesson/index.js';
import { answersOf, METHODS, PRETRAINED, type Course, type Example, type Method } from './course.js';
import type { Exam } from './exam.js';
import { PIXELS, SIDE } from './task.js';

export interface View {
  readonly steps: number;
  readonly maskShare: number;
}

export function picturesOf(course: Course, exam: Exam, view: View): Panel[] {
  return [
    accuracyByLabels(course, exam),
    ...(course.example ? [askedNow(course.example)] : []),
    whereAnswersComeFrom(course, exam, view),
    accuracyByPretraining(course, exam, view),
  ];
}

/** The main result: test accuracy by labels a class. The curve of the encoder in training rises as it learns. */
function accuracyByLabels({ results, example }: Course, exam: Exam): Panel {
  const shown = METHODS.filter((method) => results[method]);
  const lowest = Math.min(0.75, ...shown.flatMap((method) => results[method] ?? []));
  return line({
    id: 'accuracy',
    title: message('panel.accuracy', { digits: exam.task.digits.join(' ') }),
    x: { label: 'axis.labels', format: 'integer', scale: 'log', min: 1, max: exam.sizes[exam.sizes.length - 1] },
    // In steps of ten points, so that the picture stands still.
    y: { label: 'axis.accuracy', format: 'percent', min: Math.floor(lowest * 10) / 10, max: 1 },
    series: METHODS.map((method): LineSeries => {
      const found = results[method];
      return {
        id: method,
        label: `method.${method}`,
        x: found ? [...exam.sizes] : [],
        y: found ? [...found] : [],
        mark: 'both',
        emphasis: method === example?.kind ? 'primary' : method === 'raw' ? 'muted' : 'none',
      };
    }),
    weight: 1.6,
  });
}

/** What the encoder in training is asked, and where the right answer comes from. */
function askedNow({ kind, pixels, labels }: Example): Panel {
  const pictures = Array.from({ length: pixels.length / PIXELS }, (_, i): Picture => ({
    rows: SIDE,
    columns: SIDE,
    pixels: Array.from(pixels.subarray(i * PIXELS, (i + 1) * PIXELS), (ink) => Math.min(1, Math.max(0, ink))),
  }));
  return image({ id: 'asked', title: message(`panel.asked.${kind}`, { labels: labels.join(', ') }), groups: [{ pictures }], weight: 0.4 });
}

/** The point of the level: how many right answers each pretraining has used, and who gave them. */
function whereAnswersComeFrom(course: Course, exam: Exam, { maskShare }: View): Panel {
  const row = (method: Method) => {
    const { byHand, fromData } = answersOf(method, course, exam.task.source.labels.length, maskShare);
    const result = course.results[method];
    return { cells: [`method.${method}`, byHand, fromData, result ? exam.asked(result) : null], ...(method === course.example?.kind ? { emphasis: 'primary' as const } : {}) };
  };
  return table({
    id: 'answers',
    title: 'panel.answers',
    caption: message('caption.answers', { labels: exam.labels * exam.task.digits.length }),
    columns: [
      { label: 'column.method' },
      { label: 'column.byHand', format: 'integer', align: 'right' },
      { label: 'column.fromData', format: 'integer', align: 'right' },
      { label: 'axis.accuracy', format: 'percent', digits: 1, align: 'right' },
    ],
    rows: METHODS.map(row),
  });
}

/** How the encoder ripens: accuracy with the asked number of labels, step by step. */
function accuracyByPretraining({ progress, results }: Course, exam: Exam, { steps }: View): Panel {
  const raw: { axis: 'y'; at: number; label: Label }[] = results.raw ? [{ axis: 'y', at: exam.asked(results.raw), label: 'method.raw' }] : [];
  return line({
    id: 'pretraining',
    title: message('panel.pretraining', { labels: exam.labels }),
    x: { label: 'axis.step', format: 'integer', min: 0, max: Math.max(1, steps) },
    y: { label: 'axis.accuracy', format: 'percent', min: 0.3, max: 1 },
    series: METHODS.filter((method) => PRETRAINED.some((kind) => kind === method)).map((method): LineSeries => {
      const found = method === 'raw' || method === 'scratch' ? undefined : progress[method];
      return { id: method, label: `method.${method}`, x: [...(found?.steps ?? [])], y: [...(found?.accuracy ?? [])], mark: 'both' };
    }),
    rules: raw,
  });
}
