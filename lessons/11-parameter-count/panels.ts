/** The pictures of this level: the network as a table that grows, where parameters and work are, the arithmetic, the memory. */
import { bars, message, raw, table, textPanel, type Bar, type Label, type Panel } from '../../src/lesson/index.js';
import { totalsOf, type Architecture, type CountedLayer, type Totals } from './architecture.js';
import { GROUPS, type Group } from './kind.js';
import { BYTES, memoryOf, type Optimizer, type Precision } from './memory.js';
import { shapeText, sizeOf } from './shape.js';

/** While the network grows, so many of the newest layers are shown and those before them in one row. */
const NEWEST = 8;

export interface View {
  readonly architecture: Architecture;
  /** Layers built so far. */
  readonly shown: number;
  /** What the real network has, where one is built. */
  readonly built?: number;
  readonly settings: { readonly optimizer: Optimizer; readonly precision: Precision; readonly batch: number };
}

export function picturesOf(view: View): Panel[] {
  const layers = view.architecture.layers.slice(0, view.shown);
  const totals = totalsOf(view.architecture, view.shown);
  const weighted = layers.filter(({ parameters, multiplyAdds }) => parameters + multiplyAdds > 0);
  return [
    layerTable(view, layers, totals),
    contrast(totals, check(view, totals)),
    byLayer('parameters', weighted, ({ parameters }) => parameters),
    byLayer('work', weighted, ({ multiplyAdds }) => multiplyAdds),
    arithmetic(weighted, view.settings.precision),
    memory(view, totals),
    source(layers),
  ];
}

/** The hero: a row a layer. */
function layerTable({ architecture, shown }: View, layers: readonly CountedLayer[], totals: Totals): Panel {
  const growing = shown < architecture.layers.length;
  const folded = growing && layers.length > NEWEST + 1 ? layers.length - NEWEST : 0;
  const before = totalsOf(architecture, folded);
  const row = (layer: CountedLayer, newest: boolean) => ({
    cells: [layer.statement.number, raw(layer.statement.source), raw(shapeText(layer.output)), layer.parameters, layer.multiplyAdds],
    emphasis: newest ? ('primary' as const) : layer.parameters + layer.multiplyAdds === 0 ? ('muted' as const) : ('none' as const),
  });
  return table({
    id: 'layers',
    title: message('panel.layers', { input: shapeText(architecture.input) }),
    columns: [
      { label: 'column.number', align: 'right', format: 'integer' },
      { label: 'column.layer', align: 'left' },
      { label: 'column.output', align: 'right' },
      { label: 'column.parameters', align: 'right', format: 'integer' },
      { label: 'column.multiplyAdds', align: 'right', format: 'integer' },
    ],
    rows: [
      ...(folded > 0 ? [{ cells: [null, message('row.before', { count: folded }), raw(''), before.parameters, before.multiplyAdds], emphasis: 'muted' as const }] : []),
      ...layers.slice(folded).map((layer, i, list) => row(layer, growing && i === list.length - 1)),
      { cells: [null, 'row.total', raw(layers.length > 0 ? shapeText(layers[layers.length - 1].output) : ''), totals.parameters, totals.multiplyAdds] },
    ],
    weight: 3,
  });
}

/** The famous contrast: the share of each group in the parameters and in the work. */
function contrast(totals: Totals, caption: Label): Panel {
  const present = GROUPS.filter((group) => totals.parametersOf[group] + totals.workOf[group] > 0);
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return bars({
    id: 'contrast',
    title: 'panel.contrast',
    value: { label: 'axis.share', format: 'percent', digits: 1, min: 0, max: 1 },
    bars: present.filter((group) => group !== 'norm' || present.length < 2).flatMap((group: Group): Bar[] => [
      { label: `group.${group}.parameters`, value: share(totals.parametersOf[group], totals.parameters), emphasis: 'primary' },
      { label: `group.${group}.work`, value: share(totals.workOf[group], totals.multiplyAdds) },
    ]),
    caption,
  });
}

/** Counted by formula beside what the core's own modules have. */
function check({ built, shown, architecture }: View, { parameters }: Totals): Label {
  if (built === undefined) return 'check.none';
  if (built !== parameters) return message('check.different', { counted: grouped(parameters), built: grouped(built) });
  return message(shown < architecture.layers.length ? 'check.soFar' : 'check.equal', { counted: grouped(parameters), built: grouped(built) });
}

function byLayer(what: 'parameters' | 'work', layers: readonly CountedLayer[], value: (layer: CountedLayer) => number): Panel {
  const most = Math.max(0, ...layers.map(value));
  return bars({
    id: what,
    title: `panel.${what}`,
    value: { label: `axis.${what}`, format: 'integer', min: 0 },
    bars: layers.map((layer): Bar => {
      return { label: raw(`${layer.statement.number} ${layer.statement.source}`), value: value(layer), emphasis: value(layer) === most && most > 0 ? 'primary' : 'none' };
    }),
  });
}

/** How each number of parameters comes about: 5×3×5×5 + 5. */
function arithmetic(layers: readonly CountedLayer[], precision: Precision): Panel {
  const counted = layers.filter(({ parameters }) => parameters > 0);
  return table({
    id: 'arithmetic',
    title: 'panel.arithmetic',
    columns: [
      { label: 'column.number', align: 'right', format: 'integer' },
      { label: 'column.formula', align: 'left' },
      { label: 'column.parameters', align: 'right', format: 'integer' },
      { label: 'column.bytes', align: 'right', format: 'bytes' },
    ],
    rows: counted.map((layer) => ({ cells: [layer.statement.number, raw(formulaOf(layer)), layer.parameters, layer.parameters * BYTES[precision]] })),
    caption: 'caption.arithmetic',
    weight: 1.2,
  });
}

export function formulaOf({ weights }: Pick<CountedLayer, 'weights'>): string {
  const whole = weights.length <= 2 ? weights.map(shapeText) : weights.map(sizeOf).map(String);
  return whole.join(' + ');
}

function memory({ settings }: View, totals: Totals): Panel {
  const { weights, gradients, optimizer, activations, total } = memoryOf(totals, settings);
  return bars({
    id: 'memory',
    title: message('panel.memory', { batch: settings.batch }),
    value: { label: 'axis.memory', format: 'bytes', min: 0 },
    bars: [
      { label: 'memory.weights', value: weights, emphasis: 'primary' },
      { label: 'memory.gradients', value: gradients },
      { label: `memory.${settings.optimizer}`, value: optimizer },
      { label: 'memory.activations', value: activations, emphasis: 'bad' },
      { label: 'memory.total', value: total, emphasis: 'muted' },
    ],
  });
}

/** The network in its language, to copy and change. */
function source(layers: readonly CountedLayer[]): Panel {
  return textPanel({ id: 'source', title: 'panel.source', lines: [{ text: raw(layers.map(({ statement }) => statement.source).join(', ')) }] });
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
