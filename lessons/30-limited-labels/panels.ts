/** The pictures of `limited-labels`: the map from a situation to an approach, what each gains, the labels bought, and all in a table. */
import { bars, image, message, raw, table, type Bar, type Cell, type Emphasis, type Panel, type Picture } from '../../src/lesson/index.js';
import { mapPanel } from './map.js';
import { accuraciesOf, gainOf, GUESSERS, meanOf, ranking, worthOf, type Contestant, type History } from './record.js';
import { pixelsAt } from './sheet.js';
import { CONTROLS, ORDER } from './situation.js';
import type { World } from './world.js';

/** Labelled pictures that are shown of each way of buying. */
const SHOWN = 20;

export function picturesOf(history: History, world: World): Panel[] {
  return [mapPanel(history), gains(history), labelled(history, world), ...summary(history)].filter((panel) => panel !== undefined);
}

/** Points over the baseline, give or take a standard deviation; coloured where the 95 % interval leaves out zero. */
function gains(history: History): Panel {
  const shown = (['own', ...ORDER] as const).flatMap((contestant): Bar[] => {
    const gain = gainOf(history, contestant);
    if (!gain) return [];
    return [
      {
        label: `contestant.${contestant}`,
        value: gain.mean,
        ...(gain.standardDeviation !== null && { interval: [gain.mean - gain.standardDeviation, gain.mean + gain.standardDeviation] }),
        emphasis: contestant === 'own' ? 'primary' : emphasisOf(gain.interval),
        note: message('note.wins', { wins: gain.wins, pairs: gain.pairs }),
      },
    ];
  });
  return bars({ id: 'gains', title: 'panel.gains', value: { label: 'axis.gain', format: 'percent', digits: 1 }, bars: shown, weight: 6 });
}

function emphasisOf(interval: readonly [number, number] | null): Emphasis {
  if (!interval) return 'none';
  return interval[0] > 0 ? 'good' : interval[1] < 0 ? 'bad' : 'muted';
}

/** Everyone in one table, controls included. */
function summary(history: History): Panel[] {
  const best = ranking(history).at(0)?.approach;
  const rows = (['baseline', 'own', ...ORDER, ...CONTROLS] as const).flatMap((contestant) => {
    const accuracy = meanOf(accuraciesOf(history, contestant));
    const gain = gainOf(history, contestant);
    if (accuracy === undefined || !gain) return [];
    const compared = contestant !== 'baseline';
    const cells: Cell[] = [
      `contestant.${contestant}`,
      accuracy,
      compared ? gain.mean : null,
      compared ? gain.standardDeviation : null,
      worthCell(history, accuracy),
      guessedRight(history, contestant),
    ];
    const emphasis: Emphasis = contestant === 'own' ? 'primary' : contestant === best ? 'good' : CONTROLS.some((control) => control === contestant) ? 'muted' : 'none';
    return [{ cells, emphasis }];
  });
  if (rows.length === 0) return [];
  const share = { format: 'percent', digits: 1, align: 'right' } as const;
  return [
    table({
      id: 'summary',
      title: 'panel.summary',
      caption: 'caption.worth',
      columns: [
        { label: 'column.contestant' },
        { label: 'column.accuracy', ...share },
        { label: 'column.gain', ...share },
        { label: 'column.spread', ...share },
        { label: 'column.worth', format: 'integer', align: 'right' },
        { label: 'column.guessed', format: 'percent', digits: 0, align: 'right' },
      ],
      rows,
    }),
  ];
}

function worthCell(history: History, accuracy: number): Cell {
  const worth = worthOf(history, accuracy);
  if (worth === undefined) return null;
  if (typeof worth === 'number') return worth;
  return raw(worth === 'more' ? `>${4 * history.budget}` : `<${history.budget}`);
}

function guessedRight(history: History, contestant: Contestant): Cell {
  return GUESSERS.some((guesser) => guesser === contestant) ? (meanOf(history.guessedRight.get(contestant)) ?? null) : null;
}

/** The first labels of the first repetition: as they came, and as active learning asked for them. */
function labelled(history: History, { pool, size, side }: World): Panel | undefined {
  const groups = (['baseline', 'active'] as const).flatMap((contestant) => {
    const rows = history.bought.get(contestant);
    if (!rows) return [];
    const shown = rows.slice(0, SHOWN);
    const pixels = pixelsAt(pool, size, shown);
    const pictures = shown.map((row, i): Picture => ({ rows: side, columns: side, pixels: Array.from(pixels.subarray(i * size, (i + 1) * size)), caption: raw(pool.labels[row]) }));
    return [{ label: `bought.${contestant}`, pictures }];
  });
  return groups.length === 0 ? undefined : image({ id: 'labelled', title: 'panel.labelled', groups });
}
