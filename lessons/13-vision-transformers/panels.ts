/** The pictures: accuracy by size of the training set, by shift, what a shift does to feature maps and answers, how far each network looks. */
import { bars, image, line, message, raw, table, type Bar, type Label, type LineSeries, type Panel, type Picture } from '../../src/lesson/index.js';
import { AREA, place, SIDE } from './canvas.js';
import { meanOf, TEST_SHIFTS, type History, type NetworkName } from './record.js';
import { SHIFTS } from './symmetry.js';
import type { Task, TrainingSet } from './task.js';

export interface Scene {
  readonly task: Task;
  /** Centred test digits, of which the first is shown. */
  readonly probes: Float32Array;
  /** The first training pictures. */
  readonly set: TrainingSet;
}

export function picturesOf(history: History, scene: Scene): Panel[] {
  return [
    bySize(history),
    byShift(history, scene),
    ...(history.stages.length > 0 ? [equivariance(history)] : []),
    ...(history.cnnReach.length + history.vitReach.length > 0 ? [views(history, scene), reach(history)] : []),
    ...summary(history),
    seen(scene),
  ];
}

const percent = { format: 'percent' } as const;

/** The main result: how many pictures each network needs. */
function bySize(history: History): Panel {
  const { sizes, running } = history;
  const series = history.names.map((name): LineSeries => {
    const done = history.accuracy[name];
    const live = running?.name === name ? [running] : [];
    return {
      id: name,
      label: `network.${name}`,
      x: [...sizes.slice(0, done.length), ...live.map(({ size }) => size)],
      y: [...done, ...live.map(({ accuracy }) => accuracy)],
      mark: 'both',
      emphasis: name === 'vit' ? 'primary' : 'none',
    };
  });
  const lowest = Math.min(...series.flatMap(({ y }) => y.map((value) => value ?? 1)));
  const [first, last] = [sizes[0], sizes[sizes.length - 1]];
  return line({
    id: 'size',
    title: 'panel.size',
    x: { label: 'axis.size', format: 'integer', scale: 'log', min: first === last ? first / 2 : first, max: first === last ? last * 2 : last },
    y: { label: 'axis.accuracy', ...percent, min: lowest < 0.2 ? 0 : 0.2, max: 1 },
    series,
    weight: 1.3,
  });
}

/** Where each network can still read: trained within the range, tested beyond it. */
function byShift({ names, findings }: History, { task }: Scene): Panel {
  return line({
    id: 'shift',
    title: message('panel.shift', { range: task.range }),
    x: { label: 'axis.shift', unit: 'unit.pixel', format: 'integer', min: -2, max: 2 },
    y: { label: 'axis.accuracy', ...percent, min: 0, max: 1 },
    series: names.map((name): LineSeries => {
      const finding = findings[name];
      return { id: name, label: `network.${name}`, x: finding ? TEST_SHIFTS : [], y: finding ? finding.moved : [], mark: 'both', emphasis: name === 'vit' ? 'primary' : 'none' };
    }),
  });
}

/** What is left of f(shift x) - shift f(x). */
function equivariance({ stages }: History): Panel {
  return line({
    id: 'equivariance',
    title: 'panel.equivariance',
    caption: 'caption.equivariance',
    x: { label: 'axis.roll', unit: 'unit.pixel', format: 'integer', min: 0, max: SHIFTS[SHIFTS.length - 1] },
    y: { label: 'axis.error', digits: 1, min: 0 },
    series: stages.map(({ id, errors }): LineSeries => ({ id, label: `stage.${id}`, x: SHIFTS, y: errors, mark: 'both', emphasis: id === 'convolution' ? 'good' : id === 'patches' ? 'primary' : 'none' })),
  });
}

/** Mean distance of what a layer looks at; of a block of the transformer, with the range of its heads. */
function reach({ cnnReach, receptiveFields, vitReach, evenReach }: History): Panel {
  const layers = cnnReach.map(({ distance }, l): Bar => ({ label: message('reach.layer', { layer: l + 1 }), value: distance, emphasis: 'muted', note: message('reach.window', { side: Math.min(receptiveFields[l], SIDE) }) }));
  const blocks = vitReach.map((heads, b): Bar => {
    const distances = heads.map(({ distance }) => distance);
    return { label: message('group.block', { block: b + 1 }), value: meanOf(distances), interval: [Math.min(...distances), Math.max(...distances)], emphasis: 'primary' };
  });
  return bars({
    id: 'reach',
    title: 'panel.reach',
    caption: 'caption.reach',
    value: { label: 'axis.reach', unit: 'unit.pixel', digits: 1, min: 0 },
    bars: [...layers, ...blocks],
    rules: evenReach === undefined ? [] : [{ axis: 'x', at: evenReach, label: 'rule.even' }],
  });
}

/** The same as pictures: the pixels that the unit or patch in the middle looks at. */
function views({ cnnReach, vitReach }: History, { probes }: Scene): Panel {
  const picture = (map: readonly number[], caption: Label): Picture => ({ rows: SIDE, columns: SIDE, pixels: scaled(map), caption });
  return image({
    id: 'views',
    title: 'panel.views',
    caption: 'caption.views',
    groups: [
      { label: 'group.layers', pictures: [{ rows: SIDE, columns: SIDE, pixels: Array.from(probes.subarray(0, AREA)), caption: 'views.picture' }, ...cnnReach.map(({ map }, l) => picture(map, raw(l + 1)))] },
      ...vitReach.map((heads, block) => ({ label: message('group.block', { block: block + 1 }), pictures: heads.map(({ map }, head) => picture(map, raw(head + 1))) })),
    ],
  });
}

function scaled(values: readonly number[]): number[] {
  const most = Math.max(...values);
  return values.map((value) => (most > 0 ? value / most : 0));
}

function summary({ names, findings }: History): Panel[] {
  const rows = names.flatMap((name: NetworkName) => {
    const finding = findings[name];
    if (!finding) return [];
    const at = (distance: number) => meanOf(finding.moved.filter((_, i) => Math.abs(TEST_SHIFTS[i]) === distance));
    const cells = [`network.${name}`, finding.parameters, at(0), at(1), at(2), finding.onePixel.probability, finding.wholePatch.probability];
    return [{ cells, emphasis: name === 'vit' ? ('primary' as const) : ('none' as const) }];
  });
  const share = { format: 'percent', digits: 0, align: 'right' } as const;
  if (rows.length === 0) return [];
  return [
    table({
      id: 'summary',
      title: 'panel.summary',
      caption: 'caption.summary',
      columns: [
        { label: 'column.network' },
        { label: 'column.parameters', format: 'integer', align: 'right' },
        { label: 'column.centred', ...share },
        { label: 'column.near', ...share },
        { label: 'column.far', ...share },
        { label: 'column.change', digits: 2, align: 'right' },
        { label: 'column.patch', digits: 2, align: 'right' },
      ],
      rows,
    }),
  ];
}

/** Training pictures as they lie on the canvas. */
function seen({ set }: Scene): Panel {
  const pixels = place(set.rows, (i) => set.shifts[i]);
  const pictures = Array.from(set.labels, (label, i) => ({ rows: SIDE, columns: SIDE, pixels: Array.from(pixels.subarray(i * AREA, (i + 1) * AREA)), caption: raw(label) }));
  return image({ id: 'seen', title: 'panel.seen', groups: [{ pictures }] });
}
