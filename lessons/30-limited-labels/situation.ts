/** Where a learner stands: what there is besides a few labels, which approaches that opens, and what each of them is a recipe for. */
export type SourceKind = 'printed' | 'letters' | 'drawings';

export interface Situation {
  /** Unlabelled pictures at hand. */
  readonly unlabelled: number;
  /** Somebody who labels the picture that is shown to them. */
  readonly oracle: boolean;
  /** Labelled pictures of something else. */
  readonly source: SourceKind | 'none';
  /** Rules of thumb. */
  readonly knowledge: boolean;
  /** Two properties of every picture at hand have been noted for another purpose. */
  readonly column: boolean;
  /** Every picture comes with a word that was misheard. */
  readonly secondSense: boolean;
  /** Pixels by which the digits lie elsewhere, to each side. */
  readonly moved: number;
}

export type Features = 'pixels' | 'contrastive' | 'transfer' | 'episodes';
/** What is done with unlabelled pictures. */
export type PoolUse = 'none' | 'selfTraining' | 'atOnce' | 'spreading' | 'rules';

/** One pipeline: which pictures are labelled, what they are turned into, what is added to them, and what is fitted. */
export interface Recipe {
  /** In budgets. */
  readonly labels: number;
  readonly selection: 'random' | 'margin';
  readonly features: Features;
  /** Changed copies of the labelled pictures are learned from too. */
  readonly copies: boolean;
  readonly poolUse: PoolUse;
  readonly head: 'softmax' | 'bagging' | 'prototypes';
}

export const BASELINE: Recipe = { labels: 1, selection: 'random', features: 'pixels', copies: false, poolUse: 'none', head: 'softmax' };

/** What each approach changes about the baseline; the last three are models of their own. */
export const APPROACHES = {
  moreLabels: { labels: 2 },
  active: { selection: 'margin' },
  selfSupervised: { features: 'contrastive' },
  semiSupervised: { poolUse: 'spreading' },
  selfTraining: { poolUse: 'selfTraining' },
  weak: { poolUse: 'rules' },
  transfer: { features: 'transfer' },
  meta: { features: 'episodes', head: 'prototypes' },
  fewShot: { head: 'prototypes' },
  bootstrap: { head: 'bagging' },
  copies: { copies: true },
  multiTask: 'network',
  multiModal: 'network',
  inductiveBias: 'network',
} as const satisfies Record<string, Partial<Recipe> | 'network'>;
export type Approach = keyof typeof APPROACHES;
/** As listed in pictures: by what they ask for. */
export const ORDER = [
  'moreLabels', 'active', 'selfSupervised', 'semiSupervised', 'selfTraining', 'weak', 'transfer', 'meta', 'multiTask', 'multiModal',
  'inductiveBias', 'fewShot', 'copies', 'bootstrap',
] as const satisfies readonly Approach[];

/** Tried beside an approach, to see what it is that helps. */
export const CONTROLS = ['fourTimes', 'atOnce', 'plainNetwork', 'sameTask', 'wordAlone'] as const;
export type Control = (typeof CONTROLS)[number];

/** What an approach needs that a situation may not have. */
export type Need = 'unlabelled' | 'oracle' | 'source' | 'knowledge' | 'column' | 'secondSense';
const NEEDS: Readonly<Record<Approach, readonly Need[]>> = {
  moreLabels: [],
  active: ['unlabelled', 'oracle'],
  selfSupervised: ['unlabelled'],
  semiSupervised: ['unlabelled'],
  selfTraining: ['unlabelled'],
  weak: ['unlabelled', 'knowledge'],
  transfer: ['source'],
  meta: ['source'],
  fewShot: [],
  bootstrap: [],
  copies: [],
  multiTask: ['unlabelled', 'column'],
  multiModal: ['secondSense'],
  inductiveBias: [],
};

export function has(situation: Situation, need: Need): boolean {
  if (need === 'unlabelled') return situation.unlabelled > 0;
  return need === 'source' ? situation.source !== 'none' : situation[need];
}
export const isOpen = (approach: Approach, situation: Situation): boolean => NEEDS[approach].every((need) => has(situation, need));

/** What a recipe needs that the situation does not have; undefined if nothing. */
export function missingFor({ selection, features, poolUse }: Recipe, situation: Situation): Need | undefined {
  const needs: Need[] = [
    ...(selection === 'margin' ? NEEDS.active : []),
    ...(features === 'contrastive' ? NEEDS.selfSupervised : features === 'pixels' ? [] : NEEDS.transfer),
    ...(poolUse === 'none' ? [] : poolUse === 'rules' ? NEEDS.weak : NEEDS.selfTraining),
  ];
  return needs.find((need) => !has(situation, need));
}

/** How many pieces of a recipe differ from the baseline. */
export const piecesOf = (recipe: Recipe): number => (Object.keys(BASELINE) as (keyof Recipe)[]).filter((piece) => recipe[piece] !== BASELINE[piece]).length;
