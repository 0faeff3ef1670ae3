/** Order and ranks. */
import { expectFinite } from '../linalg/expect.js';

/** Indices that sort the values, rising; equal values keep their order. */
export function sortedOrder(values: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
}

/** Ranks from 1; equal values share the mean of their ranks. @throws RangeError if values are empty or not finite */
export function ranks(values: ArrayLike<number>): Float64Array {
  expectFinite('ranks', 'values', values);
  const order = sortedOrder(values);
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to += 1;
    for (let i = from; i < to; i++) out[order[i]] = (from + 1 + to) / 2;
    from = to;
  }
  return out;
}
