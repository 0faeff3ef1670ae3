/** A review as a pure reducer: the cards in their order, the one being asked, and what became of those before. */
import type { Day, ReviewItem } from '../../../progress/index.js';

export interface Reviewed {
  readonly item: ReviewItem;
  readonly right: boolean;
  /** When it comes back. */
  readonly due: Day;
}

export interface ReviewState {
  /** As they were due when the review began: what is answered meanwhile does not shuffle them. */
  readonly queue: readonly ReviewItem[];
  /** Of the card being asked; past the end when all were. */
  readonly index: number;
  readonly reviewed: readonly Reviewed[];
}

export type ReviewAction =
  | { readonly type: 'answered'; readonly reviewed: Reviewed }
  /** On to the next card; one that was not answered stays due. */
  | { readonly type: 'next' }
  | { readonly type: 'more'; readonly queue: readonly ReviewItem[] };

export function startReview(queue: readonly ReviewItem[]): ReviewState {
  return { queue, index: 0, reviewed: [] };
}

export function reduceReview(state: ReviewState, action: ReviewAction): ReviewState {
  switch (action.type) {
    case 'answered':
      return { ...state, reviewed: [...state.reviewed, action.reviewed] };
    case 'next':
      return { ...state, index: Math.min(state.queue.length, state.index + 1) };
    case 'more':
      return { ...state, queue: [...state.queue.slice(0, state.index), ...action.queue] };
  }
}

export interface ReviewCount {
  readonly right: number;
  readonly asked: number;
}

export function countOf({ reviewed }: ReviewState): ReviewCount {
  return { right: reviewed.filter(({ right }) => right).length, asked: reviewed.length };
}
