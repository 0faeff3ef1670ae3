// The bias that goes with a freshly initialised weight, the same for every layer that has one.

import type { Random } from '../random/index.js';
import { fans, uniform, type Initializer } from './init.js';
import { Parameter } from './parameter.js';

/** A bias [outputs]: with the default rule uniform within 1 / sqrt(fan-in of the weight), as PyTorch; else 0. null where there is none. */
export function biasFor(weight: Parameter, outputs: number, wanted: boolean, init: Initializer, random: Random): Parameter | null {
  if (!wanted) return null;
  const bias = new Parameter([outputs]);
  if (init === 'default') uniform(bias, 1 / Math.sqrt(Math.max(fans(weight.shape).fanIn, 1)), random.split('bias'));
  else bias.data.fill(0);
  return bias;
}
