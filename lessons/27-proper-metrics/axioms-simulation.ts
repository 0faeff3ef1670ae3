/**
 * The search for counterexamples to the axioms of a metric: the chosen measure first, watched try by try and while its examples shrink;
 * then all the others; then nearest-neighbour search on digits that relies on the triangle inequality, right or wrong.
 */
import type { Random } from '../../src/core/random/index.js';
import { choice, defineSimulation, integer, message, toggle, type Frame, type Metrics, type Panel } from '../../src/lesson/index.js';
import { AXIOMS } from './axioms.js';
import { MEASURES, measures, type MeasureName } from './measures.js';
import { examplesPanel, pruningPanel, tablePanel, trianglePanel, type Examined, type PrunedRow } from './panels.js';
import { KINDS, type Kind } from './points.js';
import { drawPictures, searchPruned } from './pruning.js';
import { examine, noFindings, shrinkFound } from './search.js';
import { costOf } from './shrink.js';

interface Settings {
  readonly measure: MeasureName;
  readonly dimension: number;
  readonly tries: number;
  readonly inputs: Kind;
  readonly kin: boolean;
  readonly pivots: number;
  readonly compare: boolean;
}

export const metricAxioms = defineSimulation({
  id: 'metric-axioms',
  version: 1,
  params: {
    measure: choice(MEASURES),
    inputs: choice(KINDS),
    dimension: integer({ min: 1, max: 6, default: 2 }),
    tries: integer({ min: 10, max: 20000, step: 10 ** 0.5, scale: 'log', default: 1000 }),
    kin: toggle(true),
    pivots: integer({ min: 1, max: 60, default: 4 }),
    compare: toggle(true),
  },
  metrics: {
    broken: { format: 'integer' },
    identity: { format: 'percent' },
    symmetry: { format: 'percent' },
    triangle: { format: 'percent' },
    worstRatio: { digits: 3 },
    wrongNeighbours: { format: 'percent', better: 'lower' },
    distancesComputed: { format: 'percent', better: 'lower' },
    sameNeighbours: { format: 'percent' },
    nonNegativity: { headline: false, format: 'percent' },
    firstFound: { headline: false, format: 'integer' },
    shrinkSteps: { headline: false, format: 'integer' },
    exampleSize: { headline: false, better: 'lower' },
    infinite: { headline: false, format: 'percent' },
    'brokenBy.*': { headline: false, format: 'integer' },
    'wrongBy.*': { headline: false, format: 'percent' },
  },

  *run({ params, random }) {
    const order = [params.measure, ...(params.compare ? MEASURES.filter((name) => name !== params.measure) : [])];
    const examined = order.map((name): Examined => ({
      name,
      domain: { space: measures[name].space, kind: params.inputs, dimension: dimensionOf(name, params.dimension) },
      findings: noFindings(),
    }));
    const [chosen, ...others] = examined;
    const show = (): Panel[] => [examplesPanel(chosen), trianglePanel(chosen), tablePanel(examined.filter(({ findings }) => findings.tried > 0), params.measure)];
    yield* watch(chosen, params, random.split(chosen.name), show);
    for (const [i, other] of others.entries()) {
      finish(other, params, random.split(other.name));
      yield frame(0.4 + (0.3 * (i + 1)) / others.length, metricsOf(chosen, examined), show(), message('note.others', { done: i + 2, all: order.length }));
    }
    yield* prune(order, params, random.split('digits'), metricsOf(chosen, examined), show());
  },
});

/** A distribution over one outcome is no distribution worth the name. */
function dimensionOf(name: MeasureName, dimension: number): number {
  return measures[name].space === 'distributions' ? Math.max(2, dimension) : dimension;
}

function frame(progress: number, metrics: Metrics, panels: readonly Panel[], note: Frame['note']): Frame {
  return { progress, metrics, panels, note };
}

/** The chosen measure: a frame for every find, every step of shrinking, and now and then between. */
function* watch(chosen: Examined, params: Settings, random: Random, show: () => Panel[]): Generator<Frame, void, void> {
  const { name, domain, findings } = chosen;
  const pause = Math.max(1, Math.floor(params.tries / 25));
  const now = (note: Frame['note']) => frame((0.4 * findings.tried) / params.tries, metricsOf(chosen, [chosen]), show(), note);
  while (findings.tried < params.tries) {
    for (const axiom of examine(measures[name], domain, params.kin, random, findings)) {
      yield now(message(`note.found.${axiom}`, { at: findings.tried }));
      for (const _ of shrinkFound(axiom, measures[name], domain, findings)) yield now(message('note.shrink', { steps: findings.steps[axiom] }));
    }
    if (findings.tried === 1 || findings.tried % pause === 0) yield now(message('note.tried', { tried: findings.tried, tries: params.tries }));
  }
}

/** The others, unwatched. */
function finish({ name, domain, findings }: Examined, params: Settings, random: Random): void {
  while (findings.tried < params.tries) examine(measures[name], domain, params.kin, random, findings);
}

function* prune(order: readonly MeasureName[], params: Settings, random: Random, metrics: Metrics, panels: readonly Panel[]): Generator<Frame, void, void> {
  const pictures = drawPictures(random);
  const rows: PrunedRow[] = [];
  const results = () => [...panels, pruningPanel(rows, params.measure)];
  const searched: MeasureName[] = order.includes('mse') ? [...order] : [...order, 'mse'];
  for (const [i, name] of searched.entries()) {
    const search = searchPruned(measures[name], pictures[measures[name].space], params.pivots);
    for (let next = search.next(); ; next = search.next()) {
      if (next.done) {
        rows.push({ name, pruned: next.value });
        break;
      }
      yield frame(0.7 + (0.3 * i) / searched.length, metrics, results(), message('note.pruning', { done: i, all: searched.length }));
    }
  }
  yield frame(1, { ...metrics, ...pruningMetrics(rows, params.measure) }, results(), 'note.done');
}

function pruningMetrics(rows: readonly PrunedRow[], chosen: MeasureName): Metrics {
  const of = (name: MeasureName) => rows.find((row) => row.name === name)?.pruned;
  const [mine, mse] = [of(chosen), of('mse')];
  if (!mine || !mse) return {};
  return {
    wrongNeighbours: mine.wrong,
    distancesComputed: mine.computed,
    sameNeighbours: mine.nearest.filter((item, i) => item === mse.nearest[i]).length / mine.nearest.length,
    ...Object.fromEntries(rows.map(({ name, pruned }) => [`wrongBy.${name}`, pruned.wrong])),
  };
}

function metricsOf({ findings }: Examined, examined: readonly Examined[]): Metrics {
  const share = (count: number) => (findings.tried === 0 ? 0 : count / findings.tried);
  const count = ({ findings: found }: Examined) => AXIOMS.filter((axiom) => found.broken[axiom] > 0).length;
  const firsts = Object.values(findings.firstTry);
  const sizes = Object.values(findings.examples).map(({ raw }) => costOf(raw));
  return {
    broken: AXIOMS.filter((axiom) => findings.broken[axiom] > 0).length,
    ...Object.fromEntries(AXIOMS.map((axiom) => [axiom, share(findings.broken[axiom])])),
    worstRatio: findings.worstRatio,
    infinite: share(findings.infinite),
    shrinkSteps: AXIOMS.reduce((sum, axiom) => sum + findings.steps[axiom], 0),
    ...(firsts.length > 0 ? { firstFound: Math.min(...firsts), exampleSize: Math.max(...sizes) } : {}),
    ...Object.fromEntries(examined.filter(({ findings: found }) => found.tried > 0).map((one) => [`brokenBy.${one.name}`, count(one)])),
  };
}
