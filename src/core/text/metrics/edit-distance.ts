/** Edit distance between token sequences (Levenshtein, 1966): the fewest insertions, deletions and replacements. */

/** Of words it gives the word error rate when divided by the reference's length; of characters the usual edit distance. */
export function editDistance(a: ArrayLike<string | number>, b: ArrayLike<string | number>): number {
  let before = Int32Array.from({ length: b.length + 1 }, (_, j) => j);
  let row = new Int32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    row[0] = i + 1;
    for (let j = 0; j < b.length; j++) row[j + 1] = Math.min(before[j] + (a[i] === b[j] ? 0 : 1), before[j + 1] + 1, row[j] + 1);
    [before, row] = [row, before];
  }
  return before[b.length];
}
