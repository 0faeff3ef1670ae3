// Seeded, splittable randomness.

export { Random } from './random.js';
export { philox4x32 } from './philox.js';
