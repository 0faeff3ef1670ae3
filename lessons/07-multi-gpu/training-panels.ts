/** The pictures of `parallel-training`: who does what when, what lies in memory, and the five kinds side by side. */
import { bars, message, raw, table, textPanel, timeline, type Panel, type TimelinePanel } from '../../src/lesson/index.js';
import type { Compared } from './compare.js';
import { gradientBytes, type Setting } from './hardware.js';
import { laneSpans } from './lanes.js';
import { fullest, type DeviceMemory } from './memory.js';
import type { AttentionDifference } from './ring-attention.js';
import { bubbleOf, meanSent, MS } from './step-metrics.js';
import type { Step } from './step.js';
import { STRATEGIES, type Strategy } from './strategies.js';

/** Shorter stretches than this share of the time so far carry no number: there is no room for it at 80 columns. */
const LABELLED = 1 / 16;

/** What each device has done up to now. */
export function timelinePanel(step: Step): TimelinePanel {
  const shortest = LABELLED * step.now;
  const devices = Array.from({ length: step.setting.devices }, (_, device) => device);
  return timeline({
    id: 'timeline',
    title: 'panel.timeline',
    x: { label: 'axis.time', unit: 'unit.ms', min: 0 },
    lanes: devices.map((device) => ({ id: String(device), label: message('lane.device', { number: device + 1 }) })),
    kinds: (['forward', 'backward', 'communication'] as const).map((id) => ({ id, label: `kind.${id}` })),
    spans: devices.flatMap((device) =>
      laneSpans(step, device).map(({ kind, start, end, label }) => ({
        lane: String(device),
        kind,
        start: start * MS,
        end: end * MS,
        ...(label === undefined || end - start < shortest ? {} : { label: raw(label) }),
      })),
    ),
    weight: 1.4,
  });
}

/** In the place of the timeline: it cannot be run, and why. */
export function refusalPanel(strategy: Strategy, memory: readonly DeviceMemory[], setting: Setting): Panel {
  const values = { need: gigabytes(fullest(memory).total), have: gigabytes(setting.memory) };
  return textPanel({
    id: 'refusal',
    title: 'panel.refusal',
    lines: [{ text: message('refusal.fits', values), emphasis: 'bad' }, { text: `refusal.${strategy}` }, { text: 'refusal.table', emphasis: 'muted' }],
    weight: 0.8,
  });
}

export function memoryPanel(memory: readonly DeviceMemory[], setting: Setting): Panel {
  const full = fullest(memory);
  const number = memory.indexOf(full) + 1;
  const over = full.total > setting.memory;
  const gb = (value: number) => value / 1e9;
  return bars({
    id: 'memory',
    title: message('panel.memory', { number }),
    value: { label: 'axis.gigabytes', min: 0, digits: 1 },
    bars: [
      { label: 'memory.weights', value: gb(full.weights) },
      { label: 'memory.gradients', value: gb(full.gradients) },
      { label: 'memory.optimizer', value: gb(full.optimizer) },
      { label: 'memory.activations', value: gb(full.activations) },
      { label: 'memory.total', value: gb(full.total), emphasis: over ? 'bad' : 'primary' },
    ],
    rules: [{ axis: 'x', at: gb(setting.memory), label: 'rule.capacity' }],
  });
}

/** Device by device, up to the present moment of the step. */
export function devicesPanel(memory: readonly DeviceMemory[], setting: Setting, step: Step): Panel {
  return table({
    id: 'devices',
    title: 'panel.devices',
    columns: [
      { label: 'column.device' },
      { label: 'column.memory', format: 'bytes' },
      { label: 'column.activations', format: 'bytes' },
      { label: 'column.idle', format: 'percent', digits: 0 },
      { label: 'column.sent', format: 'bytes' },
    ],
    rows: memory.map(({ total, activations }, device) => ({
      cells: [raw(device + 1), total, activations, step.now > 0 ? idleUpTo(step, device) : null, step.sent[device]],
      emphasis: total > setting.memory ? ('bad' as const) : ('none' as const),
    })),
  });
}

function idleUpTo({ computing, now }: Step, device: number): number {
  return 1 - computing[device].reduce((sum, { start, end }) => sum + Math.min(end, now) - Math.min(start, now), 0) / now;
}

/** The table of the five kinds, which fills up row by row, and when to choose which. */
export function comparisonPanels(chosen: Strategy, setting: Setting, rows: readonly Compared[]): Panel[] {
  const refused = rows.some(({ outcome }) => !outcome);
  return [
    table({
      id: 'comparison',
      title: refused ? message('panel.comparisonRefused', { have: gigabytes(setting.memory) }) : 'panel.comparison',
      columns: [
        { label: 'column.kind' },
        { label: 'column.memory', format: 'bytes' },
        { label: 'column.milliseconds' },
        { label: 'column.idle', format: 'percent', digits: 0 },
        { label: 'column.sent', format: 'bytes' },
      ],
      rows: rows.map(({ strategy, peak, outcome }) => ({
        cells: [`param.strategy.${strategy}`, peak, outcome?.milliseconds ?? null, outcome?.idle ?? null, outcome?.sent ?? null],
        emphasis: outcome ? (strategy === chosen ? ('primary' as const) : ('none' as const)) : ('bad' as const),
      })),
    }),
    textPanel({
      id: 'choose',
      title: 'panel.choose',
      lines: STRATEGIES.map((strategy) => ({ text: `choose.${strategy}`, emphasis: strategy === chosen ? ('primary' as const) : ('none' as const) })),
    }),
  ];
}

/** What was measured beside the closed forms, and what exchange of keys and values does to attention. */
export function checksPanel(chosen: Strategy, setting: Setting, step: Step, difference?: AttentionDifference): Panel {
  const done = step.now > 0 && step.now === step.end;
  const bubble = bubbleOf(chosen, setting);
  const gradients = setting.layers * gradientBytes(setting);
  const rows = [
    ...(bubble === undefined ? [] : [{ cells: ['check.bubble', done ? 1 - step.computeShare : null, bubble] }]),
    ...(chosen === 'data' ? [{ cells: ['check.allReduce', done ? meanSent(step) / gradients : null, (2 * (setting.devices - 1)) / setting.devices] }] : []),
    { cells: ['check.exchanged', difference?.exchanged ?? null, 0] },
    { cells: ['check.local', difference?.local ?? null, null] },
  ];
  return table({
    id: 'checks',
    title: 'panel.checks',
    columns: [{ label: 'column.what' }, { label: 'column.measured' }, { label: 'column.formula' }],
    caption: 'caption.checks',
    rows,
  });
}

/** 34190000000 -> 34.2 */
function gigabytes(bytes: number): number {
  return Math.round(bytes / 1e8) / 10;
}
