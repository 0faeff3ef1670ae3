/** Square pictures made smaller: each new pixel is the mean of the area it covers. */

/**
 * @param pixels [n * from * from]
 * @returns      [n * to * to]
 * @throws RangeError if the pictures would grow
 */
export function shrink(pixels: Float32Array, from: number, to: number): Float32Array {
  if (to > from) throw new RangeError(`shrink: pictures of ${from} pixels cannot shrink to ${to}; ask for at most ${from}`);
  const count = pixels.length / (from * from);
  const scale = from / to;
  const out = new Float32Array(count * to * to);
  // How much of old pixel `at` lies in new pixel `target`, along one side.
  const cover = (target: number, at: number) => Math.min(at + 1, (target + 1) * scale) - Math.max(at, target * scale);
  for (let i = 0; i < count; i++) {
    for (let row = 0; row < to; row++) {
      for (let column = 0; column < to; column++) {
        let ink = 0;
        for (let y = Math.floor(row * scale); y < Math.min(from, Math.ceil((row + 1) * scale)); y++) {
          for (let x = Math.floor(column * scale); x < Math.min(from, Math.ceil((column + 1) * scale)); x++) {
            ink += cover(row, y) * cover(column, x) * pixels[(i * from + y) * from + x];
          }
        }
        out[(i * to + row) * to + column] = ink / (scale * scale);
      }
    }
  }
  return out;
}
