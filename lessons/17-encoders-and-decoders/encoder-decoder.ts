/**
 * Encoder-only, decoder-only and encoder-decoder: three small transformers learn the same language side by side, each by the task that it
 * is for, and are then put to all three tasks. Masks and matrices are shown on a line of the learner's.
 */
import type { Random } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, text, toggle, type Frame, type Params } from '../../src/lesson/index.js';
import { ceilingsOf } from './ceilings.js';
import { ARCHITECTURES, Examination, noCells, type Architecture, type Detours, type Models } from './judging.js';
import { idsOf, lineOf, NUMBERS } from './language.js';
import { attentionPanel, maskPanels, stepPanels } from './matrix-panels.js';
import { anatomyOf, VIEWS, type View } from './matrices.js';
import { EncoderDecoder, HEADS, Stack } from './networks.js';
import { checkView, LONGEST, readLine, repliesOf } from './own-line.js';
import { curvesPanel, detoursPanel, effortPanel, lossPanel, ownPanel, OWN_TASK, tablePanel, type Course } from './panels.js';
import { continueLesson, fillLesson, repairLesson, Trainer } from './training.js';
import { metricSpecs, metricsOf } from './metrics.js';

/** Numbers whose lines nobody learns from; how many of them are looked at along the way, and how often. */
const HELD_OUT = 200;
const QUICK = 30;
const CHECKS = 8;
/** Steps of all three models between two frames. */
const PACE = 8;

const specs = {
  line: text({ default: '342=', maxLength: LONGEST }),
  writing: choice(['expanded', 'roman']),
  train: choice(['all', ...ARCHITECTURES]),
  steps: integer({ default: 400, min: 50, max: 1500, step: 50 }),
  width: integer({ default: 32, min: 16, max: 64, step: 16 }),
  layers: integer({ default: 2, min: 1, max: 3 }),
  learningRate: real({ default: 0.005, min: 0.0005, max: 0.02, step: 10 ** 0.25, scale: 'log' }),
  hidden: real({ default: 0.5, min: 0.05, max: 1, step: 0.05, format: 'percent' }),
  causalMask: toggle(true),
  looking: toggle(true),
  positions: toggle(true),
  view: choice(VIEWS),
  layer: integer({ default: 1, min: 1, max: 3 }),
  head: integer({ default: 1, min: 1, max: HEADS }),
};

export const encoderDecoder = defineSimulation({
  id: 'encoder-decoder',
  version: 1,
  params: specs,
  metrics: metricSpecs,
  check({ line, writing, layer, layers }) {
    readLine(line, writing);
    checkView(layer, layers);
  },

  *run({ params, random }) {
    const { writing, steps, view, layer, head } = params;
    const own = readLine(params.line, writing);
    const trained: readonly Architecture[] = params.train === 'all' ? ARCHITECTURES : [params.train];
    const order = Array.from(random.split('numbers').permutation(NUMBERS), (i) => i + 1);
    const heldOut = order.slice(0, HELD_OUT);
    const bestOn = (numbers: readonly number[]) => ceilingsOf(writing, numbers.map((number) => lineOf(number, writing)));
    let ceilings = bestOn(heldOut.slice(0, QUICK));
    const models = modelsOf(params, random);
    const trainers = trainersOf(models, order.slice(HELD_OUT).map((number) => idsOf(lineOf(number, writing))), params, random);
    const course: Course = { steps: [], losses: { encoder: [], decoder: [], both: [] }, checked: [], own: { encoder: [], decoder: [], both: [] } };
    let cells = noCells();
    let detours: Detours = {};
    let exam = new Examination(heldOut.slice(0, QUICK), writing, ceilings.commonestLength, random.split('looks'));
    const recent = { encoder: 0, decoder: 0, both: 0 };

    const look = () => {
      const replies = repliesOf(models, trained, own, ceilings.commonestLength);
      const { encoder, decoder, both } = replies;
      const read = { encoder: encoder.given, decoder: decoder.written ?? decoder.given, source: both.given, target: both.written ?? [] };
      return { replies, read, anatomy: anatomyOf(models, read, view, layer, head) };
    };
    let seen = look();

    const frame = (progress: number, note: Frame['note']): Frame => {
      const { replies, read, anatomy } = seen;
      const efforts = effortsOf(models, trainers, exam);
      return {
        progress,
        metrics: metricsOf(cells, ceilings, detours, efforts, course),
        panels: [
          tablePanel(cells, ceilings),
          ownPanel(own, replies),
          // A curve needs room, so that on a small screen the map has a page for itself and can name its symbols.
          attentionPanel(anatomy, view, layer, head, trained.includes(OWNER[view])),
          curvesPanel(course, steps),
          detoursPanel(cells, detours),
          effortPanel(efforts),
          lossPanel(course, steps, ceilings.entropy),
          ...maskPanels(read, params.causalMask),
          ...stepPanels(anatomy),
        ],
        note,
      };
    };

    try {
      yield frame(0, 'note.start');
      const every = Math.ceil(steps / CHECKS);
      for (let step = 1; step <= steps; step++) {
        for (const architecture of trained) recent[architecture] += trainers[architecture].step();
        const check = step % every === 0 || step === steps;
        if (step % PACE !== 0 && !check) continue;
        const since = step - (course.steps[course.steps.length - 1] ?? 0);
        course.steps.push(step);
        for (const architecture of trained) {
          course.losses[architecture].push(recent[architecture] / since);
          recent[architecture] = 0;
        }
        const note = message('note.training', { step, steps });
        seen = look();
        yield frame((0.85 * step) / steps, note);
        if (!check) continue;
        const looked = noCells();
        for (const _ of exam.judge(models, trained, looked)) yield frame((0.85 * step) / steps, note);
        cells = looked;
        course.checked.push(step);
        for (const architecture of trained) course.own[architecture].push(looked[architecture][OWN_TASK[architecture]] ?? 0);
      }
      cells = noCells();
      ceilings = bestOn(heldOut);
      exam = new Examination(heldOut, writing, ceilings.commonestLength, random.split('exam'));
      let done = 0;
      for (const _ of exam.judge(models, trained, cells)) yield frame(0.85 + 0.01 * ++done, 'note.judging');
      const round = exam.detours(models, trained);
      for (let next = round.next(); ; next = round.next()) {
        if (next.done) {
          detours = next.value;
          break;
        }
        yield frame(0.85 + 0.01 * ++done, 'note.detours');
      }
      yield frame(1, 'note.done');
    } finally {
      for (const architecture of ARCHITECTURES) models[architecture].dispose();
    }
  },
});

type Settings = Params<typeof specs>;

/** Whose attention is looked at. */
const OWNER: Readonly<Record<View, Architecture>> = { encoder: 'encoder', decoder: 'decoder', cross: 'both', source: 'both', target: 'both' };

function modelsOf({ width, layers, positions, causalMask, looking }: Settings, random: Random): Models {
  const shape = { width, layers, positions };
  return {
    encoder: new Stack(shape, false, random.split('encoder')),
    decoder: new Stack(shape, causalMask, random.split('decoder')),
    both: new EncoderDecoder(shape, looking, random.split('encoder-decoder')),
  };
}

function trainersOf(models: Models, lines: readonly number[][], { steps, learningRate, hidden }: Settings, random: Random) {
  const schooling = { steps, learningRate };
  return {
    encoder: new Trainer(models.encoder, fillLesson(models.encoder, hidden), lines, schooling, random.split('fill')),
    decoder: new Trainer(models.decoder, continueLesson(models.decoder), lines, schooling, random.split('continue')),
    both: new Trainer(models.both, repairLesson(models.both), lines, schooling, random.split('repair')),
  };
}

function effortsOf(models: Models, trainers: ReturnType<typeof trainersOf>, { passes }: Examination) {
  const effort = (architecture: Architecture) => {
    const { asked, shown } = trainers[architecture];
    return { parameters: models[architecture].parameterCount(), asked: shown === 0 ? null : asked / shown, passes: (shown > 0 && passes[architecture]) || null };
  };
  return { encoder: effort('encoder'), decoder: effort('decoder'), both: effort('both') };
}
