/**
 * One training step of a transformer on several devices, as a simulation of events: work that waits for work, devices that compute,
 * links that carry bytes. What does not fit is not run. In the end all five kinds are carried out at the same setting.
 */
import { choice, defineSimulation, integer, message, real, toggle, UserError, type Frame, type MetricSpec, type MetricSpecs, type Params } from '../../src/lesson/index.js';
import { compared, metricsOfComparison, type Compared } from './compare.js';
import { LATENCY, LAYER_OVERHEAD, type Setting } from './hardware.js';
import { fits, memoryOf } from './memory.js';
import { metricsOfMemory, metricsOfStep } from './step-metrics.js';
import { attentionDifference, type AttentionDifference } from './ring-attention.js';
import { Step } from './step.js';
import { STRATEGIES } from './strategies.js';
import { checksPanel, comparisonPanels, devicesPanel, memoryPanel, refusalPanel, timelinePanel } from './training-panels.js';

const GB = 1e9;
/** Frames of the step itself, about; a small plan has fewer pieces of work than that. */
const FRAMES = 80;
/** Progress when the step is through and the comparison begins. */
const COMPARE_FROM = 0.7;

/** time.data, peak.data, idle.data, sent.data; time.model ... */
const PER_KIND: MetricSpecs = Object.fromEntries(
  STRATEGIES.flatMap((kind): [string, MetricSpec][] => [
    [`time.${kind}`, { better: 'lower', headline: false }],
    [`peak.${kind}`, { format: 'bytes', better: 'lower', headline: false }],
    [`idle.${kind}`, { format: 'percent', better: 'lower', headline: false }],
    [`sent.${kind}`, { format: 'bytes', better: 'lower', headline: false }],
  ]),
);

const params = {
  strategy: choice(STRATEGIES, { default: 'pipeline' }),
  devices: integer({ min: 2, max: 16, default: 4 }),
  microBatches: integer({ min: 1, max: 128, default: 8 }),
  schedule: choice(['gpipe', '1f1b']),
  layers: integer({ min: 16, max: 64, step: 8, default: 24 }),
  width: integer({ min: 512, max: 12288, step: 512, default: 2048 }),
  batch: integer({ min: 1, max: 256, default: 16 }),
  sequence: integer({ min: 256, max: 65536, step: 2, scale: 'log', default: 1024 }),
  bandwidth: real({ min: 1, max: 900, step: 10 ** 0.25, scale: 'log', default: 300 }),
  memory: real({ min: 8, max: 192, step: 8, default: 40 }),
  speed: real({ min: 10, max: 1000, step: 10, default: 150 }),
  overlap: toggle(true),
  straggler: real({ min: 0, max: 1, step: 0.1, default: 0, format: 'percent' }),
};

export const parallelTraining = defineSimulation({
  id: 'parallel-training',
  version: 1,
  params,
  metrics: {
    fits: { format: 'integer', better: 'higher', headline: false },
    idleShare: { format: 'percent', better: 'lower' },
    stepTime: { better: 'lower' },
    speedup: { digits: 2, better: 'higher' },
    memory: { format: 'bytes', better: 'lower' },
    throughput: { format: 'integer', better: 'higher' },
    bytesSent: { format: 'bytes', better: 'lower' },
    sendingTime: { better: 'lower', headline: false },
    exposedTime: { better: 'lower' },
    activations: { format: 'bytes', better: 'lower', headline: false },
    modelStates: { format: 'bytes', better: 'lower', headline: false },
    weightCount: { format: 'scientific', headline: false },
    bubble: { format: 'percent', headline: false },
    ...PER_KIND,
    exchangedDifference: { format: 'scientific', better: 'lower', headline: false },
    localDifference: { format: 'scientific', headline: false },
  },
  check({ batch, microBatches, strategy }) {
    if (strategy === 'pipeline' && microBatches > batch) throw new UserError('pipeline.microBatches', { microBatches, batch });
  },
  *run({ params: given, random }) {
    const { strategy } = given;
    const setting = settingOf(given);
    const memory = memoryOf(strategy, setting);
    const step = new Step(strategy, setting);
    const metrics = { fits: fits(strategy, setting) ? 1 : 0, ...metricsOfMemory(memory, setting) };
    const picture = () => (metrics.fits ? timelinePanel(step) : refusalPanel(strategy, memory, setting));
    const frame = (progress: number, more: Pick<Frame, 'metrics' | 'note'>, rows: readonly Compared[], difference?: AttentionDifference): Frame => ({
      progress,
      note: more.note,
      metrics: { ...metrics, ...more.metrics },
      panels: [
        picture(),
        memoryPanel(memory, setting),
        ...comparisonPanels(strategy, setting, rows),
        devicesPanel(memory, setting, step),
        checksPanel(strategy, setting, step, difference),
      ],
    });
    yield frame(0, { metrics: {}, note: 'note.begin' }, []);

    let found = {};
    if (metrics.fits) {
      const pieces = step.plan.tasks.length;
      let shown = 0;
      for (const { started, now } of step.run()) {
        if (started < ((shown + 1) * pieces) / FRAMES || now === 0) continue;
        shown = (started * FRAMES) / pieces;
        yield frame((COMPARE_FROM * started) / pieces, { metrics: {}, note: message('note.running', { ms: Math.round(now * 1e4) / 10 }) }, []);
      }
      step.now = step.end;
      found = metricsOfStep(strategy, step);
    }
    const rows: Compared[] = [];
    for (const other of STRATEGIES) {
      yield frame(COMPARE_FROM + ((1 - COMPARE_FROM) * rows.length) / (STRATEGIES.length + 1), { metrics: found, note: `note.compare.${other}` }, rows);
      rows.push(compared(other, setting));
    }
    const difference = attentionDifference(setting.devices, random.split('attention'));
    const all = { ...found, ...metricsOfComparison(rows), exchangedDifference: difference.exchanged, localDifference: difference.local };
    yield frame(1, { metrics: all, note: metrics.fits ? 'note.done' : 'note.refused' }, rows, difference);
  },
});

function settingOf(given: Params<typeof params>): Setting {
  const { devices, layers, width, batch, sequence, microBatches, schedule, overlap, straggler } = given;
  return {
    ...{ devices, layers, width, batch, sequence, schedule, overlap, straggler },
    // For the comparison: where another kind is chosen, more micro-batches than sequences simply cannot be.
    microBatches: Math.min(microBatches, batch),
    bandwidth: given.bandwidth * GB,
    memory: given.memory * GB,
    speed: given.speed * 1e12,
    latency: LATENCY,
    overhead: LAYER_OVERHEAD,
  };
}

