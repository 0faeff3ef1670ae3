// The numeric core's public face, `ml-tutor/core`: names follow PyTorch and NumPy. It knows nothing of lessons or screens.
// README.md in this folder shows the whole in one example.

import './ops/methods.js'; // gives tensors their operations

export { Tensor } from './tensor/tensor.js';
export type { NestedNumbers, Shape } from './tensor/shape.js';
export { arange, empty, eye, full, linspace, oneHot, ones, rand, randn, tensor, zeros, type TensorOptions } from './tensor/create.js';
export { cat, stack } from './ops/shape.js';
export { where } from './ops/arithmetic.js';
export { noGrad } from './autograd/mode.js';
export { scope, unscoped } from './memory/scope.js';
export { memoryUsage } from './memory/allocator.js';
export * as F from './nn/functional.js';
export * as nn from './nn/index.js';
export { Parameter } from './nn/parameter.js';
export * as optim from './optim/index.js';
export * as math from './math/index.js';
export { Random } from './random/index.js';
export * as linalg from './linalg/index.js';
export * as signal from './signal/index.js';
export * as stats from './stats/index.js';
export * as text from './text/index.js';
export * as gpt from './gpt/index.js';
export * as parallel from './parallel/index.js';
export * as roofline from './roofline/index.js';
