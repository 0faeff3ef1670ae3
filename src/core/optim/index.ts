// Optimisers, schedules and gradient clipping.

export { Optimizer } from './optimizer.js';
export { Adam, AdamW, type AdamOptions } from './adam.js';
export { SGD, type SgdOptions } from './sgd.js';
export * from './schedule.js';
export { ExponentialMovingAverage } from './average.js';
export { batches, EarlyStopping, endlessBatches } from './batches.js';
