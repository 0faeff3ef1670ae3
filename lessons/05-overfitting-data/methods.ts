/**
 * The methods of this level as data: how strongly each is used in a training. Everything that trains reads a recipe and nothing
 * else, so a method that is off cannot have an effect.
 */
export interface Recipe {
  /** Times as many images; 1 is off. */
  readonly dataFactor: number;
  /** Randomly turned, scaled and shifted copies. */
  readonly augmentation: boolean;
  /** Standard deviation of the noise on pixels, which are 0 to 1. */
  readonly featureNoise: number;
  /** Chance that a label is drawn at random anew, each time its image is used. */
  readonly labelNoise: number;
  /** Share of the target that goes to all classes evenly. */
  readonly labelSmoothing: number;
  /** Size of the step of the fast gradient sign method, on pixels that are 0 to 1. */
  readonly adversarial: number;
  /** Stroke directions in place of pixels. */
  readonly engineered: boolean;
  /** Every input to mean 0 and standard deviation 1 over the training set. */
  readonly standardized: boolean;
  readonly batchSize: number;
  /** Hidden layers learned before on images without labels. */
  readonly pretraining: boolean;
}
export type Method = keyof Recipe;

/** Images in a batch, where nothing else is asked for. */
export const USUAL_BATCH = 32;

/** All off: the baseline. */
export const BASELINE: Recipe = {
  dataFactor: 1,
  augmentation: false,
  featureNoise: 0,
  labelNoise: 0,
  labelSmoothing: 0,
  adversarial: 0,
  engineered: false,
  standardized: false,
  batchSize: USUAL_BATCH,
  pretraining: false,
};

/** In the order in which they are shown. */
export const METHODS: readonly Method[] = [
  'dataFactor', 'augmentation', 'pretraining', 'engineered', 'standardized', 'adversarial', 'labelNoise', 'featureNoise', 'labelSmoothing', 'batchSize',
];

/** The methods that a recipe uses. */
export function methodsIn(recipe: Recipe): Method[] {
  return METHODS.filter((method) => recipe[method] !== BASELINE[method]);
}

/** The baseline with one method of the recipe. */
export function alone(recipe: Recipe, method: Method): Recipe {
  return { ...BASELINE, [method]: recipe[method] };
}
