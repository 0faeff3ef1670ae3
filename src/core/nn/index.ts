// Modules: layers that own their parameters.

export { Parameter } from './parameter.js';
export { Module, type Layer, type StateDict } from './module.js';
export { initialize, uniform, normal, fans, type Initializer } from './init.js';
export * from './linear.js';
export { ScalarField, type FieldActivation } from './scalar-field.js';
export * from './layers.js';
export * from './transformer.js';
export * from './cross-attention.js';
export { BatchNorm } from './batch-norm.js';
export { GRU, LSTM } from './recurrent.js';
export { AdditiveAttention, type AdditiveAttentionOptions } from './additive-attention.js';
export * from './adapt/index.js';
export { decodeTensors, encodeTensors, loadWeights, saveWeights, type StoredTensor, type TensorFile } from './safetensors.js';
