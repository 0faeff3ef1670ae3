// Moving data: strided copies (transpose, slice, broadcast, scatter-add), embedding gather and scatter, random masks.

/** Sizes and strides of a strided copy: dims[6], source strides[6], target strides[6], all int32 elements. */
const layout = memory.data(18 * 4, 16);
export function layoutPointer(): usize { return layout; }

/**
 * target[i] = source[i], or += with accumulate = 1, over an index of `rank` (1 to 6) axes whose sizes and strides JavaScript
 * has written to the layout.
 */
export function copyStrided(source: usize, target: usize, rank: i32, accumulate: i32): void {
  const last = rank - 1;
  const n = load<i32>(layout + (last << 2));
  const from = load<i32>(layout + 24 + (last << 2)) << 2;
  const to = load<i32>(layout + 48 + (last << 2)) << 2;
  let outer = 1;
  for (let axis = 0; axis < last; axis++) outer *= load<i32>(layout + (axis << 2));
  for (let o = 0; o < outer; o++) {
    let rest = o;
    let s = source;
    let t = target;
    for (let axis = last - 1; axis >= 0; axis--) {
      const size = load<i32>(layout + (axis << 2));
      const index = rest % size;
      rest = rest / size;
      s += (index * load<i32>(layout + 24 + (axis << 2))) << 2;
      t += (index * load<i32>(layout + 48 + (axis << 2))) << 2;
    }
    if (accumulate) {
      for (let i = 0; i < n; i++) {
        store<f32>(t, load<f32>(t) + load<f32>(s));
        s += from;
        t += to;
      }
    } else if (from == 4 && to == 4) {
      memory.copy(t, s, n << 2);
    } else {
      for (let i = 0; i < n; i++) {
        store<f32>(t, load<f32>(s));
        s += from;
        t += to;
      }
    }
  }
}

/** out[i] = table[ids[i]] for rows of `width`. */
export function gatherRows(table: usize, ids: usize, out: usize, count: i32, width: i32): void {
  for (let i = 0; i < count; i++) {
    memory.copy(out + ((i * width) << 2), table + ((load<i32>(ids + (i << 2)) * width) << 2), width << 2);
  }
}

/** table[ids[i]] += g[i] for rows of `width`, in the order of i. */
export function scatterAddRows(g: usize, ids: usize, table: usize, count: i32, width: i32): void {
  for (let i = 0; i < count; i++) {
    const row = table + ((load<i32>(ids + (i << 2)) * width) << 2);
    const source = g + ((i * width) << 2);
    let c = 0;
    for (; c + 4 <= width; c += 4) v128.store(row + (c << 2), f32x4.add(v128.load(row + (c << 2)), v128.load(source + (c << 2))));
    for (; c < width; c++) store<f32>(row + (c << 2), load<f32>(row + (c << 2)) + load<f32>(source + (c << 2)));
  }
}

/** out[r] = x[r, columns[r]] and its gradient: scatter = 1 adds out[r] into x. */
export function pickColumns(x: usize, columns: usize, out: usize, rows: i32, cols: i32, scatter: i32): void {
  for (let r = 0; r < rows; r++) {
    const at = x + ((r * cols + load<i32>(columns + (r << 2))) << 2);
    if (scatter) store<f32>(at, load<f32>(at) + load<f32>(out + (r << 2)));
    else store<f32>(out + (r << 2), load<f32>(at));
  }
}

export function fill(out: usize, value: f32, n: i32): void {
  for (let i = 0; i < n; i++) store<f32>(out + (i << 2), value);
}

/** out += x. */
export function accumulate(x: usize, out: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(out + (i << 2), f32x4.add(v128.load(out + (i << 2)), v128.load(x + (i << 2))));
  for (; i < n; i++) store<f32>(out + (i << 2), load<f32>(out + (i << 2)) + load<f32>(x + (i << 2)));
}

/** Fills with Philox4x32-10 words of counters 0, 1, 2 ... compared to p: 0 with probability p, else `keep` (a dropout mask). */
export function dropoutMask(out: usize, n: i32, p: f64, keep: f32, key0: u32, key1: u32): void {
  const threshold = <u64>(p * 4294967296.0);
  for (let block = 0; block < n; block += 4) {
    let x0: u32 = <u32>(block >> 2), x1: u32 = 0, x2: u32 = 0, x3: u32 = 0;
    let k0 = key0, k1 = key1;
    for (let round = 0; round < 10; round++) {
      const a = <u64>0xd2511f53 * <u64>x0;
      const b = <u64>0xcd9e8d57 * <u64>x2;
      x0 = <u32>(b >> 32) ^ x1 ^ k0;
      x1 = <u32>b;
      x2 = <u32>(a >> 32) ^ x3 ^ k1;
      x3 = <u32>a;
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    store<f32>(out + (block << 2), <u64>x0 < threshold ? 0 : keep);
    if (block + 1 < n) store<f32>(out + (block << 2), <u64>x1 < threshold ? 0 : keep, 4);
    if (block + 2 < n) store<f32>(out + (block << 2), <u64>x2 < threshold ? 0 : keep, 8);
    if (block + 3 < n) store<f32>(out + (block << 2), <u64>x3 < threshold ? 0 : keep, 12);
  }
}

/** Room for one number that stands in for a tensor operand. */
const scalar = memory.data(16, 16);
export function scalarPointer(): usize { return scalar; }
