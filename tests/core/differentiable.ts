// The operations that have a gradient: all of F but these.

import { F } from '../../src/core/index.js';

const without = ['argmax', 'argmin', 'equal', 'greater', 'greaterEqual', 'less', 'lessEqual', 'sign', 'floor', 'quantize', 'dequantize', 'int8Linear', 'paddingMask', 'bernoulli'];

export const withGradient: readonly string[] = Object.keys(F).filter((op) => !without.includes(op));
