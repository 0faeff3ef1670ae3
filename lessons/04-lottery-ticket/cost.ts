/**
 * What finding a ticket costs, counted in multiply-adds: every round trains once more. A matrix product with zeros in it takes as
 * long as one without, unless the zeros are whole rows and columns (neurons), which can really be taken out.
 */
import { countKept, countWeights, type Masks } from './values.js';

export interface Cost {
  /** Trainings needed to find the ticket and to train it. */
  readonly trainings: number;
  /** Their multiply-adds on ordinary hardware. */
  readonly multiplyAdds: number;
  /** The same, in trainings of the dense network. */
  readonly ratio: number;
  /** The same on ideal hardware that skips every zero. */
  readonly idealRatio: number;
}

export const NO_COST: Cost = { trainings: 0, multiplyAdds: 0, ratio: 0, idealRatio: 0 };

/**
 * One more training under `masks`, of `images` pictures in all (steps times batch size).
 * Forward and backward together take three multiply-adds a weight and picture: one for the outputs, one for the gradient of the
 * inputs, one for the gradient of the weights.
 */
export function addTraining(cost: Cost, masks: Masks, images: number, zerosCanGo: boolean): Cost {
  const dense = countWeights(masks);
  const kept = countKept(masks);
  const worked = zerosCanGo ? kept : dense;
  return {
    trainings: cost.trainings + 1,
    multiplyAdds: cost.multiplyAdds + 3 * worked * images,
    ratio: cost.ratio + worked / dense,
    idealRatio: cost.idealRatio + kept / dense,
  };
}
