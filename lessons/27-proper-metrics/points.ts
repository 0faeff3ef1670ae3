/**
 * Where points come from. A point is kept as the raw numbers that were drawn; `valuesOf` makes the vector or the distribution of them,
 * and `allowed` says whether numbers belong to the kind of inputs, which simplifying must not leave.
 */
import type { Random } from '../../src/core/random/index.js';
import type { Space } from './measures.js';

export const KINDS = ['real', 'integers', 'positive', 'binary', 'unit'] as const;
/** real: two decimals. positive: 1 to 9. binary: 0 and 1. unit: vectors of length 1; distributions certain of one outcome. */
export type Kind = (typeof KINDS)[number];
export type Raw = readonly number[];

export interface Domain {
  readonly space: Space;
  readonly kind: Kind;
  readonly dimension: number;
}

const GREATEST = 9;
const hundredths = (value: number) => Math.round(100 * value) / 100;

export function allowed({ space, kind }: Domain, raw: Raw): boolean {
  const some = raw.some((value) => value !== 0);
  if (space === 'distributions' && (!some || raw.some((value) => value < 0))) return false;
  switch (kind) {
    case 'real':
      return raw.every((value) => Math.abs(value - hundredths(value)) < 1e-9);
    case 'integers':
      return raw.every(Number.isInteger);
    case 'positive':
      return raw.every((value) => Number.isInteger(value) && value > 0);
    case 'binary':
      return raw.every((value) => value === 0 || value === 1);
    case 'unit':
      return space === 'vectors' ? some && raw.every(Number.isInteger) : raw.filter((value) => value !== 0).length === 1 && raw.includes(1);
  }
}

/** The point that the raw numbers stand for: distributions sum to 1, unit vectors have length 1. */
export function valuesOf({ space, kind }: Domain, raw: Raw): number[] {
  if (space === 'distributions') {
    const total = raw.reduce((sum, value) => sum + value, 0);
    return raw.map((value) => value / total);
  }
  if (kind !== 'unit') return [...raw];
  const length = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0));
  return raw.map((value) => value / length);
}

export function drawPoint(domain: Domain, random: Random): Raw {
  const { space, kind, dimension } = domain;
  const draw = (): number => {
    switch (kind) {
      case 'real':
        return hundredths(random.normal(0, 3));
      case 'integers':
        return random.integer(2 * GREATEST + 1) - GREATEST;
      case 'positive':
        return 1 + random.integer(GREATEST);
      case 'binary':
        return random.integer(2);
      case 'unit':
        return random.integer(2 * GREATEST + 1) - GREATEST;
    }
  };
  if (space === 'distributions' && kind === 'unit') {
    const outcome = random.integer(dimension);
    return Array.from({ length: dimension }, (_, i) => (i === outcome ? 1 : 0));
  }
  for (;;) {
    const raw = Array.from({ length: dimension }, () => (space === 'distributions' ? Math.abs(draw()) : draw()));
    if (allowed(domain, raw)) return raw;
  }
}

/**
 * A point akin to those there are: a multiple, a rearrangement, the middle of two, a copy but for one coordinate. Blind drawing of
 * decimals would never meet two parallel vectors, for they fill no volume.
 */
export function drawKin(domain: Domain, others: readonly Raw[], random: Random): Raw {
  const near = others[random.integer(others.length)];
  const kin = (): number[] => {
    switch (random.integer(4)) {
      case 0:
        return near.map((value) => 2 * value);
      case 1:
        return [...near.slice(1), near[0]];
      case 2: {
        const far = others[random.integer(others.length)];
        return near.map((value, i) => (value + far[i]) / 2);
      }
      default: {
        const fresh = drawPoint(domain, random);
        const place = random.integer(near.length);
        return near.map((value, i) => (i === place ? fresh[i] : value));
      }
    }
  };
  const raw = domain.kind === 'real' ? kin().map(hundredths) : kin();
  return allowed(domain, raw) ? raw : drawPoint(domain, random);
}
