/**
 * Iterative magnitude pruning with rewinding, and the controls that show what makes a ticket win.
 * Frankle and Carbin (2019), The Lottery Ticket Hypothesis; the control that keeps only the signs: Zhou et al. (2019),
 * Deconstructing Lottery Tickets.
 */
import { choice, defineSimulation, integer, message, real, type Frame } from '../../src/lesson/index.js';
import { addTraining, NO_COST } from './cost.js';
import { beginRound, type Contestant, type History } from './history.js';
import { structured, unstructured, type PruningMethod } from './masks.js';
import { metricsOf } from './metrics.js';
import { BATCH, Classifier, digitTask, startingValues, train } from './network.js';
import { picturesOf } from './panels.js';
import { countWeights, fullMasks, withSigns, type Masks, type NetworkValues } from './values.js';

const METHODS: Readonly<Record<'unstructured' | 'structured', PruningMethod>> = { unstructured, structured };

const CONTROLS = {
  all: ['signs', 'reinit', 'random'],
  'reinit-random': ['reinit', 'random'],
  signs: ['signs'],
  reinit: ['reinit'],
  random: ['random'],
  none: [],
} as const satisfies Record<string, readonly Contestant[]>;

/** What the networks of a round are made of. */
interface Ingredients {
  /** The weights at the very beginning. */
  readonly initial: NetworkValues;
  /** Other random weights, drawn anew each round. */
  readonly fresh: NetworkValues;
  /** The mask that training has found. */
  readonly masks: Masks;
  /** As much of each layer at random places. */
  readonly shuffled: Masks;
}

/** How each contestant starts: this table is the whole experiment. */
const START: Readonly<Record<Contestant, (from: Ingredients) => { values: NetworkValues; masks: Masks }>> = {
  ticket: ({ initial, masks }) => ({ values: initial, masks }),
  signs: ({ initial, fresh, masks }) => ({ values: withSigns(fresh, initial), masks }),
  reinit: ({ fresh, masks }) => ({ values: fresh, masks }),
  random: ({ initial, shuffled }) => ({ values: initial, masks: shuffled }),
};

export const pruning = defineSimulation({
  id: 'lottery-ticket',
  version: 1,
  params: {
    method: choice(['unstructured', 'structured']),
    pruneRate: real({ min: 0.05, max: 0.9, step: 0.05, default: 0.2, format: 'percent' }),
    rounds: integer({ min: 1, max: 20, default: 14 }),
    steps: integer({ min: 20, max: 1000, step: 20, default: 100 }),
    hidden: integer({ min: 16, max: 300, step: 16, default: 128 }),
    trainImages: integer({ min: 50, max: 1000, step: 50, default: 500 }),
    learningRate: real({ min: 1e-4, max: 0.05, step: 10 ** 0.25, scale: 'log', default: 0.005 }),
    control: choice(['all', 'reinit-random', 'signs', 'reinit', 'random', 'none']),
  },
  metrics: {
    sparsity: { format: 'percent', digits: 1 },
    denseAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    ticketAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    sameSignsAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    reinitAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    randomMaskAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    trainings: { format: 'integer', better: 'lower' },
    costRatio: { digits: 1, better: 'lower' },
    accuracyDrop: { format: 'percent', digits: 1, better: 'lower', headline: false },
    ticketEarlyAccuracy: { format: 'percent', digits: 1, better: 'higher', headline: false },
    reinitEarlyAccuracy: { format: 'percent', digits: 1, better: 'higher', headline: false },
    randomMaskEarlyAccuracy: { format: 'percent', digits: 1, better: 'higher', headline: false },
    untrainedTicketAccuracy: { format: 'percent', digits: 1, headline: false },
    weightsKept: { format: 'integer', headline: false },
    idealCostRatio: { digits: 1, better: 'lower', headline: false },
    multiplyAdds: { format: 'scientific', better: 'lower', headline: false },
  },
  *run({ params, random }) {
    const sizes = [64, params.hidden, Math.ceil(params.hidden / 2), 10];
    const task = digitTask(params.trainImages, random.split('data'));
    const initial = startingValues(sizes, random.split('initial'));
    const network = new Classifier(initial, random.split('network'));
    const method = METHODS[params.method];
    const controls = CONTROLS[params.control];

    const history: History = { contestants: ['ticket', ...controls], rounds: [], cost: NO_COST };
    const all = 1 + params.rounds * history.contestants.length;
    let trainings = 0;
    let masks = fullMasks(initial);
    const settings: Settings = { ...params, finalKept: method.expectedKept(masks, params.pruneRate, params.rounds) / countWeights(masks) };

    for (let number = 0; number <= params.rounds; number++) {
      const stream = random.split(`round ${number}`);
      const round = beginRound(history, masks);
      const ingredients: Ingredients = {
        initial,
        fresh: startingValues(sizes, stream.split('fresh')),
        masks,
        shuffled: method.shuffled(masks, stream.split('shuffled')),
      };
      // The dense network of round 0 needs no control: there is nothing to compare yet.
      for (const who of number === 0 ? (['ticket'] as const) : history.contestants) {
        const start = START[who](ingredients);
        network.load(start.values, start.masks); // for the ticket: rewinding
        for (const curve of train(network, task, { ...params, random: stream.split('batches') })) {
          round.curves[who] = curve;
          yield frameOf(history, settings, (trainings + curve.steps[curve.steps.length - 1] / params.steps) / all, who);
        }
        trainings++;
        if (who === 'ticket') {
          history.cost = addTraining(history.cost, masks, params.steps * Math.min(BATCH, params.trainImages), params.method === 'structured');
          masks = method.prune(network.values(), masks, params.pruneRate);
        }
      }
      round.complete = true;
    }
    yield frameOf(history, settings, 1);
  },
});

interface Settings {
  readonly rounds: number;
  readonly steps: number;
  /** Share of the weights that the last round will keep: where the plot's axis ends. */
  readonly finalKept: number;
}

function frameOf(history: History, { rounds, steps, finalKept }: Settings, progress: number, who?: Contestant): Frame {
  const round = history.rounds.length - 1;
  return {
    progress,
    metrics: metricsOf(history),
    panels: picturesOf(history, steps, finalKept),
    note: message(who && round > 0 ? `note.${who}` : who ? 'note.dense' : 'note.done', { round, rounds }),
  };
}
