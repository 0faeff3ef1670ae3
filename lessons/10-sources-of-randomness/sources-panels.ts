/** The pictures of random-sources: spread, the single trainings, changed answers, and all the figures. */
import { bars, line, message, table, type Bar, type Panel } from '../../src/lesson/index.js';
import type { Spread } from './random-sources.js';

/** Those drawn one by one: a flat line, the widest single source, and everything at once. */
const FOLLOWED = ['none', 'split', 'all'];

/** Standard deviation of the accuracy for each source, with the range seen behind it. */
export function spreadPanel(spreads: readonly Spread[]): Panel {
  return bars({
    id: 'spread',
    weight: 1.2,
    title: 'panel.spread',
    value: { label: 'axis.spread', format: 'percent', digits: 2, min: 0 },
    bars: spreads.map(({ source, sd, accuracies }): Bar => ({
      label: `source.${source}`,
      value: sd,
      emphasis: source === 'all' ? 'primary' : sd === 0 ? 'muted' : 'none',
      note: message('note.range', { low: percent(Math.min(...accuracies)), high: percent(Math.max(...accuracies)) }),
    })),
  });
}

/** One point a training. */
export function repeatsPanel(spreads: readonly Spread[], repeats: number): Panel {
  return line({
    id: 'repeats',
    title: 'panel.repeats',
    x: { label: 'axis.repeat', format: 'integer', min: 1, max: repeats },
    y: { label: 'axis.accuracy', format: 'percent', digits: 0 },
    series: spreads
      .filter(({ source }) => FOLLOWED.includes(source))
      .map(({ source, accuracies }) => ({
        id: source,
        label: `source.${source}`,
        x: accuracies.map((_, i) => i + 1),
        y: accuracies,
        mark: 'both' as const,
        emphasis: source === 'all' ? ('primary' as const) : source === 'none' ? ('muted' as const) : ('none' as const),
      })),
  });
}

/** Equal accuracies can hide other answers. */
export function answersPanel(spreads: readonly Spread[]): Panel {
  return bars({
    id: 'answers',
    title: 'panel.answers',
    value: { label: 'axis.changed', format: 'percent', digits: 1, min: 0 },
    bars: spreads.map(({ source, changed }): Bar => ({ label: `source.${source}`, value: changed, emphasis: changed === 0 ? 'muted' : 'none' })),
    caption: 'caption.answers',
  });
}

export function tablePanel(spreads: readonly Spread[]): Panel {
  return table({
    id: 'sources',
    title: 'panel.sources',
    columns: [
      { label: 'column.source' },
      { label: 'column.lowest', align: 'right', format: 'percent', digits: 1 },
      { label: 'column.highest', align: 'right', format: 'percent', digits: 1 },
      { label: 'column.sd', align: 'right', format: 'percent', digits: 2 },
      { label: 'column.drift', align: 'right', format: 'scientific', digits: 1 },
    ],
    rows: spreads.map(({ source, accuracies, sd, drift }) => ({ cells: [`source.${source}`, Math.min(...accuracies), Math.max(...accuracies), sd, drift] })),
    caption: 'caption.drift',
  });
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
