// Images: unfolding for convolution as a matrix product (im2col, Chellapilla et al. 2006), its transpose, and pooling.

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
            memory.fill(out, 0, ow << 2);
            out += ow << 2;
            continue;
          }
          const row = plane + ((y * width) << 2);
          let at = j - padding;
          if (stride == 1) {
            const before = min(ow, max(0, -at));
            const after = max(before, min(ow, width - at));
            if (before > 0) memory.fill(out, 0, before << 2);
            memory.copy(out + (before << 2), row + ((at + before) << 2), (after - before) << 2);
            if (after < ow) memory.fill(out + (after << 2), 0, (ow - after) << 2);
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
            for (let q = 0; q < ow; q++) {
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
        let best: f32 = f32.NEGATIVE_INFINITY;
        let at = -1;
        for (let i = 0; i < kernel; i++) {
          const y = r * stride + i - padding;
          if (y < 0 || y >= height) continue;
          for (let j = 0; j < kernel; j++) {
            const z = q * stride + j - padding;
            if (z < 0 || z >= width) continue;
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
    for (let i = 0; i < size; i++) store<f32>(plane + (i << 2), load<f32>(plane + (i << 2)) + value);
  }
}

/** dbias[c] += sum of g over images and positions. */
export function channelSums(g: usize, dbias: usize, planes: i32, channels: i32, size: i32): void {
  for (let p = 0; p < planes; p++) {
    const at = dbias + ((p % channels) << 2);
    const plane = g + ((p * size) << 2);
    let total: f32 = 0;
    for (let i = 0; i < size; i++) total += load<f32>(plane + (i << 2));
    store<f32>(at, load<f32>(at) + total);
  }
}
