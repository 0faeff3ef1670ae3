/** The search: draws pairs and triples, counts how often each axiom is broken, and keeps the first counterexample to each. */
import type { Random } from '../../src/core/random/index.js';
import { AXIOMS, gapOf, POINTS, same, triangle, type Axiom, type Example } from './axioms.js';
import type { Measure } from './measures.js';
import { drawKin, drawPoint, valuesOf, type Domain, type Raw } from './points.js';
import { shrinkOnce } from './shrink.js';

export interface Findings {
  tried: number;
  /** How many tries broke the axiom. */
  readonly broken: Record<Axiom, number>;
  /** The try at which the first counterexample was found, from 1. */
  readonly firstTry: Partial<Record<Axiom, number>>;
  readonly examples: Partial<Record<Axiom, Example>>;
  readonly steps: Record<Axiom, number>;
  /** Tries with an infinite value. */
  infinite: number;
  /** Greatest direct distance over detour seen; at most 1 for a metric. */
  worstRatio: number;
  /** The triple of that ratio. */
  worst?: readonly Raw[];
}

export function noFindings(): Findings {
  const zeros = () => ({ nonNegativity: 0, identity: 0, symmetry: 0, triangle: 0 });
  return { tried: 0, broken: zeros(), firstTry: {}, examples: {}, steps: zeros(), infinite: 0, worstRatio: 0 };
}

/** Half of the tries, if asked for, look among kin of the first point. Every fourth asks for the distance of a point to itself. */
function drawTriple(domain: Domain, kin: boolean, random: Random): Raw[] {
  const x = drawPoint(domain, random);
  const next = (others: readonly Raw[]) => (kin && random.bernoulli(0.5) ? drawKin(domain, others, random) : drawPoint(domain, random));
  const y = random.bernoulli(0.25) ? x : next([x]);
  return [x, y, next([x, y])];
}

/** One try of all axioms. @returns the axioms broken for the first time */
export function examine(measure: Measure, domain: Domain, kin: boolean, random: Random, findings: Findings): Axiom[] {
  const raw = drawTriple(domain, kin, random);
  findings.tried++;
  const points = raw.map((point) => valuesOf(domain, point));
  const [direct, detour] = triangle(measure.distance, points[0], points[1], points[2]);
  if (direct === Infinity || detour === Infinity) findings.infinite++;
  else if (!same(points[0], points[1]) && !same(points[1], points[2]) && detour > 1e-9 && direct / detour > findings.worstRatio) {
    findings.worstRatio = direct / detour;
    findings.worst = raw;
  }
  return AXIOMS.filter((axiom) => {
    const used = raw.slice(0, POINTS[axiom]);
    if (gapOf(axiom, measure, domain, used) === 0) return false;
    if (findings.broken[axiom]++ > 0) return false;
    findings.firstTry[axiom] = findings.tried;
    findings.examples[axiom] = { axiom, raw: used };
    return true;
  });
}

/** Shrinks the example of an axiom step by step, each to be watched. */
export function* shrinkFound(axiom: Axiom, measure: Measure, domain: Domain, findings: Findings): Generator<Example, void, void> {
  for (;;) {
    const current = findings.examples[axiom];
    const example = current && shrinkOnce(current, measure, domain);
    if (!example) return;
    findings.examples[axiom] = example;
    findings.steps[axiom]++;
    yield example;
  }
}
