/** The pictures of the search: the counterexample with its numbers, the triangle, the table of all measures, and what pruning does. */
import { message, raw as verbatim, table, textPanel, timeline, type Cell, type Label, type Panel } from '../../src/lesson/index.js';
import { AXIOMS, type Axiom, type Example } from './axioms.js';
import { measures, type MeasureName } from './measures.js';
import { valuesOf, type Domain } from './points.js';
import type { Pruned } from './pruning.js';
import { fraction, number, tuple } from './readable.js';
import type { Findings } from './search.js';

export interface Examined {
  readonly name: MeasureName;
  readonly domain: Domain;
  readonly findings: Findings;
}

type Lines = { readonly text: Label; readonly emphasis?: 'bad' | 'good' | 'muted' | 'none' }[];
const NAMES = ['x', 'y', 'z'] as const;

function written(domain: Domain, point: readonly number[]): string {
  return tuple(point, domain.space === 'distributions' ? fraction : number);
}

/** What was found against each axiom, with the numbers in the formula. */
export function examplesPanel({ name, domain, findings }: Examined): Panel {
  const broken = AXIOMS.filter((axiom) => findings.examples[axiom]);
  const lines: Lines = broken.flatMap((axiom) => linesOf(axiom, findings.examples[axiom], name, domain, findings));
  const held = AXIOMS.filter((axiom) => !findings.examples[axiom]);
  if (held.length > 0) lines.push({ text: message('found.none', { tries: findings.tried }), emphasis: 'good' });
  for (const axiom of held) lines.push({ text: `axiom.${axiom}`, emphasis: 'none' });
  return textPanel({ id: 'examples', weight: 2.2, title: 'panel.examples', lines });
}

function linesOf(axiom: Axiom, example: Example | undefined, name: MeasureName, domain: Domain, findings: Findings): Lines {
  if (!example) return [];
  const { distance, formula } = measures[name];
  const points = example.raw.map((point) => valuesOf(domain, point));
  const shown = points.map((point, i) => `${NAMES[i]} ${written(domain, point)}`).join('  ');
  const value = (i: number, j: number) => {
    const d = number(distance(points[i], points[j]));
    const form = formula(points[i], points[j]);
    return { text: verbatim(`d(${NAMES[i]},${NAMES[j]}) = ${form}${form === d ? '' : ` = ${d}`}`), emphasis: 'none' as const };
  };
  const head = { text: message(`found.${axiom}`, { points: shown, at: findings.firstTry[axiom] ?? 0, steps: findings.steps[axiom] }), emphasis: 'bad' as const };
  switch (axiom) {
    case 'nonNegativity':
    case 'identity':
      return [head, value(0, 1)];
    case 'symmetry':
      return [head, value(0, 1), value(1, 0)];
    case 'triangle':
      return [head, value(0, 2), value(0, 1), value(1, 2)];
  }
}

/** The two ways from x to z, laid out along their lengths. Without a violation: the triple tried whose detour saves most. */
export function trianglePanel({ name, domain, findings }: Examined): Panel {
  const example = findings.examples.triangle;
  const points = (example?.raw ?? findings.worst ?? []).map((point) => valuesOf(domain, point));
  const { distance } = measures[name];
  const [xz, xy, yz] = points.length < 3 ? [0, 0, 0] : [distance(points[0], points[2]), distance(points[0], points[1]), distance(points[1], points[2])];
  return timeline({
    id: 'triangle',
    title: example ? 'panel.triangle' : 'panel.triangleHeld',
    x: { label: 'axis.length', min: 0, digits: 2 },
    lanes: [
      { id: 'direct', label: verbatim('x → z') },
      { id: 'detour', label: verbatim('x → y → z') },
    ],
    kinds: [
      { id: 'xz', label: message('leg.xz', { length: number(xz) }) },
      { id: 'xy', label: message('leg.xy', { length: number(xy) }) },
      { id: 'yz', label: message('leg.yz', { length: number(yz) }) },
      { id: 'gap', label: message('leg.gap', { length: number(Math.abs(xz - xy - yz)) }) },
    ],
    spans: [
      { lane: 'direct', kind: 'xz', start: 0, end: xz },
      { lane: 'detour', kind: 'xy', start: 0, end: xy },
      { lane: 'detour', kind: 'yz', start: xy, end: xy + yz },
      { lane: 'detour', kind: 'gap', start: xy + yz, end: xz },
      { lane: 'direct', kind: 'gap', start: xz, end: xy + yz },
    ].filter(({ start, end }) => end > start),
  });
}

/** Measures by axioms: how often each broke, or that nothing was found; and what is proved. */
export function tablePanel(all: readonly Examined[], chosen: MeasureName): Panel {
  const cell = ({ findings }: Examined, axiom: Axiom): Cell =>
    findings.broken[axiom] === 0 ? 'cell.none' : message('cell.broken', { share: percent(findings.broken[axiom] / findings.tried) });
  return table({
    id: 'measures',
        title: 'panel.measures',
    columns: [{ label: 'column.measure' }, ...AXIOMS.map((axiom) => ({ label: `column.${axiom}`, align: 'right' as const })), { label: 'column.verdict' }],
    rows: all.map((examined) => ({
      cells: [`param.measure.${examined.name}`, ...AXIOMS.map((axiom) => cell(examined, axiom)), verdict(examined)],
      emphasis: examined.name === chosen ? ('primary' as const) : AXIOMS.some((axiom) => examined.findings.broken[axiom] > 0) ? ('none' as const) : ('muted' as const),
    })),
  });
}

function verdict({ name, findings }: Examined): Label {
  if (AXIOMS.some((axiom) => findings.broken[axiom] > 0)) return 'verdict.refuted';
  return measures[name].theorem ? 'verdict.proved' : 'verdict.open';
}

/** Share below a tenth of a percent is not 0. */
function percent(share: number): string {
  return share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;
}

export interface PrunedRow {
  readonly name: MeasureName;
  readonly pruned: Pruned;
}

export function pruningPanel(rows: readonly PrunedRow[], chosen: MeasureName): Panel {
  return table({
    id: 'pruning',
    title: 'panel.pruning',
    columns: [
      { label: 'column.measure' },
      { label: 'column.wrong', align: 'right', format: 'percent', digits: 0 },
      { label: 'column.computed', align: 'right', format: 'percent', digits: 0 },
    ],
    rows: rows.map(({ name, pruned }) => ({
      cells: [`param.measure.${name}`, pruned.wrong, pruned.computed],
      emphasis: name === chosen ? ('primary' as const) : pruned.wrong > 0 ? ('bad' as const) : ('none' as const),
    })),
    caption: 'caption.pruning',
  });
}
