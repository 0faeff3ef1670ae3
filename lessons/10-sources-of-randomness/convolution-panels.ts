/** The pictures of convolution-algorithms: arithmetic by kernel size, all figures, the differences, and the maps themselves. */
import { histogram, image, line, message, table, type Panel } from '../../src/lesson/index.js';
import type { Algorithm, Layer, Outcome } from './convolutions.js';

/** Half the distance between 1 and the next number in single precision. */
const EPSILON = 2 ** -24;
const BINS = 12;

/** Multiplications by the size of the kernel. */
export function costPanel(algorithms: readonly Algorithm[], outcomes: readonly Outcome[], chosen: number): Panel {
  return line({
    id: 'cost',
    weight: 1.2,
    title: 'panel.cost',
    x: { label: 'axis.kernel', format: 'integer', min: 3, max: 15 },
    y: { label: 'axis.multiplications', scale: 'log', format: 'scientific', digits: 0 },
    series: algorithms.map((algorithm) => {
      const points = outcomes.filter((outcome) => outcome.algorithm === algorithm).sort((a, b) => a.kernel - b.kernel);
      return {
        id: algorithm,
        label: `algorithm.${algorithm}`,
        x: points.map(({ kernel }) => kernel),
        y: points.map(({ multiplications }) => multiplications),
        mark: 'both' as const,
        emphasis: algorithm === 'fft' ? ('primary' as const) : ('none' as const),
      };
    }),
    rules: [{ axis: 'x', at: chosen, label: 'rule.chosen' }],
  });
}

export function tablePanel(here: readonly Outcome[]): Panel {
  return table({
    id: 'algorithms',
    title: 'panel.algorithms',
    columns: [
      { label: 'column.algorithm' },
      { label: 'column.multiplications', align: 'right', format: 'integer' },
      { label: 'column.additions', align: 'right', format: 'integer' },
      { label: 'column.time', align: 'right', digits: 2 },
      { label: 'column.error', align: 'right', format: 'scientific', digits: 1 },
    ],
    rows: here.map(({ algorithm, multiplications, additions, time, error }) => ({ cells: [`algorithm.${algorithm}`, multiplications, additions, time, error] })),
    caption: 'caption.time',
  });
}

/** How far the outputs of the others are from those of the direct sum, in units of the rounding of a number near 1. */
export function differencePanel(here: readonly Outcome[]): Panel {
  const direct = here.find(({ algorithm }) => algorithm === 'direct');
  const series = here
    .filter(({ algorithm }) => algorithm !== 'direct')
    .map(({ algorithm, output }) => ({ algorithm, values: Array.from(output, (value, i) => (value - (direct?.output[i] ?? value)) / EPSILON) }));
  const most = series.reduce((top, { values }) => values.reduce((high, value) => Math.max(high, Math.abs(value)), top), 1);
  const edges = Array.from({ length: BINS + 1 }, (_, i) => most * ((2 * i) / BINS - 1));
  const binOf = (value: number) => Math.min(BINS - 1, Math.floor((value / most + 1) * (BINS / 2)));
  return histogram({
    id: 'differences',
    title: 'panel.lastBits',
    x: { label: 'axis.roundings', digits: 1 },
    y: { label: 'axis.outputs', format: 'integer', min: 0 },
    edges,
    series: series.map(({ algorithm, values }) => {
      const counts = new Array<number>(BINS).fill(0);
      for (const value of values) counts[binOf(value)]++;
      return { id: algorithm, label: `algorithm.${algorithm}`, counts };
    }),
    caption: message('caption.roundings', { power: 24 }),
  });
}

/** The first channel that comes in, and the first that goes out: to the eye the same by every algorithm. */
export function picturesPanel({ input, height, width, side }: Layer, here: readonly Outcome[]): Panel {
  const input0 = input.subarray(0, height * width);
  const firsts = here.map(({ algorithm, output }) => ({ algorithm, map: output.subarray(0, side * side) }));
  const values = firsts.flatMap(({ map }) => Array.from(map));
  const [low, high] = [values.reduce((a, b) => Math.min(a, b), 0), values.reduce((a, b) => Math.max(a, b), 0)];
  const span = high - low || 1;
  return image({
    id: 'maps',
    title: 'panel.maps',
    groups: [
      { label: 'maps.input', pictures: [{ rows: height, columns: width, pixels: Array.from(input0) }] },
      ...firsts.map(({ algorithm, map }) => ({ label: `algorithm.${algorithm}`, pictures: [{ rows: side, columns: side, pixels: Array.from(map, (value) => (value - low) / span) }] })),
    ],
  });
}
