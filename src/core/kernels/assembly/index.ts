// Entry of the WASM module: every kernel family is exported from here.

export * from './math';
export { exp, log, sqrt, square, abs, reciprocal, tanh, sigmoid, relu, gelu, geluTanh, silu, softplus, signOf, floorOf } from './elementwise';
export { expGrad, logGrad, sqrtGrad, squareGrad, absGrad, reciprocalGrad, tanhGrad, sigmoidGrad, reluGrad, geluGrad, geluTanhGrad, siluGrad, softplusGrad } from './elementwise';
export { affine, leakyRelu, leakyReluGrad, clamp, clampGrad, power, powerGrad, sine } from './elementwise';
export { binaryAdd, binarySub, binaryMul, binaryDiv, binaryMax, binaryMin, binaryGreater, binaryGreaterEqual, binaryEqual, binaryMasked } from './elementwise';
export { sumAxis, extremeAxis, extremeAxisGrad, spreadAxis, sumSquares, cumulativeSum } from './reduce';
export { gemm, gemmBatch } from './gemm';
export { softmaxRows, softmaxScores, softmaxGrad, logSoftmaxRows, logSoftmaxGrad, crossEntropyRows, crossEntropyGrad, layerNormRows, layerNormGrad } from './rows';
export { scalarPointer, layoutPointer, copyStrided, gatherRows, scatterAddRows, pickColumns, fill, accumulate, dropoutMask } from './move';
export { im2col, col2im, maxPool, maxPoolGrad, averagePool, addChannelBias, channelSums } from './conv';
export { quantizeRows, dequantizeRows, gemmInt8 } from './quantize';
export { adamStep, sgdStep, scaleInPlace, moveTowards } from './optimiser';
export { negativeSampling } from './word2vec';
export { arithmeticVector, arithmeticScalar, readThrough, productByColumns, productByRows } from './roofline';

/** First free byte of the memory: the allocator's start. */
export function heapBase(): usize { return __heap_base; }
