/** The pictures of this level: the network as a table that grows, where parameters and work are, the arithmetic, the memory. */
import { bars, message, raw, table, textPanel, type Bar, type Label, type Panel } from '../../src/lesson/index.js';
import { totalsOf, type Architecture, type CountedLayer, type Totals } from './architecture.js';
import { countOf, GROUPS, type Group } from './kind.js';
import { BYTES, memoryOf, type Optimizer, type Precision } from './memory.js';
import { shapeText } from './shape.js';

/** While the network grows, so many of the newest layers are shown and those before them in one row. */
const NEWEST = 6;
/** From here on multiply-adds are written as powers of ten, to leave room for the layers. */
const LONG = 1e8;

export interface View {
  readonly architecture: Architecture;
  /** Layers built so far. */
  readonly shown: number;
  /** What the real network has, where one is built. */
  readonly built?: number;
  readonly settings: { readonly network: string; readonly optimizer: Optimizer; readonly precision: Precision; readonly batch: number };
}

export function picturesOf(view: View): Panel[] {
  const layers = view.architecture.layers.slice(0, view.shown);
  const totals = totalsOf(view.architecture, view.shown);
  return [
    layerTable(view, layers, check(view, totals)),
    contrast(totals),
    byLayer('parameters', layers, ({ parameters }) => parameters),
    byLayer('work', layers, ({ multiplyAdds }) => multiplyAdds),
    arithmetic(layers, view.settings.precision),
    memory(view, totals),
    ...(view.settings.network === 'typed' ? [] : [source(layers)]),
  ];
}

/** A layer with the activations, norms without a new shape and the like that follow it, in one row: what is told of it fits the screen. */
interface Row {
  readonly first: CountedLayer;
  readonly after: readonly CountedLayer[];
}

function rowsOf(layers: readonly CountedLayer[]): Row[] {
  const rows: { first: CountedLayer; after: CountedLayer[] }[] = [];
  for (const layer of layers) {
    const follows = layer.parameters === 0 && layer.multiplyAdds === 0 && layer.output === layer.input;
    const row = rows.at(-1);
    if (follows && row) row.after.push(layer);
    else rows.push({ first: layer, after: [] });
  }
  return rows;
}

/** The hero: a row a layer. */
function layerTable({ architecture, shown }: View, layers: readonly CountedLayer[], caption: Label): Panel {
  const growing = shown < architecture.layers.length;
  const rows = rowsOf(layers);
  const folded = growing && rows.length > NEWEST + 1 ? rows.length - NEWEST : 0;
  const before = totalsOf(architecture, folded > 0 ? rows[folded].first.statement.number - 1 : 0);
  const most = layers.reduce((largest, { multiplyAdds }) => Math.max(largest, multiplyAdds), before.multiplyAdds);
  const row = ({ first, after }: Row, newest: boolean) => ({
    cells: [first.statement.number, raw([first, ...after].map(({ statement }) => statement.source).join(' + ')), raw(shapeText(first.output)), first.parameters, most >= LONG && first.multiplyAdds === 0 ? null : first.multiplyAdds],
    emphasis: newest ? ('primary' as const) : first.parameters + first.multiplyAdds === 0 ? ('muted' as const) : ('none' as const),
  });
  return table({
    id: 'layers',
    title: message('panel.layers', { input: shapeText(architecture.input) }),
    columns: [
      { label: 'column.number', align: 'right', format: 'integer' },
      { label: 'column.layer', align: 'left' },
      { label: 'column.output', align: 'right' },
      { label: 'column.parameters', align: 'right', format: 'integer' },
      { label: 'column.multiplyAdds', align: 'right', format: most >= LONG ? 'scientific' : 'integer' },
    ],
    rows: [
      ...(folded > 0 ? [{ cells: [null, message('row.before', { count: rows[folded].first.statement.number - 1 }), raw(''), before.parameters, before.multiplyAdds], emphasis: 'muted' as const }] : []),
      ...rows.slice(folded).map((shownRow, i, list) => row(shownRow, growing && i === list.length - 1)),
    ],
    caption,
    weight: 3,
  });
}

/** The famous contrast: the share of each group in the parameters and in the work. */
function contrast(totals: Totals): Panel {
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
  });
}

/** Counted by formula beside what the core's own modules have. */
function check({ built, shown, architecture }: View, { parameters }: Totals): Label {
  if (built === undefined) return 'check.none';
  if (built !== parameters) return message('check.different', { counted: grouped(parameters), built: grouped(built) });
  return message(shown < architecture.layers.length ? 'check.soFar' : 'check.equal', { counted: grouped(parameters), built: grouped(built) });
}

function byLayer(what: 'parameters' | 'work', layers: readonly CountedLayer[], value: (layer: CountedLayer) => number): Panel {
  const counted = layers.filter((layer) => value(layer) > 0);
  const most = Math.max(0, ...counted.map(value));
  return bars({
    id: what,
    title: `panel.${what}`,
    value: { label: `axis.${what}`, format: most >= LONG ? 'scientific' : 'integer', min: 0 },
    bars: counted.map((layer): Bar => {
      return { label: raw(`${layer.statement.number} ${layer.statement.source}`), value: value(layer), emphasis: value(layer) === most ? 'primary' : 'none' };
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
  });
}

/** Matrices as they are; of more than two arrays the vectors are added up: 2304×768 + 768×768 + 3072. */
export function formulaOf({ weights }: Pick<CountedLayer, 'weights'>): string {
  if (weights.length <= 2) return weights.map(shapeText).join(' + ');
  const vectors = weights.filter((shape) => shape.length === 1);
  return [...weights.filter((shape) => shape.length > 1).map(shapeText), countOf(vectors)].join(' + ');
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
  const parts: { source: string; times: number }[] = [];
  for (const { statement } of layers) {
    const last = parts.at(-1);
    if (last?.source === statement.source) last.times++;
    else parts.push({ source: statement.source, times: 1 });
  }
  return textPanel({ id: 'source', title: 'panel.source', lines: [{ text: raw(parts.map(({ source: typed, times }) => (times > 1 ? `${times}x ${typed}` : typed)).join(', ')) }] });
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
