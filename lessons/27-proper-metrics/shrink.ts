/**
 * Shrinking, as QuickCheck does it (Claessen and Hughes, 2000): try every single simplification of a counterexample, keep the first that is
 * simpler and still breaks the axiom, and go on until none is left. What remains is minimal in that sense: no one step makes it simpler.
 */
import { gapOf, type Example } from './axioms.js';
import type { Measure } from './measures.js';
import { allowed, type Domain, type Raw } from './points.js';

/** What a reader has to take in: decimals are dear, then the size of the numbers, then minus signs. */
export function costOf(raw: readonly Raw[]): number {
  let cost = 0;
  for (const point of raw) for (const value of point) cost += (Number.isInteger(value) ? 0 : 10) + Math.abs(value) + (value < 0 ? 0.25 : 0);
  return cost;
}

const SMALL = [0, 1, 2, 3] as const;

/** All single simplifications, the boldest first. */
function* simpler(raw: readonly Raw[]): Generator<Raw[], void, void> {
  const places = raw[0].map((_, place) => place);
  const everywhere = (change: (value: number, place: number) => number) => raw.map((point) => point.map(change));
  for (const place of places) yield everywhere((value, j) => (j === place ? 0 : value));
  for (const origin of raw) yield everywhere((value, j) => value - origin[j]);
  for (const divisor of [2, 3, 5]) yield everywhere((value) => value / divisor);
  for (const place of places) yield everywhere((value, j) => (j === place ? -value : value));
  yield everywhere(Math.round);
  yield everywhere(Math.trunc);
  for (let i = 0; i < raw.length; i++) {
    const replace = (point: Raw) => raw.map((old, k) => (k === i ? point : old));
    for (const divisor of [2, 3, 5, 7]) yield replace(raw[i].map((value) => value / divisor));
    const least = Math.min(...raw[i].map(Math.abs).filter((value) => value > 0));
    yield replace(raw[i].map((value) => Math.round(value / least)));
    for (const other of raw) yield replace([...other]);
    for (const place of places) {
      const value = raw[i][place];
      const set = (to: number) => replace(raw[i].map((old, j) => (j === place ? to : old)));
      for (const to of [...SMALL, Math.trunc(value), Math.round(value), Math.trunc(value / 2), value - Math.sign(value), -value]) yield set(to);
      for (const other of raw) yield set(other[place]);
      // Two points at once: parallel vectors stay parallel only together.
      for (let k = i + 1; k < raw.length; k++) {
        for (const a of SMALL) for (const b of SMALL) yield raw.map((point, n) => point.map((old, j) => (j !== place || (n !== i && n !== k) ? old : n === i ? a : b)));
      }
    }
  }
}

/** A clear example breaks its axiom by this share at least; shrinking gives up no more than that. */
const CLEAR = 0.05;

/** One step: the first simplification that is simpler, allowed, and still a clear counterexample; undefined if there is none. */
export function shrinkOnce({ axiom, raw: now }: Example, measure: Measure, domain: Domain): Example | undefined {
  const cost = costOf(now);
  const wanted = Math.min(CLEAR, gapOf(axiom, measure, domain, now));
  for (const candidate of simpler(now)) {
    const raw = candidate.map((point) => point.map((value) => value + 0)); // no -0
    if (costOf(raw) >= cost - 1e-9 || !raw.every((point) => allowed(domain, point))) continue;
    if (gapOf(axiom, measure, domain, raw) >= wanted) return { axiom, raw };
  }
  return undefined;
}
