/** What the families have to learn: points of a plane, each axis brought to mean 0 and spread 1. */
import { math, type Random } from '../../src/core/index.js';
import { matrix, type Matrix } from '../../src/core/linalg/index.js';

export const TARGETS = ['moons', 'rings', 'grid'] as const;
export type Target = (typeof TARGETS)[number];

/** Modes on a side of the grid. */
const SIDE = 4;

const draw: Readonly<Record<Target, (random: Random) => readonly [number, number]>> = {
  /** Two half circles hooked into each other, noise 0.06. */
  moons(random) {
    const upper = random.bernoulli();
    const angle = Math.PI * random.uniform();
    const [x, y] = upper ? [math.cos(angle), math.sin(angle)] : [1 - math.cos(angle), 0.5 - math.sin(angle)];
    return [x + random.normal(0, 0.06), y + random.normal(0, 0.06)];
  },
  /** Two circles with one centre, the outer twice as large and with twice as many points. */
  rings(random) {
    const angle = 2 * Math.PI * random.uniform();
    const radius = (random.uniform() < 1 / 3 ? 0.5 : 1) + random.normal(0, 0.035);
    return [radius * math.cos(angle), radius * math.sin(angle)];
  },
  /** Small round heaps on a square grid. */
  grid(random) {
    return [random.integer(SIDE) + random.normal(0, 0.08), random.integer(SIDE) + random.normal(0, 0.08)];
  },
};

/** n points, [n, 2]. */
export function drawTarget(target: Target, n: number, random: Random): Matrix {
  const points = matrix(n, 2);
  for (let i = 0; i < n; i++) points.data.set(draw[target](random), 2 * i);
  return points;
}
