// The functions that take tensors, as one namespace: `F.crossEntropy`, `F.softmax` ... What is also a method of a tensor is
// the same function.

export * from '../ops/elementwise.js';
export { add, sub, mul, div, neg, maximum, minimum, greater, greaterEqual, less, lessEqual, equal, where, divideNumber } from '../ops/arithmetic.js';
export { sum, mean, max, min, argmax, argmin, variance, norm, logSumExp } from '../ops/reduce.js';
export { matmul, linear, linearRelu } from '../ops/matmul.js';
export * from '../ops/shape.js';
export * from '../ops/softmax.js';
export * from '../ops/losses.js';
export * from '../ops/normalization.js';
export * from '../ops/metric-learning.js';
export * from '../ops/embedding.js';
export * from '../ops/convolution.js';
export { paddingMask, scaledDotProductAttention, selfAttention, type AttentionOptions } from '../ops/attention.js';
export { crossAttention } from '../ops/cross-attention.js';
export { additiveAttention } from '../ops/additive-attention.js';
export { prefixAttention, type AttentionPrefix } from '../ops/prefix-attention.js';
export { batchNorm, type BatchNormState } from '../ops/batch-norm.js';
export * from '../ops/quantize.js';
export { bernoulli } from '../ops/sampling.js';
