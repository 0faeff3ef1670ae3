// Word vectors by negative sampling: one pass over a batch of examples, each a step of stochastic gradient descent of its own.

import { add, madd, mul, one, splat, sub, sumLanes, tailMask, vsigmoid, vsoftplus } from './simd';

const FIRST_LANE = memory.data<i32>([-1, 0, 0, 0], 16);

/** row += factor * step, d a multiple of 4. */
@inline
function addScaled(row: usize, step: usize, factor: v128, d: i32): void {
  for (let j = 0; j < d; j += 4) v128.store(row + (j << 2), madd(v128.load(row + (j << 2)), v128.load(step + (j << 2)), factor));
}

/**
 * For each example h = sum of the input rows of its contexts, s_k = h . output row of target k; the first target is the true word, the
 * others are noise. The loss is softplus(-s_0) + sum_k softplus(s_k) (Mikolov et al. 2013, "Distributed representations of words and
 * phrases and their compositionality", equation 4); all its gradients are taken before any row moves by -rate times them.
 * @param input, output  tables of rows of d floats, d a multiple of 4
 * @param starts         [examples + 1]: contexts of example e are contexts[starts[e]] to contexts[starts[e + 1] - 1]
 * @param targets        [examples, choices]
 * @param scratch        room for 2 d + choices + 4 floats
 * @returns sum of the losses, each as it was before its step
 */
export function negativeSampling(input: usize, output: usize, d: i32, starts: usize, contexts: usize, targets: usize, examples: i32, choices: i32, rate: f32, scratch: usize): f64 {
  const bytes = <usize>d << 2;
  const hidden = scratch, error = scratch + bytes, scores = error + bytes;
  const vRate = splat(rate);
  let total: f64 = 0;
  for (let e = 0; e < examples; e++) {
    const from = load<i32>(starts + (e << 2)), to = load<i32>(starts + ((e + 1) << 2));
    const chosen = targets + ((e * choices) << 2);
    memory.fill(scratch, 0, bytes << 1);
    for (let c = from; c < to; c++) {
      const row = input + load<i32>(contexts + (c << 2)) * bytes;
      for (let j: usize = 0; j < bytes; j += 16) v128.store(hidden + j, add(v128.load(hidden + j), v128.load(row + j)));
    }
    for (let k = 0; k < choices; k++) {
      const row = output + load<i32>(chosen + (k << 2)) * bytes;
      let dot = splat(0);
      for (let j: usize = 0; j < bytes; j += 16) dot = madd(dot, v128.load(hidden + j), v128.load(row + j));
      store<f32>(scores + (k << 2), sumLanes(dot));
    }
    let losses = splat(0);
    for (let k = 0; k < choices; k += 4) {
      const score = v128.load(scores + (k << 2));
      const truth = k == 0 ? v128.load(FIRST_LANE) : splat(0);
      const label = v128.and(truth, one());
      const signed = v128.bitselect(f32x4.neg(score), score, truth);
      const real = choices - k >= 4 ? i32x4.splat(-1) : tailMask(choices - k);
      losses = add(losses, v128.and(vsoftplus(signed), real));
      v128.store(scores + (k << 2), mul(vRate, sub(label, vsigmoid(score))));
    }
    total += sumLanes(losses);
    for (let k = 0; k < choices; k++) addScaled(error, output + load<i32>(chosen + (k << 2)) * bytes, v128.load32_splat(scores + (k << 2)), d);
    for (let k = 0; k < choices; k++) addScaled(output + load<i32>(chosen + (k << 2)) * bytes, hidden, v128.load32_splat(scores + (k << 2)), d);
    for (let c = from; c < to; c++) addScaled(input + load<i32>(contexts + (c << 2)) * bytes, error, one(), d);
  }
  return total;
}
