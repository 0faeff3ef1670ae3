// The numeric core's public face, `ml-tutor/core`: names follow PyTorch and NumPy. It knows nothing of lessons or screens.

export * as math from './math/index.js';
export { Random } from './random/index.js';
export * as stats from './stats/index.js';
