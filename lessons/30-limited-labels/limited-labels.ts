/**
 * Few labels, and everything that can be done about it: each approach changes one piece of the same pipeline, on the same digits, with
 * the same number of labels, and is paired with the same baseline; beside them a pipeline that the learner puts together.
 */
import { UserError, choice, defineSimulation, integer, message, toggle, type Frame, type Label, type MetricSpec } from '../../src/lesson/index.js';
import { columnRows, convolutionalNetwork, multiTask, plainNetwork, twoSenses } from './networks.js';
import { picturesOf } from './panels.js';
import { Encoders, learn, type Result } from './pipeline.js';
import { emptyHistory, GUESSERS, keep, metricsOf, type Contestant } from './record.js';
import { firstRows } from './sheet.js';
import { APPROACHES, BASELINE, CONTROLS, isOpen, missingFor, ORDER, piecesOf, type Control, type Recipe, type Situation } from './situation.js';
import { drawWorld } from './world.js';

const points = { format: 'percent', digits: 1, better: 'higher' } as const;
const each = (kind: string, names: readonly string[]): Record<string, MetricSpec> =>
  Object.fromEntries(names.map((name) => [`${kind}.${name}`, { ...points, headline: false }]));

export const limitedLabels = defineSimulation({
  id: 'limited-labels',
  version: 1,
  params: {
    labels: integer({ min: 10, max: 200, step: 10, default: 20 }),
    unlabelled: integer({ min: 0, max: 1000, step: 100, default: 600 }),
    oracle: toggle(true),
    source: choice(['printed', 'letters', 'drawings', 'none']),
    knowledge: toggle(true),
    column: toggle(true),
    secondSense: toggle(true),
    moved: integer({ min: 0, max: 2, default: 0 }),
    features: choice(['pixels', 'contrastive', 'transfer', 'episodes']),
    selection: choice(['random', 'margin']),
    poolUse: choice(['none', 'selfTraining', 'atOnce', 'spreading', 'rules']),
    copies: toggle(false),
    head: choice(['softmax', 'prototypes', 'bagging']),
    compare: toggle(true),
    repetitions: integer({ min: 1, max: 20, default: 3 }),
  },
  metrics: {
    baselineAccuracy: points,
    bestGain: points,
    accuracy: points,
    improvement: points,
    pieces: { format: 'integer' },
    spread: { format: 'percent', digits: 1, headline: false },
    wins: { format: 'integer', better: 'higher', headline: false },
    worth: { format: 'integer', better: 'higher', headline: false },
    ...each('gain', [...ORDER, ...CONTROLS]),
    ...each('guessed', GUESSERS),
  },

  check(params) {
    const missing = missingFor({ ...params, labels: 1 }, params);
    if (missing) throw new UserError(`labels.${missing}`, {});
  },

  *run({ params, random }) {
    const situation: Situation = params;
    const own: Recipe = { ...params, labels: 1 };
    const contestants = contestantsOf(own, situation, params.compare);
    const history = emptyHistory(contestants, situation, params.labels, piecesOf(own));
    let world = drawWorld(params.labels, situation, random.split('repetition 1').split('world'));
    const first = world;
    let finished = 0;
    const frame = (note: Label): Frame => ({
      progress: finished / (params.repetitions * contestants.length),
      metrics: metricsOf(history),
      panels: picturesOf(history, first),
      note,
    });
    yield frame('note.start');
    for (let repetition = 1; repetition <= params.repetitions; repetition++) {
      const seeds = random.split(`repetition ${repetition}`);
      if (repetition > 1) world = drawWorld(params.labels, situation, seeds.split('world'));
      const encoders = new Encoders(world, seeds.split('encoders'));
      for (const contestant of contestants) {
        const note = message(`note.${contestant}`, { repetition, repetitions: params.repetitions });
        const course = tryOut(contestant, own, encoders, seeds.split('training'));
        let step = course.next();
        for (; !step.done; step = course.next()) yield frame(note);
        keep(history, contestant, step.value);
        finished++;
      }
      encoders.dispose();
      yield frame(message('note.done', { repetition, repetitions: params.repetitions }));
    }
  },
});

/** Who is tried in this situation, in this order. */
function contestantsOf(own: Recipe, situation: Situation, compare: boolean): readonly Contestant[] {
  const mine: readonly Contestant[] = piecesOf(own) > 0 ? ['own'] : [];
  if (!compare) return ['baseline', ...mine];
  const controls: Record<Control, boolean> = {
    fourTimes: true,
    atOnce: isOpen('selfTraining', situation),
    plainNetwork: true,
    sameTask: true,
    wordAlone: isOpen('multiModal', situation),
  };
  return ['baseline', ...mine, ...ORDER.filter((approach) => isOpen(approach, situation)), ...CONTROLS.filter((control) => controls[control])];
}

type Found = Partial<Result> & Pick<Result, 'accuracy'>;

/** One contestant in one world. The random numbers do not depend on who else takes part. */
function* tryOut(contestant: Contestant, own: Recipe, encoders: Encoders, random: Encoders['random']): Generator<void, Found> {
  const { world } = encoders;
  switch (contestant) {
    case 'inductiveBias':
      return { accuracy: yield* convolutionalNetwork(world, random.split('network')) };
    case 'plainNetwork':
      return { accuracy: yield* plainNetwork(world, random.split('network')) };
    case 'multiTask':
      return { accuracy: yield* multiTask(world, columnRows(world), random.split('network')) };
    case 'sameTask':
      return { accuracy: yield* multiTask(world, firstRows(world.budget), random.split('network')) };
    case 'multiModal':
      return { accuracy: twoSenses(world).both };
    case 'wordAlone':
      return { accuracy: twoSenses(world).word };
    default:
      return yield* learn(recipeOf(contestant, own), encoders, random.split('pipeline'));
  }
}

function recipeOf(contestant: Exclude<Contestant, 'inductiveBias' | 'plainNetwork' | 'multiTask' | 'sameTask' | 'multiModal' | 'wordAlone'>, own: Recipe): Recipe {
  if (contestant === 'own') return own;
  if (contestant === 'baseline') return BASELINE;
  if (contestant === 'fourTimes') return { ...BASELINE, labels: 4 };
  if (contestant === 'atOnce') return { ...BASELINE, poolUse: 'atOnce' };
  return { ...BASELINE, ...APPROACHES[contestant] };
}
