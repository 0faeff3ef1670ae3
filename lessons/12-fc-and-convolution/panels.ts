/** The pictures of this level: outputs side by side, how far apart they are, the weights in both shapes, the matrix, the sizes. */
import { heatmap, line, message, raw, table, type Axis, type Panel, type Value } from '../../src/lesson/index.js';
import type { Case } from './cases.js';
import { convParameters, denseParameters, layout, OUTPUTS, PIXELS, SIDE } from './geometry.js';
import type { SmallMatrix } from './matrix.js';
import type { ConvTwin, DenseTwin } from './twins.js';

/** Below this a difference is drawn as this: a logarithm has no zero. */
const FLOOR = 1e-9;
/** Spacing of float32 numbers next to 1. */
const ROUNDING = 2 ** -23;
const LISTED = 4;
const TILES = 4;
const SIDES = [8, 12, 16, 24, 32, 48, 64, 96, 128, 160, 192, 224];

export interface History {
  readonly steps: number[];
  readonly outputs: number[];
  readonly weights: number[];
}

export interface View {
  readonly shape: Case;
  readonly conv: ConvTwin;
  readonly dense: DenseTwin;
  /** Outputs on the test pictures, [N, O, P]: convolution, fully connected. */
  readonly outputs: readonly Float32Array[];
  /** Which test picture is listed. */
  readonly example: number;
  readonly digit: number;
  readonly steps: number;
  readonly history: History;
  readonly matrix: SmallMatrix;
}

export function picturesOf(view: View): Panel[] {
  return [sideBySide(view), apart(view.history, view.steps), kernels(view), rows(view), matrixPicture(view.matrix), sizes(view.shape)];
}

/** The scores of the picture's strongest classes, from both layers. */
function sideBySide({ shape, outputs: [a, b], example, digit }: View): Panel {
  const { positions } = shape.geometry;
  const strongest = Array.from({ length: OUTPUTS }, (_, o) => {
    const start = (example * OUTPUTS + o) * positions;
    let best = start;
    for (let i = start; i < start + positions; i++) if (a[i] > a[best]) best = i;
    return { o, at: best, position: best - start };
  }).sort((x, y) => a[y.at] - a[x.at] || x.o - y.o);
  return table({
    id: 'outputs',
    title: message('panel.outputs', { digit }),
    columns: [
      { label: 'column.output', align: 'left' },
      { label: 'column.conv', align: 'right', digits: 6 },
      { label: 'column.fc', align: 'right', digits: 6 },
      { label: 'column.difference', align: 'right' },
    ],
    rows: strongest.slice(0, LISTED).map(({ o, at, position }) => ({
      cells: [positions === 1 ? raw(o) : message('row.at', { digit: o, position: position + 1 }), a[at], b[at], Math.abs(a[at] - b[at])],
      emphasis: o === digit ? ('primary' as const) : ('none' as const),
    })),
    caption: positions === 1 ? 'caption.outputs' : message('caption.outputsAt', { positions }),
  });
}

/** The greatest difference over all test pictures, step by step. */
function apart({ steps, outputs, weights }: History, all: number): Panel {
  const y: Axis = { label: 'axis.difference', scale: 'log', format: 'scientific', digits: 0, min: FLOOR, max: 100 };
  const drawn = (values: readonly number[]): Value[] => values.map((value) => Math.max(value, FLOOR));
  return line({
    id: 'apart',
    title: 'panel.apart',
    x: { label: 'axis.step', format: 'integer', min: 0, max: Math.max(1, all) },
    y,
    series: [
      { id: 'outputs', label: 'series.outputs', x: [...steps], y: drawn(outputs), emphasis: 'primary' },
      { id: 'weights', label: 'series.weights', x: [...steps], y: drawn(weights) },
    ],
    rules: [{ axis: 'y', at: ROUNDING, label: 'rule.rounding' }],
  });
}

/** Tiles of 8x8 side by side, each enlarged to that size, with an empty column between. */
function tiles(pictures: readonly { readonly side: number; readonly values: readonly number[] }[]): { values: Value[]; columns: number; limit: number } {
  const columns = pictures.length * (SIDE + 1) - 1;
  let limit = 0;
  const values = Array.from({ length: SIDE * columns }, (_, i): Value => {
    const [y, x] = [Math.floor(i / columns), i % columns];
    const { side, values: weights } = pictures[Math.floor(x / (SIDE + 1))];
    const inside = x % (SIDE + 1);
    if (inside === SIDE) return null;
    const zoom = Math.max(1, Math.floor(SIDE / side));
    const [row, column] = [Math.floor(y / zoom), Math.floor(inside / zoom)];
    if (row >= side || column >= side) return null;
    const value = weights[row * side + column];
    limit = Math.max(limit, Math.abs(value));
    return value;
  });
  return { values, columns, limit };
}

function tilePanel(id: string, title: Panel['title'], caption: Panel['title'], pictures: Parameters<typeof tiles>[0]): Panel {
  const { values, columns, limit } = tiles(pictures);
  return heatmap({ id, title, caption, grid: { rows: SIDE, columns, values, min: -limit, max: limit, scale: 'diverging' } });
}

/** Weights of one output laid out as the picture they look at. */
function pictured({ shape: { block, geometry } }: View, weights: Float32Array): { side: number; values: number[] } {
  if (geometry.kernel > 1 || geometry.channels === 1) return { side: geometry.kernel, values: [...weights] };
  // 1x1 kernels: the channels are the pixels of a block.
  const place = layout(block);
  const side = block;
  return { side, values: Array.from({ length: side * side }, (_, i) => weights[Math.floor(place[Math.floor(i / side) * SIDE + (i % side)] / (geometry.side * geometry.side))]) };
}

/** The convolution's kernels; in the local case that of the picture's class, whose copies the other picture shows. */
function kernels(view: View): Panel {
  const { channels, kernel } = view.shape.geometry;
  const size = channels * kernel * kernel;
  const weight = view.conv.conv.weight.toArray();
  const local = view.shape.sees === 'whole' && view.shape.geometry.positions > 1;
  const shown = local ? [view.digit] : firstClasses();
  return tilePanel('kernels', message('panel.kernels', { outputs: OUTPUTS, channels, kernel }), local ? message('caption.oneKernel', { digit: view.digit }) : 'caption.classes',
    shown.map((o) => pictured(view, weight.subarray(o * size, (o + 1) * size))));
}

/** Rows of the fully connected layer's matrix, folded back to pictures. */
function rows(view: View): Panel {
  const { geometry, sees } = view.shape;
  const weight = view.dense.inOrder();
  const inputs = view.dense.order.length;
  const local = sees === 'whole' && geometry.positions > 1;
  const outputs = weight.length / inputs;
  const title = message('panel.rows', { outputs, inputs });
  if (local) {
    const places = Array.from({ length: TILES }, (_, i) => Math.floor((i * (geometry.positions - 1)) / (TILES - 1)));
    const pictures = [...new Set(places)].map((p) => {
      const row = (view.digit * geometry.positions + p) * inputs;
      return { side: SIDE, values: [...weight.subarray(row, row + PIXELS)] };
    });
    return tilePanel('rows', title, message('caption.copies', { digit: view.digit }), pictures);
  }
  return tilePanel('rows', title, 'caption.folded', firstClasses().map((o) => {
    const row = weight.subarray(o * inputs, (o + 1) * inputs);
    return geometry.channels === 1 ? { side: SIDE, values: [...row] } : pictured(view, row);
  }));
}

function firstClasses(): number[] {
  return Array.from({ length: TILES }, (_, o) => o);
}

/** The first kernel as a matrix on a small input. */
function matrixPicture({ geometry, rows: height, columns, values, filled, difference }: SmallMatrix): Panel {
  const limit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return heatmap({
    id: 'matrix',
    title: message('panel.matrix', { side: geometry.side, rows: height, columns }),
    x: 'matrix.inputs',
    y: 'matrix.outputs',
    grid: { rows: height, columns, values: Array.from(values, (value) => (value === 0 ? null : value)), min: -limit, max: limit, scale: 'diverging' },
    caption: message('caption.matrix', { filled: Math.round(filled * 1000) / 10, difference: difference === 0 ? '0' : difference.toExponential(0) }),
  });
}

/** Parameters as the picture grows, with the same kernel. */
function sizes({ geometry: { channels, kernel }, block }: Case): Panel {
  const sides = [...new Set([kernel * block, ...SIDES])].filter((side) => side >= kernel * block && side % block === 0).sort((a, b) => a - b);
  const measure = (count: (side: number) => number) => sides.map((side) => count(side / block));
  return line({
    id: 'sizes',
    title: message('panel.sizes', { kernel, channels }),
    x: { label: 'axis.side', scale: 'log', format: 'integer', min: sides[0], max: 224 },
    y: { label: 'axis.parameters', scale: 'log', format: 'scientific', digits: 0 },
    series: [
      { id: 'conv', label: 'series.conv', x: sides, y: measure(() => convParameters({ channels, kernel })), mark: 'both', emphasis: 'primary' },
      { id: 'dense', label: 'series.dense', x: sides, y: measure((side) => denseParameters(channels, side, kernel)), mark: 'both' },
    ],
    rules: [{ axis: 'x', at: SIDE, label: 'rule.here' }],
  });
}
