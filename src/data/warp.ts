/** Small grey pictures turned, scaled and shifted a little, as augmentation does it: each copy by its own random amounts. */
import { math, type Random } from '../core/index.js';

/** How far a copy may be from the original; each amount is drawn evenly from minus to plus. */
export interface WarpRange {
  /** In degrees. */
  readonly rotation: number;
  /** 0.1: from 10 % smaller to 10 % larger. */
  readonly scale: number;
  /** In pixels; parts of a pixel too. */
  readonly shift: number;
}

/**
 * Writes a changed copy of one picture into `out`. Bilinear; what comes from outside is paper (0).
 * @param picture  [side * side]
 * @param out      [side * side], another array
 */
export function warp(picture: Float32Array, side: number, range: WarpRange, random: Random, out: Float32Array): void {
  const degrees = random.uniform(-1, 1) * range.rotation;
  const zoom = 1 + random.uniform(-1, 1) * range.scale;
  const [dx, dy] = [random.uniform(-1, 1) * range.shift, random.uniform(-1, 1) * range.shift];
  place(picture, side, { degrees, zoom, dx, dy }, out);
}

/** Writes the picture turned by exactly these degrees into `out`; otherwise as {@link warp}. */
export function turned(picture: Float32Array, side: number, degrees: number, out: Float32Array): void {
  place(picture, side, { degrees, zoom: 1, dx: 0, dy: 0 }, out);
}

interface Placing {
  readonly degrees: number;
  readonly zoom: number;
  /** In pixels, to the right and down. */
  readonly dx: number;
  readonly dy: number;
}

function place(picture: Float32Array, side: number, { degrees, zoom, dx, dy }: Placing, out: Float32Array): void {
  const angle = (degrees * Math.PI) / 180;
  const factor = 1 / zoom;
  const [c, s] = [factor * math.cos(angle), factor * math.sin(angle)];
  const middle = (side - 1) / 2;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      // Where this pixel comes from, as a corner of the grid and the way on from it.
      const [u, v] = [column - middle - dx, row - middle - dy];
      const x = c * u - s * v + middle;
      const y = s * u + c * v + middle;
      const left = Math.floor(x);
      const top = Math.floor(y);
      const a = x - left;
      const b = y - top;
      const at = top * side + left;
      const [hasLeft, hasRight] = [left >= 0 && left < side, left >= -1 && left + 1 < side];
      let ink = 0;
      if (top >= 0 && top < side) {
        if (hasLeft) ink += (1 - b) * (1 - a) * picture[at];
        if (hasRight) ink += (1 - b) * a * picture[at + 1];
      }
      if (top >= -1 && top + 1 < side) {
        if (hasLeft) ink += b * (1 - a) * picture[at + side];
        if (hasRight) ink += b * a * picture[at + side + 1];
      }
      out[row * side + column] = ink;
    }
  }
}
