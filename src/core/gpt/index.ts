/** The small decoder-only transformers: training rows, inference with a key-value cache, sampling, int8 storage. */
export { documentRows, drawBatch, evaluationRows, textRows, toBatch, type Batch, type EvaluationRow, type RowSampler } from './batches.js';
export { beamSearch, type Beam, type BeamSearchOptions, type BeamState } from './beam.js';
export { checkConfig, type GptConfig } from './config.js';
export { GptDecoder, type GptState } from './decoder.js';
export { Gpt, type GptOptions, type LearnedContext } from './model.js';
export {
  LanguageModel, promptTokens,
  type GeneratedToken, type GenerateOptions, type ModelTokenizer, type TextScore,
} from './language-model.js';
export { dequantize, quantize, quantizeRows, type Weights } from './quantize.js';
export { decodeTensors, encodeTensors, type StoredTensor, type TensorFile } from '../nn/safetensors.js';
export {
  byProbability, drawToken, entropyBits, greedy, logSoftmax, samplingStages, softmax, topKMask, topPMask,
  type Cut, type Distribution, type SamplingOptions, type SamplingStages,
} from './sampling.js';
