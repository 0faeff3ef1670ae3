/** The ways of spending the budget that are compared, and the situations they are compared in. */
import { UserError } from '../../src/lesson/index.js';
import { maxStart, type Problem } from './problem.js';
import type { Project } from './spend.js';

/** Nothing; all hours on labels by suspicion, on labels at random, on new rows, on the model; the learner's mix. */
export const WAYS = ['none', 'clean', 'random', 'add', 'tune', 'plan'] as const;
export type Way = (typeof WAYS)[number];

export const SWEEPS = ['noise', 'size', 'hours', 'none'] as const;

export interface Situation extends Project {
  readonly wrongLabels: number;
  readonly images: number;
  readonly hours: number;
  readonly cleaning: number;
  readonly adding: number;
}

export interface GridPoint {
  readonly at: number;
  readonly situation: Situation;
}

/** The same situation with one thing changed; sizes that the table does not have are left out. */
export function gridOf(params: Situation & { readonly sweep: (typeof SWEEPS)[number] }, problem: Problem): GridPoint[] {
  switch (params.sweep) {
    case 'noise':
      return [0, 0.05, 0.1, 0.2, 0.3, 0.4].map((at) => ({ at, situation: { ...params, wrongLabels: at } }));
    case 'size':
      return [50, 100, 200, 400, 800].filter((at) => at <= maxStart(problem)).map((at) => ({ at, situation: { ...params, images: at } }));
    case 'hours':
      return [0.5, 1, 2, 4, 8].map((at) => ({ at, situation: { ...params, hours: at } }));
    case 'none':
      return [];
  }
}

/** @throws UserError centric.shares */
export function checkShares({ cleaning, adding }: Pick<Situation, 'cleaning' | 'adding'>): void {
  if (cleaning + adding <= 1 + 1e-9) return;
  const percent = (share: number) => Math.round(share * 100);
  throw new UserError('centric.shares', { cleaning: percent(cleaning), adding: percent(adding), sum: percent(cleaning + adding) });
}
