/** Statistics in float64: distributions, designs, generalised linear models. */
export * from './distributions.js';
export { dummies, INTERCEPT, linearPredictor, select, selectRows, withIntercept, type Design } from './design.js';
export { gaussian, poisson, type Family } from './families.js';
export { GlmError, type GlmFault } from './faults.js';
export { glm, glmSteps, predict, type GlmFit, type GlmOptions, type GlmResult } from './glm.js';
export { inference, type Inference, type StandardErrorKind } from './inference.js';
export type { IrlsStep } from './irls.js';
