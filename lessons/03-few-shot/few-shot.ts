/**
 * A prototypical network trained by episodes on base classes and examined on classes it has never seen, beside two baselines on
 * the very same episodes: raw pixels, and the network before training.
 */
import { noGrad, optim, scope, type nn, type Random } from '../../src/core/index.js';
import type { ImageSet } from '../../src/data/images.js';
import { quickdraw } from '../../src/data/quickdraw.js';
import { choice, defineSimulation, integer, message, real, UserError, type Frame, type Label } from '../../src/lesson/index.js';
import { emptyCourse, metricsOf, type Shown } from './course.js';
import { embeddingNetwork, picturesAt, rawPixels, type Embed } from './embedding.js';
import { drawEpisode, drawingsOf, drawPools, NOVEL_CLASSES, type Episode, type EpisodeShape, type Pool } from './episodes.js';
import { estimate, examine } from './examination.js';
import { flatMap } from './map.js';
import { picturesOf, type Scene } from './panels.js';
import { episodeLoss, predictions, prototypicalLogits, type Metric } from './prototypes.js';

/** Examinations in the course of a training, the first before it and the last after it. */
const EXAMINATIONS = 9;

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
    baseAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    untrainedAccuracy: { format: 'percent', digits: 1 },
    rawAccuracy: { format: 'percent', digits: 1 },
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
    const pools = drawPools(set, params.baseClasses, random.split('pools'));
    const testShape: EpisodeShape = { ways: params.ways, shots, queries };
    const trainShape: EpisodeShape = { ways: params.trainWays, shots, queries };
    const novelEpisodes = drawEpisodes(pools.novel, testShape, testEpisodes, random.split('novel episodes'));
    const baseEpisodes = drawEpisodes(pools.base, testShape, testEpisodes, random.split('base episodes'));
    const shownEpisode = drawEpisode(pools.novel, testShape, random.split('shown episode'));

    const network = embeddingNetwork(params.network, params.width, random.split('network'));
    const embed: Embed = (pictures) => network.forward(pictures);
    const optimizer = new optim.Adam(network.parameters(), { lr: params.learningRate });
    const episodes = random.split('training episodes');

    const course = emptyCourse();
    const scene: Scene = { set, novel: pools.novel, ways: params.ways, trainEpisodes, testEpisodes };
    const size = { embedding: params.network === 'conv' ? 9 * params.width : 4 * params.width, parameters: network.parameterCount() };
    const frame = (note: Label): Frame => ({
      progress: trainEpisodes === 0 ? (course.checkpoints.length > 0 ? 1 : 0) : course.trained / trainEpisodes,
      metrics: metricsOf(course, testShape, size.embedding, size.parameters),
      panels: picturesOf(course, scene),
      note,
    });
    const look = (): Shown => lookAt(shownEpisode, network, metric, set, pools.novel, course.shown);

    course.shown = look();
    yield frame('note.raw');
    for (const scores of examine(set, pools.novel, novelEpisodes, rawPixels, metric)) {
      course.scores.raw = scores;
      yield frame('note.raw');
    }

    for (;;) {
      // Examination: the network as it is now, on novel and on base classes.
      if (course.trained === trainEpisodes || course.trained % Math.ceil(trainEpisodes / (EXAMINATIONS - 1)) === 0) {
        const note = message('note.examination', { trained: course.trained, all: trainEpisodes });
        for (const scores of examine(set, pools.novel, novelEpisodes, embed, metric)) {
          course.scores.network = scores;
          yield frame(note);
        }
        let base: readonly number[] = [];
        for (base of examine(set, pools.base, baseEpisodes, embed, metric)) yield frame(note);
        if (course.trained === 0) course.scores.untrained = course.scores.network;
        course.checkpoints.push({ trained: course.trained, novel: estimate(course.scores.network), base: estimate(base) });
      }
      if (course.trained === trainEpisodes) break;

      // One training episode.
      const episode = drawEpisode(pools.training, trainShape, episodes.split(course.trained));
      course.loss = scope(() => {
        const logits = prototypicalLogits(network.forward(picturesAt(set, pools.training, drawingsOf(episode))), episode, metric);
        const loss = episodeLoss(logits, episode);
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
        return loss.item();
      });
      course.trained++;
      if (course.trained % 4 === 0) course.shown = look();
      yield frame(message('note.training', { trained: course.trained, all: trainEpisodes }));
    }
    course.shown = look();
    yield frame('note.done');
  },
});

function drawEpisodes(pool: Pool, shape: EpisodeShape, count: number, random: Random): Episode[] {
  return Array.from({ length: count }, (_, i) => drawEpisode(pool, shape, random.split(i)));
}

/** Classifies one episode with the network as it is, and maps it. */
function lookAt(episode: Episode, network: nn.Sequential, metric: Metric, set: ImageSet, pool: Pool, before?: Shown): Shown {
  return scope(() => {
    const drawings = drawingsOf(episode);
    const embedded = noGrad(() => network.forward(picturesAt(set, pool, drawings)));
    return {
      episode,
      predicted: predictions(prototypicalLogits(embedded, episode, metric)),
      map: flatMap(embedded.toArray(), drawings.length, before?.map),
    };
  });
}
