/** The pictures: learning curves with and without the methods, what each method is worth, the curve by training set size, what the network sees. */
import { bars, image, line, message, raw, table, type Bar, type Cell, type LineSeries, type Panel } from '../../src/lesson/index.js';
import { DIGIT_PIXELS, DIGIT_SIDE } from '../../src/data/noisy-digits.js';
import type { Recipe } from './methods.js';
import { comparedOf, contestantsOf, effectOf, gapOf, last, meanCurve, memorizedBy, outcomesOf, type Contestant, type History } from './record.js';
import type { Samples } from './samples.js';
import type { Curve, Outcome } from './training.js';

export interface Scene {
  readonly wrongLabels: number;
  readonly pairs: number;
  readonly recipe: Recipe;
  readonly samples: Samples;
}

export function picturesOf(history: History, scene: Scene): Panel[] {
  return [
    learning(history, scene),
    ...(history.methods.length > 0 ? [effects(history, scene)] : []),
    ...(history.sizes.length > 0 ? [bySize(history, scene)] : []),
    losses(history),
    ...summary(history),
    seen(scene),
  ];
}

/** Curves of all pairs that are done, and of the one that is going on before there is any. */
function curvesOf(history: History, contestant: Contestant): readonly Curve[] {
  const done = outcomesOf(history, contestant);
  if (done.length > 0) return done.map(({ curve }) => curve);
  return history.running?.contestant === contestant ? [history.running.curve] : [];
}

const percent = { format: 'percent' } as const;
const PARTS = ['train', 'validation'] as const;

/** The main result: how far training and validation accuracy part, with and without the methods. */
function learning(history: History, { wrongLabels }: Scene): Panel {
  const series = comparedOf(history).flatMap((who) =>
    PARTS.map((part): LineSeries => {
      const curves = curvesOf(history, who);
      return {
        id: `${who}.${part}`,
        label: `series.${who}.${part}`,
        x: curves[0]?.done ?? [],
        y: meanCurve(curves, part),
        emphasis: who === 'together' ? 'primary' : 'bad',
        mark: part === 'train' ? 'line' : 'both',
      };
    }),
  );
  return line({
    id: 'learning',
    title: 'panel.learning',
    x: { label: 'axis.training', ...percent, min: 0, max: 1 },
    y: { label: 'axis.accuracy', ...percent, min: 0.2, max: 1 },
    series,
    rules: wrongLabels > 0 ? [{ axis: 'y', at: 1 - wrongLabels, label: 'rule.ceiling' }] : [],
    weight: 1.3,
  });
}

/** What each method alone, and all together, add to the accuracy: mean and 95 % interval over the pairs. */
function effects(history: History, { pairs }: Scene): Panel {
  const rows = contestantsOf(history.methods).slice(1).flatMap((contestant): Bar[] => {
    const effect = effectOf(history, contestant);
    if (!effect) return [];
    const [low, high] = effect.interval ?? [-1, 1];
    return [
      {
        label: `contestant.${contestant}`,
        value: effect.mean,
        ...(effect.interval && { interval: effect.interval }),
        emphasis: low > 0 ? 'good' : high < 0 ? 'bad' : 'muted',
        note: message('note.wins', { wins: effect.wins, pairs: effect.pairs }),
      },
    ];
  });
  return bars({
    id: 'effects',
    title: 'panel.effects',
    caption: message('caption.effects', { done: outcomesOf(history, 'together').length, pairs }),
    value: { label: 'axis.effect', ...percent, digits: 1 },
    bars: rows,
    weight: 1.5, // every method in sight
  });
}

/** Accuracy by size of the training set: where the gap closes. */
function bySize(history: History, { wrongLabels }: Scene): Panel {
  const { sizes } = history;
  const series = comparedOf(history).flatMap((who) =>
    PARTS.map((part): LineSeries => {
      const known = sizes.filter(({ curves }) => curves[who].length > 0);
      return {
        id: `${who}.${part}`,
        label: `series.${who}.${part}`,
        x: known.map(({ size }) => size),
        y: known.map(({ curves }) => last(meanCurve(curves[who], part))),
        emphasis: who === 'together' ? 'primary' : 'bad',
        mark: part === 'train' ? 'line' : 'both',
      };
    }),
  );
  return line({
    id: 'size',
    title: 'panel.size',
    x: { label: 'axis.size', format: 'integer', scale: 'log', min: sizes[0].size, max: sizes[sizes.length - 1].size },
    y: { label: 'axis.accuracy', ...percent, min: 0.2, max: 1 },
    series,
    rules: wrongLabels > 0 ? [{ axis: 'y', at: 1 - wrongLabels, label: 'rule.ceiling' }] : [],
  });
}

/** The loss tells of overfitting before the accuracy does. */
function losses(history: History): Panel {
  return line({
    id: 'loss',
    title: 'panel.loss',
    x: { label: 'axis.training', ...percent, min: 0, max: 1 },
    y: { label: 'axis.loss', min: 0, digits: 1 },
    series: comparedOf(history).map((who): LineSeries => {
      const curves = curvesOf(history, who);
      return {
        id: who,
        label: `series.${who}.validation`,
        x: curves[0]?.done ?? [],
        y: meanCurve(curves, 'validationLoss'),
        emphasis: who === 'together' ? 'primary' : 'bad',
        mark: 'both',
      };
    }),
  });
}

function summary(history: History): Panel[] {
  const rows = contestantsOf(history.methods).flatMap((contestant) => {
    const outcomes = outcomesOf(history, contestant);
    if (outcomes.length === 0) return [];
    const mean = (of: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;
    const cells: Cell[] = [
      `contestant.${contestant}`,
      mean(({ curve }) => last(curve.train)),
      mean(({ curve }) => last(curve.validation)),
      mean(({ curve }) => gapOf(curve)),
      mean(({ curve }) => last(curve.truth)),
      memorizedBy(outcomes),
      mean(({ attacked }) => attacked),
    ];
    return [{ cells, emphasis: contestant === 'together' ? ('primary' as const) : ('none' as const) }];
  });
  const number = { format: 'percent', digits: 0, align: 'right' } as const;
  if (rows.length === 0) return [];
  return [
    table({
      id: 'summary',
      title: 'panel.summary',
      columns: [
        { label: 'column.contestant' },
        { label: 'column.train', ...number },
        { label: 'column.validation', ...number },
        { label: 'column.gap', ...number },
        { label: 'column.truth', ...number },
        { label: 'column.memorized', ...number },
        { label: 'column.attacked', ...number },
      ],
      rows,
    }),
  ];
}

/** Training images with the labels they came with, and as the methods change them. */
function seen({ samples }: Scene): Panel {
  const row = (pixels: Float32Array) =>
    Array.from(samples.given, (label, i) => ({
      rows: DIGIT_SIDE,
      columns: DIGIT_SIDE,
      pixels: Array.from(pixels.subarray(i * DIGIT_PIXELS, (i + 1) * DIGIT_PIXELS), (ink) => Math.max(0, Math.min(1, ink))),
      caption: raw(label),
      emphasis: label === samples.truth[i] ? ('none' as const) : ('bad' as const),
    }));
  return image({
    id: 'seen',
    title: 'panel.seen',
    caption: 'caption.seen',
    groups: [
      { label: 'group.original', pictures: row(samples.original) },
      ...(['augmentation', 'featureNoise', 'adversarial'] as const).flatMap((method) => {
        const pixels = samples.changed[method];
        return pixels ? [{ label: `contestant.${method}`, pictures: row(pixels) }] : [];
      }),
    ],
  });
}
