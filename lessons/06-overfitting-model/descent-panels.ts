/** The pictures of `double-descent`: errors by width, bias and variance, and how long the solution is. */
import { stats } from '../../src/core/index.js';
import { line, message, table, type Axis, type LineSeries, type Panel, type Rule, type Value } from '../../src/lesson/index.js';
import { biasAndVariance, tried, type Width } from './descent-record.js';

export interface Scene {
  /** Training images. */
  readonly n: number;
  readonly ridge: number;
  readonly truth: Float64Array;
}

export function picturesOf(widths: readonly Width[], scene: Scene): Panel[] {
  const x: Axis = { label: 'axis.width', format: 'integer', scale: 'log', min: widths[0].p, max: widths[widths.length - 1].p };
  const rules: Rule[] = [{ axis: 'x', at: scene.n, label: 'rule.threshold' }];
  const known = tried(widths);
  return [errors(known, scene, x, rules), parts(known, scene, x, rules), lengths(known, x, rules), summary(known)];
}

function errors(widths: readonly Width[], { ridge }: Scene, x: Axis, rules: Rule[]): Panel {
  const series = (id: 'test' | 'train' | 'ridge', emphasis: LineSeries['emphasis']): LineSeries => ({
    id,
    label: `series.${id}`,
    x: widths.map(({ p }) => p),
    y: widths.map((width) => stats.mean(width[id])),
    mark: id === 'train' ? 'line' : 'both',
    emphasis,
  });
  return line({
    id: 'errors',
    title: 'panel.errors',
    caption: message('caption.ridge', { ridge: String(ridge) }),
    x,
    y: { label: 'axis.error', format: 'percent', min: 0, max: 1 },
    series: [series('test', 'primary'), series('ridge', 'good'), series('train', 'muted')],
    rules,
    weight: 1.3,
  });
}

/** The classical account, and where it ends: past the threshold the variance falls again. */
function parts(widths: readonly Width[], { truth }: Scene, x: Axis, rules: Rule[]): Panel {
  const found = widths.map((width) => biasAndVariance(width, truth));
  // On a logarithmic axis nothing can be 0.
  const positive = (value: number | undefined): Value => (value !== undefined && value > 0 ? value : null);
  const series = (id: 'bias' | 'variance', emphasis: LineSeries['emphasis']): LineSeries => ({
    id,
    label: `series.${id}`,
    x: widths.map(({ p }) => p),
    y: found.map((each) => positive(each?.[id])),
    mark: 'both',
    emphasis,
  });
  return line({
    id: 'parts',
    title: 'panel.parts',
    x,
    y: { label: 'axis.squared', scale: 'log', format: 'scientific', digits: 0 },
    series: [series('variance', 'bad'), series('bias', 'primary')],
    rules,
  });
}

function lengths(widths: readonly Width[], x: Axis, rules: Rule[]): Panel {
  return line({
    id: 'norm',
    title: 'panel.norm',
    x,
    y: { label: 'axis.norm', scale: 'log', format: 'scientific', digits: 0 },
    series: [{ id: 'norm', label: 'series.norm', x: widths.map(({ p }) => p), y: widths.map(({ norm }) => stats.mean(norm)), mark: 'both', emphasis: 'primary' }],
    rules,
  });
}

function summary(widths: readonly Width[]): Panel {
  const share = { format: 'percent', digits: 1, align: 'right' } as const;
  return table({
    id: 'widths',
    title: 'panel.widths',
    columns: [
      { label: 'column.width', format: 'integer', align: 'right' },
      { label: 'column.trainError', ...share },
      { label: 'column.testError', ...share },
      { label: 'column.ridgeError', ...share },
      { label: 'column.norm', digits: 0, align: 'right' },
    ],
    rows: widths.map((width) => ({ cells: [width.p, stats.mean(width.train), stats.mean(width.test), stats.mean(width.ridge), stats.mean(width.norm)] })),
  });
}
