/** The pictures of `overfitting-model`: learning curves with and without the methods, what each is worth, and what each costs. */
import { bars, line, message, table, type Bar, type Cell, type LineSeries, type Panel } from '../../src/lesson/index.js';
import { comparedOf, contestantsOf, effectOf, gapOf, last, meanCurve, meanOf, memorizedBy, outcomesOf, type Contestant, type History } from './record.js';
import type { Curve } from './training.js';

export interface Scene {
  readonly wrongLabels: number;
  readonly pairs: number;
}

export function picturesOf(history: History, scene: Scene): Panel[] {
  return [learning(history, scene), ...(history.methods.length > 0 ? [effects(history, scene)] : []), losses(history), ...summary(history)];
}

/** Curves of all pairs that are done, and of the one that is going on before there is any. */
function curvesOf(history: History, contestant: Contestant): readonly Curve[] {
  const done = outcomesOf(history, contestant);
  if (done.length > 0) return done.map(({ curve }) => curve);
  return history.running?.contestant === contestant ? [history.running.curve] : [];
}

const percent = { format: 'percent' } as const;

/** The main result: how far training and test accuracy part, with and without the methods. */
function learning(history: History, { wrongLabels }: Scene): Panel {
  return line({
    id: 'learning',
    title: 'panel.learning',
    x: { label: 'axis.training', ...percent, min: 0, max: 1 },
    y: { label: 'axis.accuracy', ...percent, min: 0.2, max: 1 },
    series: comparedOf(history).flatMap((who) =>
      (['train', 'test'] as const).map((part): LineSeries => {
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
    ),
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
        label: `series.${who}.test`,
        x: curves[0]?.done ?? [],
        y: meanCurve(curves, 'testLoss'),
        emphasis: who === 'together' ? 'primary' : 'bad',
        mark: 'both',
      };
    }),
  });
}

/** Good, and at what price: accuracies beside the work of training and of use. */
function summary(history: History): Panel[] {
  const rows = contestantsOf(history.methods).flatMap((contestant) => {
    const outcomes = outcomesOf(history, contestant);
    if (outcomes.length === 0) return [];
    const cells: Cell[] = [
      `contestant.${contestant}`,
      meanOf(outcomes, ({ curve }) => last(curve.train)),
      meanOf(outcomes, ({ curve }) => last(curve.test)),
      meanOf(outcomes, ({ curve }) => gapOf(curve)),
      meanOf(outcomes, ({ curve }) => last(curve.truth)),
      memorizedBy(outcomes),
      meanOf(outcomes, ({ trainingCost }) => trainingCost),
      meanOf(outcomes, ({ useCost }) => useCost),
    ];
    return [{ cells, emphasis: contestant === 'together' ? ('primary' as const) : ('none' as const) }];
  });
  const share = { format: 'percent', digits: 0, align: 'right' } as const;
  const times = { digits: 2, align: 'right' } as const;
  if (rows.length === 0) return [];
  return [
    table({
      id: 'summary',
      title: 'panel.summary',
      caption: 'caption.cost',
      columns: [
        { label: 'column.contestant' },
        { label: 'column.train', ...share },
        { label: 'column.test', ...share },
        { label: 'column.gap', ...share },
        { label: 'column.truth', ...share },
        { label: 'column.memorized', ...share },
        { label: 'column.trainingCost', ...times },
        { label: 'column.useCost', ...times },
      ],
      rows,
    }),
  ];
}
