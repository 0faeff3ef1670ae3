/** The pictures: neighbours of the watched words, sense made so far, the map, the blanks of the other objectives, the groups one by one. */
import { bars, line, message, raw, scatter, table, textPanel, type Panel } from '../../src/lesson/index.js';
import { text, type Tensor } from '../../src/core/index.js';
import type { Drawn } from './map.js';
import { OBJECTIVES, type Guessing, type Objective } from './objectives.js';
import type { Source } from './source.js';
import type { Sense } from './yardstick.js';

const NEIGHBOURS = 5;

export function neighboursPanel({ watched, vocabulary }: Source, vectors: Tensor): Panel {
  const known = watched.flatMap(({ id }) => id ?? []);
  const found = text.cosineNeighbours(vectors, known, NEIGHBOURS);
  return table({
    id: 'neighbours',
    title: 'panel.neighbours',
    columns: [{ label: 'column.word' }, { label: 'column.cosine', digits: 2, align: 'right' }, { label: 'column.neighbours' }],
    rows: watched.map(({ word, id }) => {
      if (id === undefined) return { cells: [raw(word), null, 'cell.unknown'], emphasis: 'muted' as const };
      const { ids, similarities } = found[known.indexOf(id)];
      return { cells: [raw(word), similarities[0], raw(Array.from(ids, (near) => vocabulary[near]).join(', '))] };
    }),
  });
}

/** The course of training so far. */
export interface Course {
  /** Passes over the text. */
  readonly passes: number[];
  readonly kinds: number[];
  readonly topics: number[];
  readonly loss: number[];
}

export function sharpeningPanel({ passes, kinds, topics }: Course, epochs: number, chance: number): Panel {
  return line({
    id: 'sharpening',
    title: 'panel.sharpening',
    x: { label: 'axis.passes', min: 0, max: epochs },
    y: { label: 'axis.share', format: 'percent', min: 0 },
    series: [
      { id: 'kinds', label: 'series.kinds', x: passes, y: kinds },
      { id: 'topics', label: 'series.topics', x: passes, y: topics },
    ],
    rules: [{ axis: 'y', at: chance, label: 'rule.chance' }],
  });
}

/** For texts that the lists say nothing about: how well a true neighbour is told from noise. */
export function lossPanel({ passes, loss }: Course, epochs: number): Panel {
  return line({
    id: 'loss',
    title: 'panel.loss',
    x: { label: 'axis.passes', min: 0, max: epochs },
    y: { label: 'axis.loss', unit: 'unit.nats' },
    series: [{ id: 'loss', label: 'panel.loss', x: passes, y: loss }],
  });
}

export function mapPanel({ groups, shown }: Drawn, vocabulary: readonly string[]): Panel {
  return scatter({
    id: 'map',
    title: message('panel.map', { shown: Math.round(shown * 100) }),
    x: { label: 'axis.first', digits: 1 },
    y: { label: 'axis.second', digits: 1 },
    series: groups.map(({ name, points }) => ({
      id: name,
      label: `group.${name}`,
      x: points.map(({ x }) => x),
      y: points.map(({ y }) => y),
      names: points.map(({ id }) => raw(vocabulary[id])),
    })),
  });
}

export function blanksPanel({ blanks }: Guessing): Panel {
  const guesses = (list: (typeof blanks)[number]['guesses'][Objective]) => list.map(({ word, probability }) => `${word} ${(probability * 100).toFixed(0)} %`).join(', ');
  return textPanel({
    id: 'blanks',
    title: 'panel.blanks',
    weight: 2,
    lines: blanks.flatMap((blank) => [
      { text: message('blank.sentence', { before: blank.before.join(' '), answer: blank.answer, after: blank.after.join(' ') }), emphasis: 'primary' as const },
      ...OBJECTIVES.map((objective) => ({
        text: message(`blank.${objective}`, { guesses: guesses(blank.guesses[objective]) }),
        emphasis: blank.guesses[objective].some(({ word }) => word === blank.answer) ? ('good' as const) : ('none' as const),
      })),
    ]),
  });
}

export function perplexityPanel({ perplexity }: Guessing): Panel {
  return bars({
    id: 'perplexity',
    title: 'panel.perplexity',
    value: { label: 'axis.perplexity', min: 0, digits: 0 },
    bars: (['unigram', 'next', 'masked'] as const).map((name) => ({ label: `bar.${name}`, value: perplexity[name], emphasis: name === 'unigram' ? 'muted' : 'none' })),
  });
}

export function groupsPanel({ byGroup }: Sense, chance: number): Panel {
  return bars({
    id: 'groups',
    title: 'panel.groups',
    weight: 0.5,
    value: { label: 'axis.share', format: 'percent', min: 0 },
    bars: byGroup.map(({ name, share }) => ({ label: `group.${name}`, value: share })),
    rules: [{ axis: 'x', at: chance, label: 'rule.chance' }],
  });
}
