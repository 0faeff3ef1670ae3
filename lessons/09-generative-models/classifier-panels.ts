/** The pictures of `generative-vs-discriminative`: accuracy by training size, its table, and what each has learned of digits. */
import { stats } from '../../src/core/index.js';
import { image, line, table, type LineSeries, type Panel, type Picture } from '../../src/lesson/index.js';
import type { Classifiers } from './classifiers.js';

const SIDE = 8;

export interface Curves {
  readonly sizes: readonly number[];
  /** Accuracies by size, one of each repeat. */
  readonly naiveBayes: readonly number[][];
  readonly logistic: readonly number[][];
}

export function classifierPictures(curves: Curves, drawn?: readonly Float64Array[], models?: Classifiers): Panel[] {
  return [curvePanel(curves), leadPanel(curves), tablePanel(curves), ...(drawn && models ? [digitPanel(drawn, models)] : [])];
}

function curvePanel({ sizes, naiveBayes, logistic }: Curves): Panel {
  return line({
    id: 'curves',
    title: 'panel.curves',
    x: { label: 'axis.rows', scale: 'log', format: 'integer', min: sizes[0], max: sizes[sizes.length - 1] },
    y: { label: 'axis.accuracy', format: 'percent' },
    series: [series('naiveBayes', sizes, naiveBayes), series('logistic', sizes, logistic)],
  });
}

/** Mean, with a band of two standard errors. */
function series(id: string, sizes: readonly number[], values: readonly number[][]): LineSeries {
  const known = sizes.flatMap((size, i) => (values[i].length > 0 ? [{ size, mean: stats.mean(values[i]), error: errorOf(values[i]) }] : []));
  return {
    id,
    label: `model.${id}`,
    mark: 'both',
    x: known.map(({ size }) => size),
    y: known.map(({ mean }) => mean),
    low: known.map(({ mean, error }) => mean - 2 * error),
    high: known.map(({ mean, error }) => mean + 2 * error),
  };
}

function errorOf(values: readonly number[]): number {
  return values.length < 2 ? 0 : stats.standardDeviation(values) / Math.sqrt(values.length);
}

/** The same draw for both: the difference is far less noisy than the two accuracies. */
function leadPanel({ sizes, naiveBayes, logistic }: Curves): Panel {
  const leads = naiveBayes.map((values, i) => values.map((value, repeat) => value - logistic[i][repeat]));
  return line({
    id: 'lead',
    title: 'panel.lead',
    x: { label: 'axis.rows', scale: 'log', format: 'integer', min: sizes[0], max: sizes[sizes.length - 1] },
    y: { label: 'axis.lead', format: 'percent' },
    series: [series('lead', sizes, leads)],
    rules: [{ axis: 'y', at: 0, label: 'rule.equal' }],
  });
}

function tablePanel({ sizes, naiveBayes, logistic }: Curves): Panel {
  const mean = (values: readonly number[]) => (values.length > 0 ? stats.mean(values) : null);
  return table({
    id: 'sizes',
    title: 'panel.sizes',
    columns: [
      { label: 'axis.rows', format: 'integer', align: 'right' },
      { label: 'model.naiveBayes', format: 'percent', digits: 1, align: 'right' },
      { label: 'model.logistic', format: 'percent', digits: 1, align: 'right' },
      { label: 'column.wins', align: 'right' },
    ],
    rows: sizes.map((size, i) => ({
      cells: [size, mean(naiveBayes[i]), mean(logistic[i]), naiveBayes[i].filter((value, repeat) => value > logistic[i][repeat]).length],
    })),
  });
}

/** What the generative model can do and the other cannot: make new digits. Below, what the other looks at. */
function digitPanel(drawn: readonly Float64Array[], { logistic }: Classifiers): Panel {
  const picture = (pixels: ArrayLike<number>): Picture => ({ rows: SIDE, columns: SIDE, pixels: Array.from(pixels, (value) => Math.min(1, Math.max(0, value))) });
  const { rows, cols, data } = logistic.coefficients;
  const most = data.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-9);
  return image({
    id: 'digits',
    title: 'panel.digits',
    groups: [
      { label: 'group.drawn', pictures: drawn.map(picture) },
      { label: 'group.weights', pictures: Array.from({ length: rows }, (_, c) => picture(data.slice(c * cols, (c + 1) * cols).map((value) => 0.5 + value / (2 * most)))) },
    ],
  });
}
