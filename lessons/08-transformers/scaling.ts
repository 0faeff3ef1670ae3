/**
 * Scaling: small GPTs of growing width are trained one after another on the same text, letter by letter; a power law fitted to
 * all but the largest forecasts the largest before it is trained. After Kaplan et al. (2020) and Hoffmann et al. (2022), made small.
 */
import { stats } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, type Metrics } from '../../src/lesson/index.js';
import { frequencyLoss, JUDGED, readLetters } from './letters.js';
import { curvesPanel, ladderPanel, lossPanel, type Trained } from './scaling-panels.js';
import { ladder, LETTERS_A_STEP, SmallModel } from './small-model.js';

/** Steps between two frames, and losses averaged for one point of a learning curve. */
const PACE = 20;

export const scaling = defineSimulation({
  id: 'scaling',
  version: 1,
  params: {
    largest: choice(['8', '12', '16', '24', '32', '48'], { default: '32' }),
    steps: integer({ default: 600, min: 50, max: 2000, step: 50 }),
    text: integer({ default: 300, min: 1, max: 1000, step: 10 ** 0.5, scale: 'log' }),
    layers: integer({ default: 1, min: 1, max: 2 }),
  },
  metrics: {
    loss: { digits: 3, better: 'lower' },
    smallestLoss: { digits: 3, better: 'lower' },
    exponent: { digits: 2 },
    residual: { digits: 3, better: 'lower' },
    forecastError: { digits: 3 },
    compute: { format: 'scientific', better: 'lower' },
    gap: { digits: 2, better: 'lower' },
    floor: { digits: 2, headline: false },
    forecast: { digits: 3, headline: false },
    parameters: { format: 'integer', headline: false },
    letters: { format: 'integer', headline: false },
    frequencyLoss: { digits: 3, headline: false },
    bestWidth: { format: 'integer', headline: false },
  },

  *run({ params, random }) {
    const { steps, layers } = params;
    yield { progress: 0, metrics: {}, panels: [], note: 'note.reading' };
    const letters = readLetters(params.text * 1000);
    const widths = ladder(Number(params.largest));
    const trained: Trained[] = [];
    const lone = frequencyLoss(letters);
    let forecastLaw: stats.PowerLawFit | undefined;
    const work = widths.map((width) => width + 8);
    const total = work.reduce((sum, value) => sum + value, 0);

    for (const [place, width] of widths.entries()) {
      // The same order of text for all: what differs is the size.
      const model = new SmallModel(width, layers, letters.alphabet.length, random.split(`model ${width}`));
      const row: Trained = { width, parameters: model.parameters, curve: { steps: [], losses: [] } };
      trained.push(row);
      const before = work.slice(0, place).reduce((sum, value) => sum + value, 0);
      let sum = 0;
      let step = 0;
      for (const loss of model.train(letters.training, steps, random.split('batches'))) {
        sum += loss;
        step++;
        if (step % PACE !== 0 && step < steps) continue;
        row.curve.steps.push(step);
        row.curve.losses.push(sum / (step % PACE || PACE));
        sum = 0;
        const progress = (before + (work[place] * step) / steps) / total;
        yield { progress: 0.99 * progress, metrics: metricsOf(trained, lone, steps, forecastLaw), panels: panels(), note: message('note.training', { model: place + 1, models: widths.length, step, steps }) };
      }
      row.loss = model.judge(letters.heldOut);
      row.trainingLoss = model.judge(letters.training.subarray(0, JUDGED));
      model.dispose();
      if (place === widths.length - 2) forecastLaw = fitOf(trained);
    }
    yield { progress: 1, metrics: metricsOf(trained, lone, steps, forecastLaw, fitOf(trained)), panels: panels(), note: 'note.scaled' };

    function panels() {
      const law = forecastLaw ?? fitOf(trained);
      return [lossPanel(trained, law, lone, { models: widths.length, steps }), curvesPanel(trained, steps), ladderPanel(trained, forecastLaw)];
    }
  },
});

/** The law through all models judged so far; three points would be met exactly, which says nothing. */
function fitOf(trained: readonly Trained[]): stats.PowerLawFit | undefined {
  const judged = trained.filter(({ loss }) => loss !== undefined);
  return judged.length < 4 ? undefined : stats.fitPowerLaw(judged.map(({ parameters }) => parameters), judged.map(({ loss = 0 }) => loss));
}

function metricsOf(trained: readonly Trained[], lone: number, steps: number, forecastLaw?: stats.PowerLawFit, law?: stats.PowerLawFit): Metrics {
  const judged = trained.filter(({ loss }) => loss !== undefined);
  if (judged.length === 0) return { frequencyLoss: lone };
  const [first, last] = [judged[0], judged[judged.length - 1]];
  const { loss = 0, trainingLoss = 0, parameters, width } = last;
  const best = judged.reduce((found, row) => ((row.loss ?? 0) < (found.loss ?? 0) ? row : found), first);
  const forecast = forecastLaw && stats.powerLawAt(forecastLaw, trained[trained.length - 1].parameters);
  const letters = steps * LETTERS_A_STEP;
  return {
    loss,
    smallestLoss: first.loss ?? 0,
    ...(law ? { exponent: law.exponent, floor: law.floor, residual: law.residual } : {}),
    ...(forecast === undefined ? {} : { forecast }),
    ...(forecast === undefined || width !== trained[trained.length - 1].width || !law ? {} : { forecastError: loss - forecast }),
    // Forward and back, each parameter takes part in about six operations a letter (Kaplan et al., 2020).
    compute: 6 * parameters * letters,
    gap: loss - trainingLoss,
    parameters,
    letters,
    frequencyLoss: lone,
    bestWidth: best.width,
  };
}
