/** Statistics in float64: distributions, summaries and intervals, tests, evaluation of predictions, regression models, classical learners. */
export { accuracy, argmaxRows, confusionMatrix, precisionRecallF1, type ClassScores } from './classification.js';
export { bootstrap, outOfBag, percentileInterval, point632, resample, type BootstrapOptions } from './bootstrap.js';
export { brierScore, expectedCalibrationError, logLoss, multiclassBrierScore, reliabilityBins, type ReliabilityBin } from './calibration.js';
export { columnMeans, correlation, covariance, covarianceMatrix, mean, standardDeviation, variance } from './describe.js';
export { dummies, INTERCEPT, linearPredictor, select, selectRows, withIntercept, type Design } from './design.js';
export {
  angularDistance, chebyshev, cityblock, cosineDistance, crossEntropy, hamming, hellinger, huber, jensenShannonDivergence, klDivergence,
  squaredEuclidean, totalVariation,
} from './distances.js';
export * from './distributions.js';
export { DriftDetector, type DriftDetectorOptions, type DriftState } from './drift.js';
export { binomial, gaussian, poisson, type Family } from './families.js';
export { GlmError, type GlmFault } from './faults.js';
export { glm, glmSteps, predict, type GlmFit, type GlmOptions, type GlmResult } from './glm.js';
export { effectiveSampleSize, importanceWeights } from './importance.js';
export { chiSquareTest, fisherExactTest, kolmogorovSmirnov, kolmogorovUpperTail, type TestResult } from './homogeneity.js';
export { inference, type Inference, type StandardErrorKind } from './inference.js';
export { betaQuantile, meanInterval, proportionInterval, type Interval, type ProportionMethod } from './intervals.js';
export type { IrlsStep } from './irls.js';
export { pairedDifference, type PairedDifference } from './paired.js';
export { permutationTest, permutationTestOfMeans, signFlipTest, type PermutationOptions, type PermutationResult } from './permutation.js';
export { median, quantile, quantiles, type QuantileType } from './quantile.js';
export { ranks, sortedOrder } from './ranks.js';
export { auc, aucInterval, rocCurve, weightedAuc, type RocCurve } from './roc.js';
export { standardise } from './standardise.js';
export { energyDistance, medianDistance, mmdSquared, type PairMean } from './two-sample.js';
export { fitLeastSquares, fitRidge, predictLinear, ridgePath, type LeastSquares, type LinearModel, type LinearOptions } from './regression/linear.js';
export { multinomialLogit, multinomialProbabilities, type MultinomialFit, type MultinomialOptions } from './regression/multinomial.js';
export { fitNegativeBinomial, negativeBinomial, negativeBinomialPmf, type NegativeBinomialFit, type NegativeBinomialOptions } from './regression/negative-binomial.js';
export type { Estimates } from './regression/newton-likelihood.js';
export { fitPowerLaw, powerLawAt, type PowerLaw, type PowerLawFit } from './regression/power-law.js';
export { gaussianPredictionIntervals } from './regression/prediction-intervals.js';
export { ordinalProbabilities, ordinalRegression, type OrdinalFit, type OrdinalOptions, type Terms } from './regression/ordinal.js';
export {
  fitLogisticRegression, fitSoftmaxRegression, logisticProbabilities, softmaxProbabilities,
  type LogisticRegression, type PenalisedOptions, type SoftmaxRegression,
} from './regression/softmax.js';
export { conformalIntervals, conformalQuantile, conformalScores, conformalSets, type PredictionIntervals, type SetMethod } from './learn/conformal.js';
export { crossFitLogistic, type CrossFit, type CrossFitOptions } from './learn/cross-fit.js';
export { kFold, stratifiedKFold, type Fold } from './learn/folds.js';
export { fitClassificationForest, fitRegressionForest, forestImportances, predictForest, type Forest, type ForestOptions } from './learn/forest.js';
export { fitKMeans, kMeansLabels, kMeansPlusPlus, type KMeans, type KMeansOptions } from './learn/k-means.js';
export { blackBoxShift, priorShift, type PriorShift } from './learn/label-shift.js';
export { confidentJoint, labelErrors, type ConfidentJoint, type LabelErrorMethod } from './learn/label-errors.js';
export { fitNaiveBayes, naiveBayesLogJoint, naiveBayesProbabilities, type NaiveBayes, type NaiveBayesOptions } from './learn/naive-bayes.js';
export { knnProbabilities, nearestNeighbours, type NeighbourMetric, type Neighbours } from './learn/neighbours.js';
export { fitPca, pcaInverse, pcaTransform, type Pca } from './learn/pca.js';
export { fitClassificationTree, fitRegressionTree, leafOf, predictTree, treeImportances, type Tree, type TreeOptions } from './learn/tree.js';
export { labelSpreading, type LabelSpreadingOptions } from './learn/label-spreading.js';
export { fitLabelModel, majorityVote, type LabelModel, type Votes } from './learn/label-model.js';
