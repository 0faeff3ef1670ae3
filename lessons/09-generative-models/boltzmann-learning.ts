/**
 * Training a Boltzmann machine on digits: down with the energy of data, up with that of its own chains. With chains that start at the
 * data each time it is contrastive divergence (Hinton, 2002), with chains that live on, persistent (Tieleman, 2008).
 */
import { F, optim, scope, type Random, type Tensor } from '../../src/core/index.js';
import type { Matrix } from '../../src/core/linalg/index.js';
import type { BoltzmannMachine, Layers } from './boltzmann-machine.js';
import { rowsTensor, toMatrix, type DigitData } from './digit-data.js';

const BATCH = 50;
const WEIGHT_DECAY = 1e-4;

export interface Learning {
  readonly chains: 'persistent' | 'data';
  readonly gibbsSteps: number;
  readonly epochs: number;
  readonly learningRate: number;
}

export interface Epoch {
  readonly epoch: number;
  /** Mean squared error of pixels that went up to the hidden layers and down again. */
  readonly reconstruction: number;
  /** What the chains show, as probabilities, [BATCH, 64]. */
  readonly fantasies: Matrix;
}

export function* learnDigits(machine: BoltzmannMachine, { train }: DigitData, { chains, gibbsSteps, epochs, learningRate }: Learning, random: Random): Generator<Epoch, void> {
  const optimizer = new optim.SGD(machine.parameters(), { lr: learningRate, weightDecay: WEIGHT_DECAY });
  let persistent = machine.randomStates(BATCH, random.split('chains'));
  for (let epoch = 1; epoch <= epochs; epoch++) {
    optimizer.lr = learningRate * Math.min(1, 2 * (1 - (epoch - 1) / epochs)); // as it is for half of the time, then down to 0
    let error = 0;
    let count = 0;
    let fantasies: Matrix | undefined;
    for (const rows of optim.batches(train.rows, BATCH, random)) {
      const before = persistent;
      const { states } = scope(() => {
        const ink = rowsTensor(train, rows);
        const visible = F.bernoulli(ink, random);
        const start = chains === 'persistent' ? before : machine.infer(visible).map((p) => F.bernoulli(p, random));
        const end = machine.gibbs(start, gibbsSteps, random);
        learn(machine, optimizer, visible, end.states);
        error += machine.reconstruct(visible).sub(ink).square().mean().item();
        fantasies = toMatrix(end.visible);
        return { states: [...end.states] };
      });
      count++;
      for (const old of before) old.dispose();
      persistent = states;
    }
    if (fantasies) yield { epoch, reconstruction: error / count, fantasies };
  }
  for (const old of persistent) old.dispose();
}

/** The hidden units of the data enter as they probably are, those of the chains as they were drawn. */
function learn(machine: BoltzmannMachine, optimizer: optim.SGD, visible: Tensor, chains: Layers): void {
  const loss = machine.energy(machine.infer(visible)).mean().sub(machine.energy(chains).mean());
  optimizer.zeroGrad();
  loss.backward();
  optimizer.step();
}
