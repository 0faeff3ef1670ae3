/** Sorting two arrays at once, without a comparison function: what growing trees spends its time on. */

/** Sorts the first n keys, rising, and moves the companions with them. Equal keys end in a fixed but unspecified order. */
export function sortByKey(keys: Float64Array, companions: Int32Array, n: number): void {
  quicksort(keys, companions, 0, n - 1);
}

function quicksort(keys: Float64Array, companions: Int32Array, low: number, high: number): void {
  while (high - low > 16) {
    // Median of three as the pivot, Hoare's partition.
    const middle = (low + high) >>> 1;
    const [a, b, c] = [keys[low], keys[middle], keys[high]];
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let [i, j] = [low - 1, high + 1];
    for (;;) {
      do i += 1;
      while (keys[i] < pivot);
      do j -= 1;
      while (keys[j] > pivot);
      if (i >= j) break;
      swap(keys, companions, i, j);
    }
    // The shorter side first, so that the stack stays small.
    if (j - low < high - j) {
      quicksort(keys, companions, low, j);
      low = j + 1;
    } else {
      quicksort(keys, companions, j + 1, high);
      high = j;
    }
  }
  for (let i = low + 1; i <= high; i++) {
    const [key, companion] = [keys[i], companions[i]];
    let j = i;
    for (; j > low && keys[j - 1] > key; j--) {
      keys[j] = keys[j - 1];
      companions[j] = companions[j - 1];
    }
    keys[j] = key;
    companions[j] = companion;
  }
}

function swap(keys: Float64Array, companions: Int32Array, i: number, j: number): void {
  const [key, companion] = [keys[i], companions[i]];
  keys[i] = keys[j];
  companions[i] = companions[j];
  keys[j] = key;
  companions[j] = companion;
}
