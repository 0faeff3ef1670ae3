/** The bar of a run: how far it has come, and where in its recording one stands. Its four signs differ without colour. */
import type { Line } from '../../plot/index.js';
import type { Signs } from '../signs.js';
import { bar, words } from './lines.js';

export interface ScrubPlace {
  /** Progress of the newest frame, 0 to 1. */
  readonly newest: number;
  /** Progress of the frame that is shown, where it is an earlier one. */
  readonly past?: number;
}

/** "███████░░░" live, "███◆▒▒▒░░░" in the past. */
export function scrubBar({ newest, past }: ScrubPlace, cells: number, signs: Signs): Line {
  if (past === undefined || cells < 1) return bar(newest, cells, signs);
  const share = (progress: number) => Math.min(1, Math.max(0, progress));
  const recorded = Math.max(1, Math.round(share(newest) * cells));
  const at = Math.min(recorded - 1, Math.round(share(past) * (cells - 1)));
  return [
    words(signs.barFull.repeat(at), 'accent'),
    words(signs.barAt, 'warn', true),
    words(signs.barAhead.repeat(recorded - at - 1), 'accent'),
    words(signs.barEmpty.repeat(cells - recorded), 'frame'),
  ];
}
