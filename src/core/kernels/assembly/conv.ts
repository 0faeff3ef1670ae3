// Images: unfolding for convolution as a matrix product (im2col, Chellapilla et al. 2006), its transpose, and pooling.

import { add, splat, storeTail } from './simd';

// Rows of images are short: loops of four lanes beat a call of memory.copy or memory.fill.

@inline
function copyRow(source: usize, target: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(target + (i << 2), v128.load(source + (i << 2)));
  if (i < n) storeTail(target + (i << 2), v128.load(source + (i << 2)), n - i);
}

@inline
function addRow(source: usize, target: usize, n: i32): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) v128.store(target + (i << 2), add(v128.load(target + (i << 2)), v128.load(source + (i << 2))));
  if (i < n) storeTail(target + (i << 2), add(v128.load(target + (i << 2)), v128.load(source + (i << 2))), n - i);
}

@inline
function zeroRow(target: usize, n: i32): void {
  for (let i = 0; i < n; i++) store<f32>(target + (i << 2), 0);
}

/** column[(c kh kw) , (oh ow)] of one image [channels, height, width]; outside the image is 0. */
export function im2col(x: usize, column: usize, channels: i32, height: i32, width: i32, kh: i32, kw: i32, stride: i32, padding: i32, oh: i32, ow: i32): void {
  let out = column;
  for (let c = 0; c < channels; c++) {
    const plane = x + ((c * height * width) << 2);
    for (let i = 0; i < kh; i++) {
      for (let j = 0; j < kw; j++) {
        for (let r = 0; r < oh; r++) {
          const y = r * stride + i - padding;
          if (y < 0 || y >= height) {
            zeroRow(out, ow);
            out += ow << 2;
            continue;
          }
          const row = plane + ((y * width) << 2);
          let at = j - padding;
          if (stride == 1) {
            const before = min(ow, max(0, -at));
            const after = max(before, min(ow, width - at));
            zeroRow(out, before);
            copyRow(row + ((at + before) << 2), out + (before << 2), after - before);
            zeroRow(out + (after << 2), ow - after);
          } else {
            for (let q = 0; q < ow; q++) {
              store<f32>(out + (q << 2), at >= 0 && at < width ? load<f32>(row + (at << 2)) : 0);
              at += stride;
            }
          }
          out += ow << 2;
        }
      }
    }
  }
}

/** Adds a column matrix back onto the image: the transpose of im2col. */
export function col2im(column: usize, x: usize, channels: i32, height: i32, width: i32, kh: i32, kw: i32, stride: i32, padding: i32, oh: i32, ow: i32): void {
  let source = column;
  for (let c = 0; c < channels; c++) {
    const plane = x + ((c * height * width) << 2);
    for (let i = 0; i < kh; i++) {
      for (let j = 0; j < kw; j++) {
        for (let r = 0; r < oh; r++) {
          const y = r * stride + i - padding;
          if (y >= 0 && y < height) {
            const row = plane + ((y * width) << 2);
            let at = j - padding;
            if (stride == 1) {
              const before = min(ow, max(0, -at));
              const after = max(before, min(ow, width - at));
              addRow(source + (before << 2), row + ((at + before) << 2), after - before);
            } else for (let q = 0; q < ow; q++) {
              if (at >= 0 && at < width) store<f32>(row + (at << 2), load<f32>(row + (at << 2)) + load<f32>(source + (q << 2)));
              at += stride;
            }
          }
          source += ow << 2;
        }
      }
    }
  }
}

/** Maximum over windows of `planes` images [height, width]; where receives the flat index in the plane. Padding counts as -inf. */
export function maxPool(x: usize, out: usize, where: usize, planes: i32, height: i32, width: i32, kernel: i32, stride: i32, padding: i32, oh: i32, ow: i32): void {
  for (let p = 0; p < planes; p++) {
    const plane = x + ((p * height * width) << 2);
    for (let r = 0; r < oh; r++) {
      for (let q = 0; q < ow; q++) {
        const top = r * stride - padding;
        const left = q * stride - padding;
        const bottom = min(height, top + kernel);
        const right = min(width, left + kernel);
        let best: f32 = f32.NEGATIVE_INFINITY;
        let at = -1;
        for (let y = max(0, top); y < bottom; y++) {
          for (let z = max(0, left); z < right; z++) {
            const value = load<f32>(plane + ((y * width + z) << 2));
            if (at < 0 || value > best || value != value) {
              best = value;
              at = y * width + z;
            }
          }
        }
        const target = ((p * oh + r) * ow + q) << 2;
        store<f32>(out + target, best);
        store<i32>(where + target, at);
      }
    }
  }
}

/** dx[where] += g; dx starts at zero. */
export function maxPoolGrad(g: usize, where: usize, dx: usize, planes: i32, inputSize: i32, outputSize: i32): void {
  for (let p = 0; p < planes; p++) {
    for (let i = 0; i < outputSize; i++) {
      const source = (p * outputSize + i) << 2;
      const at = dx + ((p * inputSize + load<i32>(where + source)) << 2);
      store<f32>(at, load<f32>(at) + load<f32>(g + source));
    }
  }
}

/** Mean over windows (padding counts as zeros); backward = 1 spreads `out` back and adds it onto x. */
export function averagePool(x: usize, out: usize, planes: i32, height: i32, width: i32, kernel: i32, stride: i32, padding: i32, oh: i32, ow: i32, backward: i32): void {
  const share: f32 = 1 / <f32>(kernel * kernel);
  for (let p = 0; p < planes; p++) {
    const plane = x + ((p * height * width) << 2);
    for (let r = 0; r < oh; r++) {
      for (let q = 0; q < ow; q++) {
        const target = out + (((p * oh + r) * ow + q) << 2);
        const gradient = backward ? share * load<f32>(target) : 0;
        let total: f32 = 0;
        for (let i = 0; i < kernel; i++) {
          const y = r * stride + i - padding;
          if (y < 0 || y >= height) continue;
          for (let j = 0; j < kernel; j++) {
            const z = q * stride + j - padding;
            if (z < 0 || z >= width) continue;
            const at = plane + ((y * width + z) << 2);
            if (backward) store<f32>(at, load<f32>(at) + gradient);
            else total += load<f32>(at);
          }
        }
        if (!backward) store<f32>(target, total * share);
      }
    }
  }
}

/** x[p, i] += bias[p mod channels] for planes of `size`. */
export function addChannelBias(x: usize, bias: usize, planes: i32, channels: i32, size: i32): void {
  for (let p = 0; p < planes; p++) {
    const value = load<f32>(bias + ((p % channels) << 2));
    const plane = x + ((p * size) << 2);
    const values = splat(value);
    let i = 0;
    for (; i + 4 <= size; i += 4) v128.store(plane + (i << 2), add(v128.load(plane + (i << 2)), values));
    for (; i < size; i++) store<f32>(plane + (i << 2), load<f32>(plane + (i << 2)) + value);
  }
}

/** dbias[c] += sum of g over images and positions. */
export function channelSums(g: usize, dbias: usize, planes: i32, channels: i32, size: i32): void {
  const step = size << 2;
  let p = 0;
  for (; p + 4 <= planes; p += 4) { // four sums at a time: one would wait for each of its additions
    const plane = g + p * step;
    let s0: f32 = 0, s1: f32 = 0, s2: f32 = 0, s3: f32 = 0;
    for (let i = 0; i < step; i += 4) {
      s0 += load<f32>(plane + i);
      s1 += load<f32>(plane + step + i);
      s2 += load<f32>(plane + 2 * step + i);
      s3 += load<f32>(plane + 3 * step + i);
    }
    addTo(dbias + ((p % channels) << 2), s0);
    addTo(dbias + (((p + 1) % channels) << 2), s1);
    addTo(dbias + (((p + 2) % channels) << 2), s2);
    addTo(dbias + (((p + 3) % channels) << 2), s3);
  }
  for (; p < planes; p++) {
    let total: f32 = 0;
    for (let i = 0; i < step; i += 4) total += load<f32>(g + p * step + i);
    addTo(dbias + ((p % channels) << 2), total);
  }
}

@inline
function addTo(at: usize, value: f32): void {
  store<f32>(at, load<f32>(at) + value);
}
