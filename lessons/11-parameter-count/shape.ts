/**
 * Shapes of one example as it goes through a network, without the batch: an image [channels, height, width], a sequence
 * [positions, width], a plain vector [features]. Token ids come as a vector of [positions].
 */
import { UserError } from '../../src/lesson/index.js';

export type Shape = readonly number[];

/** No side and no width of a network here is larger. */
export const MOST = 1_000_000;

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** [3, 32, 32] -> "3×32×32" */
export function shapeText(shape: Shape): string {
  return shape.join('×');
}

/**
 * The shape of the input as typed: "3x32x32", "1 × 28 × 28", "784".
 * @throws UserError layers.input
 */
export function parseShape(typed: string): Shape {
  const sides = typed.trim().toLowerCase().split(/\s*[x×*,]\s*|\s+/).map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  if (sides.length < 1 || sides.length > 3 || !sides.every((side) => side >= 1 && side <= MOST)) throw new UserError('layers.input', { typed: typed.trim(), most: MOST });
  return sides;
}
