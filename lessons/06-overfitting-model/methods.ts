/**
 * The methods of this level as data. Everything that trains reads a recipe and nothing else, so a method that is off cannot have an
 * effect.
 */
export interface Recipe {
  /** Decoupled (AdamW); 0 is off. */
  readonly weightDecay: number;
  /** Chance that a hidden unit is silenced in a training step; 0 is off. */
  readonly dropout: number;
  readonly earlyStopping: boolean;
  /** Units in each of the two hidden layers; 64 is the usual network. */
  readonly hidden: number;
  /** Share of the weights that is gone in the end; 0 is off. */
  readonly pruned: number;
  /** A small student learns from the softened guesses of what the other methods made. */
  readonly distillation: boolean;
  /** Networks that start differently and are averaged; 1 is off. */
  readonly members: number;
  /** Networks that each leave out another fold of the data and are averaged; 1 is off. */
  readonly folds: number;
}
export type Method = keyof Recipe;

/** Units in a hidden layer, where nothing else is asked for. */
export const USUAL_HIDDEN = 64;
/** Of the student, unless a smaller model is asked for anyway. */
export const STUDENT_HIDDEN = 16;

/** All off: the baseline. */
export const BASELINE: Recipe = {
  weightDecay: 0,
  dropout: 0,
  earlyStopping: false,
  hidden: USUAL_HIDDEN,
  pruned: 0,
  distillation: false,
  members: 1,
  folds: 1,
};

/** In the order in which they are shown. */
export const METHODS: readonly Method[] = ['weightDecay', 'dropout', 'earlyStopping', 'hidden', 'pruned', 'distillation', 'members', 'folds'];

/** The methods that a recipe uses. */
export function methodsIn(recipe: Recipe): Method[] {
  return METHODS.filter((method) => recipe[method] !== BASELINE[method]);
}

/** The baseline with one method of the recipe. */
export function alone(recipe: Recipe, method: Method): Recipe {
  return { ...BASELINE, [method]: recipe[method] };
}
