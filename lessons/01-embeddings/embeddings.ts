/**
 * Handwritten digits squeezed into a latent space of a few numbers, live: by an autoencoder that learns to draw them again, or by
 * principal components. Labels take no part in it; they only say, afterwards, who the neighbours are.
 */
import { stats, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, toggle, type Frame, type Label } from '../../src/lesson/index.js';
import { Autoencoder } from './autoencoder.js';
import { picturesOf } from './panels.js';
import { drawPictures, DIGITS } from './pictures.js';
import { principalSpace } from './space.js';
import { lookAt, measureFixed, metricsOf, notePurity, noteWalk, SIZES, type Study } from './study.js';

const BATCH = 64;
/** Frames come faster at the start, where the map unfolds: after a step, then after a tenth more, up to this many. */
const MOST_STEPS_A_FRAME = 12;
/** Frames from one measurement of the walk to the next. */
const FRAMES_A_WALK = 8;

export const embeddings = defineSimulation({
  id: 'embeddings',
  version: 1,
  params: {
    method: choice(['autoencoder', 'pca']),
    latentSize: integer({ min: 1, max: 64, default: 2 }),
    steps: integer({ min: 0, max: 3000, step: 200, default: 1000 }),
    hidden: integer({ min: 16, max: 256, step: 16, default: 128 }),
    learningRate: real({ min: 1e-4, max: 0.03, step: 10 ** 0.25, scale: 'log', default: 0.006 }),
    trainPictures: integer({ min: 100, max: 1200, step: 100, default: 1200 }),
    from: integer({ min: 0, max: DIGITS - 1, default: 1 }),
    to: integer({ min: 0, max: DIGITS - 1, default: 0 }),
    compareSizes: toggle(true),
  },
  metrics: {
    neighbourPurity: { format: 'percent', digits: 1, better: 'higher' },
    pcaPurity: { format: 'percent', digits: 1, better: 'higher' },
    rawPurity: { format: 'percent', digits: 1 },
    explained: { format: 'percent', digits: 1, better: 'higher' },
    pcaExplained: { format: 'percent', digits: 1, better: 'higher' },
    latentSize: { format: 'integer', better: 'lower' },
    distanceRatio: { digits: 1 },
    walkDistance: { digits: 3, better: 'lower', headline: false },
    blendDistance: { digits: 3, better: 'lower', headline: false },
    oneHotRatio: { digits: 1, headline: false },
    steps: { format: 'integer', headline: false },
    loss: { digits: 4, better: 'lower', headline: false },
    'purityAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
    'pcaPurityAt.*': { format: 'percent', digits: 1, better: 'higher', headline: false },
  },
  *run({ params, random }) {
    const { method, latentSize, steps } = params;
    const pictures = drawPictures(params.trainPictures, random.split('pictures'));
    const sizes = params.compareSizes ? SIZES : [];
    // Each has its own random numbers, so that the others change nothing about it; the batches are the same for all.
    const networks = [...new Set(method === 'autoencoder' ? [latentSize, ...sizes] : sizes)].map(
      (size) => new Autoencoder({ ...params, size, random: random.split('network').split(size) }),
    );
    const trainingSteps = networks.length > 0 ? steps : 0;
    let pca: stats.Pca | undefined;
    const principal = () => principalSpace((pca ??= stats.fitPca(pictures.train)), latentSize);

    const space = method === 'autoencoder' ? networks[0] : principal();
    const study: Study = { pictures, size: latentSize, space, now: lookAt(space, pictures), purity: new Map(), steps: 0 };
    const frame = (note: Label): Frame => ({
      progress: trainingSteps > 0 ? study.steps / trainingSteps : 1,
      metrics: metricsOf(study),
      panels: picturesOf(study, params),
      note,
    });
    yield frame(method === 'pca' ? 'note.pca' : 'note.untrained');

    pca ??= stats.fitPca(pictures.train);
    study.fixed = measureFixed(pictures, pca, latentSize, sizes);
    const batches = endlessBatches(tensor(Float32Array.from(pictures.train.data), [pictures.train.rows, pictures.train.cols]), random.split('batches'));
    for (let frames = 0; study.steps < trainingSteps; frames++) {
      notePurity(study, [networks[frames % networks.length]]); // one a frame
      if (frames % FRAMES_A_WALK === 0) noteWalk(study);
      yield frame(message('note.training', { step: study.steps, steps }));
      const until = Math.min(trainingSteps, study.steps + Math.min(MOST_STEPS_A_FRAME, 1 + Math.floor(study.steps / 10)));
      for (; study.steps < until; study.steps++) {
        const batch = batches.next().value;
        networks.forEach((network, i) => {
          const loss = network.learn(batch);
          if (i === 0) study.loss = loss;
        });
        batch.dispose();
      }
      if (method === 'autoencoder') study.now = lookAt(space, pictures);
    }
    notePurity(study, networks);
    noteWalk(study);
    yield frame('note.done');
  },
});

/** Batch after batch, for ever; each epoch in a new order, its rest dropped. The receiver disposes of them. */
function* endlessBatches(pictures: Tensor, random: Random): Generator<Tensor, never, void> {
  const count = pictures.shape[0];
  for (;;) {
    const order = random.permutation(count);
    for (let start = 0; start + BATCH <= count; start += BATCH) yield pictures.index(order.subarray(start, start + BATCH));
  }
}
