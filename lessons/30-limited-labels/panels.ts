/** The pictures of `limited-labels`: the map from a situation to an approach, the labels bought and guessed, and all in a table. */
import { image, raw, table, type Cell, type Emphasis, type Panel, type Picture } from '../../src/lesson/index.js';
import { mapPanel } from './map.js';
import { accuraciesOf, gainOf, GUESSERS, meanOf, ranking, worthOf, type Contestant, type History } from './record.js';
import { pixelsAt } from './sheet.js';
import { CONTROLS, ORDER } from './situation.js';
import { CLASSES, type World } from './world.js';

/** Pictures that are shown of each kind. */
const SHOWN = 8;

export function picturesOf(history: History, world: World): Panel[] {
  return [mapPanel(history), labelled(history, world), ...summary(history)].filter((panel) => panel !== undefined);
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

/** Of the first repetition: labels as they came, as active learning asked for them, and guesses of self-training that are wrong. */
function labelled(history: History, { pool, size, side }: World): Panel | undefined {
  const group = (label: string, rows: readonly number[], said: readonly number[]) => {
    const pixels = pixelsAt(pool, size, rows);
    const pictures = rows.map((_, i): Picture => ({ rows: side, columns: side, pixels: Array.from(pixels.subarray(i * size, (i + 1) * size)), caption: raw(said[i]) }));
    return pictures.length === 0 ? [] : [{ label, pictures }];
  };
  const bought = (contestant: Contestant) => {
    // The first ten are the same for everyone: one of each digit.
    const rows = history.examples.get(contestant)?.bought.slice(CLASSES, CLASSES + SHOWN) ?? [];
    return group(`bought.${contestant}`, rows, rows.map((row) => pool.labels[row]));
  };
  const wrong = history.examples.get('selfTraining')?.wrong?.slice(0, SHOWN) ?? [];
  const groups = [...bought('baseline'), ...bought('active'), ...group('bought.wrong', wrong.map(({ row }) => row), wrong.map(({ guess }) => guess))];
  return groups.length === 0 ? undefined : image({ id: 'labelled', title: 'panel.labelled', groups });
}
