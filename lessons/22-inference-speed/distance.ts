/** How far results are apart that should be equal. */

/** The greatest difference, as a share of the largest of the expected values. */
export function relativeDistance(found: Float32Array, expected: Float32Array): number {
  let [most, largest] = [0, 0];
  expected.forEach((value, i) => {
    most = Math.max(most, Math.abs(found[i] - value));
    largest = Math.max(largest, Math.abs(value));
  });
  return largest === 0 ? most : most / largest;
}
