/** The arrangements of this level: two in which a convolution is a fully connected layer, one in which it is not. */
import { geometryOf, SIDE, type Geometry } from './geometry.js';

export interface Case {
  /** Blocks of so many pixels a side become channels. */
  readonly block: number;
  readonly geometry: Geometry;
  /**
   * What the fully connected layer sees: the whole input, or each position's channels on its own (as a convolution with 1×1
   * kernels does).
   */
  readonly sees: 'whole' | 'position';
}

export const CASES = ['whole', 'channels', 'positions', 'local'] as const;
export type CaseName = (typeof CASES)[number];

/** @param kernel the learner's, used in the local case only */
export function caseOf(name: CaseName, kernel: number): Case {
  switch (name) {
    case 'whole':
      return { block: 1, geometry: geometryOf(1, SIDE, SIDE), sees: 'whole' };
    case 'channels':
      return { block: SIDE, geometry: geometryOf(SIDE * SIDE, 1, 1), sees: 'whole' };
    case 'positions':
      return { block: 2, geometry: geometryOf(4, SIDE / 2, 1), sees: 'position' };
    case 'local':
      return { block: 1, geometry: geometryOf(1, SIDE, kernel), sees: 'whole' };
  }
}
