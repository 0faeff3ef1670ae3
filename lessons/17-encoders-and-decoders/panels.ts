/** The pictures of the results: every architecture on every task, the curves of learning, the learner's line, detours and passes. */
import { line, message, raw, table, type Panel, type Value } from '../../src/lesson/index.js';
import type { Ceilings } from './ceilings.js';
import { ARCHITECTURES, TASKS, type Architecture, type Cells, type Detours, type Task } from './judging.js';
import { textOf } from './language.js';
import type { OwnLine, Reply } from './own-line.js';

/** Learning so far. */
export interface Course {
  readonly steps: number[];
  readonly losses: Readonly<Record<Architecture, number[]>>;
  /** At the checkpoints: each architecture on its own task. */
  readonly checked: number[];
  readonly own: Readonly<Record<Architecture, number[]>>;
}

/** The task that an architecture is made for. */
export const OWN_TASK: Readonly<Record<Architecture, Task>> = { encoder: 'fill', decoder: 'continue', both: 'rewrite' };

/** What is possible at best, cell by cell. */
function bestOf({ bothSides, leftOnly, independent, fixedLength }: Ceilings): Record<Architecture, Record<Task, number>> {
  return {
    encoder: { fill: bothSides, continue: independent, rewrite: fixedLength },
    decoder: { fill: leftOnly, continue: 1, rewrite: 1 },
    both: { fill: bothSides, continue: 1, rewrite: 1 },
  };
}

export function tablePanel(cells: Cells, ceilings: Ceilings): Panel {
  const best = bestOf(ceilings);
  return table({
    id: 'table',
    title: 'panel.table',
    columns: [{ label: 'column.model' }, ...TASKS.map((task) => ({ label: `task.${task}`, format: 'percent' as const, digits: 1, align: 'right' as const }))],
    rows: ARCHITECTURES.flatMap((architecture) => [
      { cells: [`architecture.${architecture}`, ...TASKS.map((task) => cells[architecture][task] ?? null)], emphasis: 'primary' as const },
      { cells: ['row.best', ...TASKS.map((task) => best[architecture][task])], emphasis: 'muted' as const },
    ]),
  });
}

export function curvesPanel({ checked, own }: Course, steps: number): Panel {
  return line({
    id: 'curves',
    title: 'panel.curves',
    x: { label: 'axis.step', min: 0, max: steps, format: 'integer' },
    y: { label: 'axis.right', min: 0, max: 1, format: 'percent' },
    series: ARCHITECTURES.map((architecture) => ({ id: architecture, label: `curve.${architecture}`, mark: 'both' as const, x: checked, y: own[architecture] })),
  });
}

export function lossPanel({ steps: at, losses }: Course, steps: number, entropy: number): Panel {
  return line({
    id: 'loss',
    title: 'panel.loss',
    x: { label: 'axis.step', min: 0, max: steps, format: 'integer' },
    y: { label: 'axis.loss', min: 0 },
    series: ARCHITECTURES.map((architecture) => ({ id: architecture, label: `architecture.${architecture}`, x: at, y: losses[architecture] })),
    rules: [{ axis: 'y', at: entropy, label: 'rule.entropy' }],
  });
}

export function ownPanel(own: OwnLine, replies: Readonly<Record<Architecture, Reply>>): Panel {
  return table({
    id: 'own',
    title: message(`panel.own.${own.task}`, { line: textOf(own.ids) }),
    columns: [{ label: 'column.model' }, { label: 'column.given' }, { label: 'column.written' }, { label: 'column.passes', format: 'integer', align: 'right' }],
    rows: ARCHITECTURES.map((architecture) => {
      const { given, written, passes } = replies[architecture];
      return { cells: [`architecture.${architecture}`, raw(textOf(given) || '·'), written ? raw(textOf(written) || '·') : null, passes ?? null] };
    }),
  });
}

export function detoursPanel(cells: Cells, detours: Detours): Panel {
  const row = (id: string, direct: Value, detour: Value, passes: number | null) => ({ cells: [`detour.${id}`, direct, detour, passes] });
  return table({
    id: 'detours',
    title: 'panel.detours',
    columns: [
      { label: 'column.detour' },
      { label: 'column.direct', format: 'percent', digits: 1, align: 'right' },
      { label: 'column.round', format: 'percent', digits: 1, align: 'right' },
      { label: 'column.passes', digits: 1, align: 'right' },
    ],
    rows: [
      row('oneByOne', cells.encoder.continue ?? null, detours.oneByOne ?? null, detours.oneByOnePasses ?? null),
      row('told', cells.encoder.rewrite ?? null, detours.told ?? null, detours.told === undefined ? null : 1),
      row('scored', cells.decoder.fill ?? null, detours.scored ?? null, detours.scored === undefined ? null : 10),
    ],
  });
}

export interface Effort {
  readonly parameters: number;
  /** Symbols asked for in a pass, as a share of those in it. */
  readonly asked: number | null;
  /** Passes to write a line. */
  readonly passes: number | null;
}

export function effortPanel(efforts: Readonly<Record<Architecture, Effort>>): Panel {
  return table({
    id: 'effort',
    title: 'panel.effort',
    columns: [
      { label: 'column.model' },
      { label: 'column.parameters', format: 'integer', align: 'right' },
      { label: 'column.asked', format: 'percent', align: 'right' },
      { label: 'column.writing', digits: 1, align: 'right' },
    ],
    rows: ARCHITECTURES.map((architecture) => {
      const { parameters, asked, passes } = efforts[architecture];
      return { cells: [`architecture.${architecture}`, parameters, asked, passes] };
    }),
  });
}
