/**
 * The four axioms as examinations: given points, by how much is the axiom broken? Two kinds of slack keep rounding from passing for a
 * counterexample, and infinite values are no counterexample here: they are counted apart.
 */
import type { Measure } from './measures.js';
import { valuesOf, type Domain, type Raw } from './points.js';

export const AXIOMS = ['nonNegativity', 'identity', 'symmetry', 'triangle'] as const;
export type Axiom = (typeof AXIOMS)[number];

/** How many points each examination takes. */
export const POINTS: Readonly<Record<Axiom, 1 | 2 | 3>> = { nonNegativity: 2, identity: 2, symmetry: 2, triangle: 3 };

/** Relative to the size of the values compared. */
const SLACK = 1e-9;

export function same(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, i) => Math.abs(value - b[i]) <= 1e-12 * Math.max(1, Math.abs(value)));
}

/**
 * By how much the points break the axiom, relative to the values compared; 0 where they do not. Identity is broken by a point that is
 * not at 0 from itself (both points the same), and by two different points at distance 0.
 * @param points  coordinates as {@link valuesOf} makes them
 */
export function gap(axiom: Axiom, { distance }: Measure, points: readonly (readonly number[])[]): number {
  const [x, y, z] = points;
  switch (axiom) {
    case 'nonNegativity': {
      const d = distance(x, y);
      return d < -SLACK ? -d : 0;
    }
    case 'identity': {
      const d = Math.abs(distance(x, y));
      if (!Number.isFinite(d)) return 0;
      return same(x, y) ? relative(d, 0) : d <= 1e-14 ? 1 : 0;
    }
    case 'symmetry': {
      const [there, back] = [distance(x, y), distance(y, x)];
      return Math.max(relative(there, back), relative(back, there));
    }
    case 'triangle':
      return relative(...triangle(distance, x, y, z));
  }
}

/** By what share of `more` it exceeds `less`; 0 within the slack or where a value is infinite. */
function relative(more: number, less: number): number {
  if (!Number.isFinite(more) || !Number.isFinite(less) || more - less <= SLACK * Math.max(1, Math.abs(more))) return 0;
  return (more - less) / Math.abs(more);
}

/** From x to z directly, and by way of y. */
export function triangle(distance: Measure['distance'], x: readonly number[], y: readonly number[], z: readonly number[]): [direct: number, detour: number] {
  return [distance(x, z), distance(x, y) + distance(y, z)];
}

export interface Example {
  readonly axiom: Axiom;
  readonly raw: readonly Raw[];
}

/** As {@link gap}, of raw points; 0 for points that the measure is not defined for: an angle needs a direction. */
export function gapOf(axiom: Axiom, measure: Measure, domain: Domain, raw: readonly Raw[]): number {
  const points = raw.map((point) => valuesOf(domain, point));
  return points.some((point) => Number.isNaN(measure.distance(point, point))) ? 0 : gap(axiom, measure, points);
}
