/**
 * From one pretrained language model to a spam filter: features, fine-tuning I and II, soft prompt, prefix, adapters and LoRA, on the
 * same mails in the same order, beside the same network from scratch and a bag of words.
 */
import { loadGpt } from '../../src/data/gpt.js';
import { choice, defineSimulation, integer, message, real, type Frame, type Label, type MetricSpec } from '../../src/lesson/index.js';
import { emptyRecord, metricsOf, picturesOf } from './finetuning-panels.js';
import { drawTask } from './mails.js';
import { METHODS, selected, SELECTIONS } from './methods.js';
import { tune } from './tuning.js';

const each = (kind: string, spec: MetricSpec): Record<string, MetricSpec> =>
  Object.fromEntries(METHODS.map((method) => [`${kind}.${method}`, { ...spec, headline: false }]));

export const finetuning = defineSimulation({
  id: 'finetuning',
  version: 1,
  params: {
    methods: choice(SELECTIONS),
    trainMails: integer({ min: 16, max: 400, step: 16, default: 128 }),
    steps: integer({ min: 5, max: 200, step: 5, default: 40 }),
    rateFactor: real({ min: 0.05, max: 8, step: 2, scale: 'log', default: 1, digits: 2 }),
    lastBlocks: integer({ min: 0, max: 4, default: 1 }),
    places: integer({ min: 1, max: 16, default: 8 }),
    bottleneck: integer({ min: 1, max: 64, default: 8 }),
    rank: integer({ min: 1, max: 64, default: 4 }),
    tokens: integer({ min: 8, max: 40, step: 4, default: 20 }),
  },
  metrics: {
    accuracy: { format: 'percent', digits: 1, better: 'higher' },
    trained: { format: 'integer', better: 'lower' },
    overScratch: { format: 'percent', digits: 1, better: 'higher' },
    overWords: { format: 'percent', digits: 1, better: 'higher' },
    ...each('accuracy', { format: 'percent', digits: 1, better: 'higher' }),
    ...each('trained', { format: 'integer', better: 'lower' }),
    ...each('memory', { format: 'bytes', better: 'lower' }),
    ...each('time', { format: 'seconds', digits: 2, better: 'lower', measured: true }),
  },

  *run({ params, random, clock }) {
    const methods = selected(params.methods);
    const record = emptyRecord(methods);
    let finished = 0;
    const frame = (note: Label, done = 0): Frame => ({
      progress: (finished + done) / methods.length,
      metrics: metricsOf(record),
      panels: picturesOf(record, params.steps),
      note,
    });
    yield frame('note.loading');
    const model = loadGpt('en');
    const task = drawTask(model, params, random.split('task'));
    record.task = task;
    for (const method of methods) {
      const losses: number[] = [];
      record.losses.set(method, losses);
      const course = tune(method, model, task, params, random.split('training'), clock);
      let next = course.next();
      for (; !next.done; next = course.next()) {
        const { step, loss } = next.value;
        if (loss !== undefined) losses.push(loss);
        yield frame(message(`note.${method}`, { step, steps: params.steps }), step / params.steps);
      }
      record.outcomes.set(method, next.value);
      finished++;
      yield frame('note.examined');
    }
  },
});
