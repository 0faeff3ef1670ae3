/**
 * A prototypical network trained by episodes on base classes and examined on classes it has never seen, beside two baselines on
 * the very same episodes: raw pixels, and the network before training.
 */
import type { Random } from '../../src/core/index.js';
import { quickdraw } from '../../src/data/quickdraw.js';
import { choice, defineSimulation, integer, message, real, UserError, type Frame, type Label } from '../../src/lesson/index.js';
import { emptyCourse, metricsOf } from './course.js';
import { EMBEDDING, rawPixels } from './embedding.js';
import { drawEpisode, drawPools, NOVEL_CLASSES, type Episode, type EpisodeShape, type Pool } from './episodes.js';
import { estimate, examine } from './examination.js';
import { Learner } from './learner.js';
import { picturesOf } from './panels.js';

/** Examinations in the course of a training, the first before it and the last after it; a short training has fewer. */
const EXAMINATIONS = 9;
/** About how many training episodes take as long as an examination: for the progress bar. */
const EXAMINATION_WORK = 25;
/** Training episodes between two looks at the episode on screen. */
const LOOK_EVERY = 4;

export const fewShot = defineSimulation({
  id: 'few-shot',
  version: 1,
  params: {
    ways: integer({ min: 2, max: NOVEL_CLASSES, default: 5 }),
    shots: integer({ min: 1, max: 20, default: 5 }),
    queries: integer({ min: 1, max: 15, default: 5 }),
    trainEpisodes: integer({ min: 0, max: 2000, step: 50, default: 400 }),
    trainWays: integer({ min: 2, max: 20, default: 10 }),
    baseClasses: integer({ min: 5, max: 76, step: 5, default: 60 }),
    network: choice(['conv', 'mlp']),
    width: integer({ min: 2, max: 32, step: 2, default: 16 }),
    metric: choice(['euclidean', 'cosine']),
    learningRate: real({ min: 1e-4, max: 0.03, step: 10 ** 0.25, scale: 'log', default: 0.003 }),
    testEpisodes: integer({ min: 20, max: 1000, step: 20, default: 200 }),
  },
  metrics: {
    novelAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    novelInterval: { format: 'percent', digits: 1, better: 'lower' },
    rawAccuracy: { format: 'percent', digits: 1 },
    baseAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    untrainedAccuracy: { format: 'percent', digits: 1 },
    gainOverRaw: { format: 'percent', digits: 1, better: 'higher' },
    trainingEpisodes: { format: 'integer' },
    loss: { digits: 2, better: 'lower' },
    chance: { format: 'percent', digits: 1, headline: false },
    labelsPerTask: { format: 'integer', better: 'lower', headline: false },
    baseInterval: { format: 'percent', digits: 1, better: 'lower', headline: false },
    gainOverUntrained: { format: 'percent', digits: 1, better: 'higher', headline: false },
    generalizationGap: { format: 'percent', digits: 1, better: 'lower', headline: false },
    embeddingSize: { format: 'integer', headline: false },
    parameters: { format: 'integer', headline: false },
  },
  check({ ways, trainWays, baseClasses }) {
    if (trainWays > baseClasses) throw new UserError('fewShot.trainWays', { trainWays, baseClasses });
    if (ways > baseClasses) throw new UserError('fewShot.ways', { ways, baseClasses });
  },
  *run({ params, random }) {
    const { shots, queries, metric, trainEpisodes, testEpisodes } = params;
    const set = quickdraw();
    const { training, base, novel } = drawPools(set, params.baseClasses, random.split('pools'));
    const trainShape: EpisodeShape = { ways: params.trainWays, shots, queries };
    const testShape: EpisodeShape = { ways: params.ways, shots, queries };
    // Every method and every examination sits the same episodes.
    const novelEpisodes = drawEpisodes(novel, testShape, testEpisodes, random.split('novel episodes'));
    const baseEpisodes = drawEpisodes(base, testShape, testEpisodes, random.split('base episodes'));
    const shownEpisode = drawEpisode(novel, testShape, random.split('shown episode'));
    const practice = random.split('training episodes');

    const learner = new Learner(set, params, random.split('network'));
    const examinations = examinationsDuring(trainEpisodes);
    const course = emptyCourse();
    const frame = (note: Label): Frame => ({
      progress: (course.trained + EXAMINATION_WORK * course.checkpoints.length) / (trainEpisodes + EXAMINATION_WORK * examinations.length),
      metrics: metricsOf(course, testShape, params.width * EMBEDDING[params.network], learner.parameterCount),
      panels: picturesOf(course, { set, novel, ways: params.ways, trainEpisodes, testEpisodes }),
      note,
    });

    course.shown = learner.look(novel, shownEpisode);
    yield frame('note.raw');
    for (const scores of examine(set, novel, novelEpisodes, rawPixels, metric)) {
      course.scores.raw = scores;
      yield frame('note.raw');
    }
    for (;;) {
      if (examinations.includes(course.trained)) {
        const note = message('note.examination', { trained: course.trained, all: trainEpisodes });
        let scores: readonly number[] = [];
        for (scores of examine(set, base, baseEpisodes, learner.embed, metric)) yield frame(note);
        const onBase = estimate(scores);
        for (scores of examine(set, novel, novelEpisodes, learner.embed, metric)) {
          course.scores.network = scores;
          yield frame(note);
        }
        if (course.trained === 0) course.scores.untrained = scores;
        course.checkpoints.push({ trained: course.trained, novel: estimate(scores), base: onBase });
      }
      if (course.trained === trainEpisodes) break;

      course.loss = learner.learn(training, drawEpisode(training, trainShape, practice.split(course.trained)));
      course.trained++;
      if (course.trained % LOOK_EVERY === 0) course.shown = learner.look(novel, shownEpisode, course.shown);
      yield frame(message('note.training', { trained: course.trained, all: trainEpisodes }));
    }
    course.shown = learner.look(novel, shownEpisode, course.shown);
    yield frame('note.done');
  },
});

/** After how many training episodes the network is examined. */
function examinationsDuring(trainEpisodes: number): number[] {
  const times = Array.from({ length: EXAMINATIONS }, (_, i) => Math.round((trainEpisodes * i) / (EXAMINATIONS - 1)));
  return times.filter((time, i) => time !== times[i - 1]);
}

function drawEpisodes(pool: Pool, shape: EpisodeShape, count: number, random: Random): Episode[] {
  return Array.from({ length: count }, (_, i) => drawEpisode(pool, shape, random.split(i)));
}
