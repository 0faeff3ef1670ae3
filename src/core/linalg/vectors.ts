/** Inner loops on stretches of Float64Array. Sums run in a fixed order of four partial sums, so results have the same bits everywhere. */

/** Sum of a[i] b[i] over n elements from the two offsets. */
export function dot(a: Float64Array, aFrom: number, b: Float64Array, bFrom: number, n: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < n; i += 4) {
    s0 += a[aFrom + i] * b[bFrom + i];
    s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
    s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
    s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
  }
  for (; i < n; i++) s0 += a[aFrom + i] * b[bFrom + i];
  return s0 + s1 + (s2 + s3);
}

/** y += factor x over n elements from the two offsets. */
export function axpy(factor: number, x: Float64Array, xFrom: number, y: Float64Array, yFrom: number, n: number): void {
  for (let i = 0; i < n; i++) y[yFrom + i] += factor * x[xFrom + i];
}

/** Sum of squared differences over n elements from the two offsets. */
export function squaredDistance(a: Float64Array, aFrom: number, b: Float64Array, bFrom: number, n: number): number {
  let [s0, s1] = [0, 0];
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const d0 = a[aFrom + i] - b[bFrom + i];
    const d1 = a[aFrom + i + 1] - b[bFrom + i + 1];
    s0 += d0 * d0;
    s1 += d1 * d1;
  }
  if (i < n) s0 += (a[aFrom + i] - b[bFrom + i]) * (a[aFrom + i] - b[bFrom + i]);
  return s0 + s1;
}
