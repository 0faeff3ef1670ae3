/**
 * Winograd's minimal filtering F(2x2, 3x3): four outputs of a 3 x 3 filter from 16 products instead of 36,
 *
 *   Y = A' [ sum_c (G g_c G') * (B' d_c B) ] A     (* element by element)
 *
 * Lavin and Gray (2016), "Fast algorithms for convolutional neural networks", CVPR, section 4.1. Every step is rounded to single
 * precision.
 */
import { noOperations, type Operations } from './operations.js';
import type { ConvolutionProblem, ConvolutionResult } from './convolution.js';

const f = Math.fround;

/** @throws RangeError unless the kernel is 3 x 3 */
export function convolveWinograd({ input, channels, height, width, kernel, filters, kernelHeight, kernelWidth }: ConvolutionProblem): ConvolutionResult {
  if (kernelHeight !== 3 || kernelWidth !== 3) throw new RangeError(`winograd: F(2x2, 3x3) needs a 3 x 3 kernel, got ${kernelHeight} x ${kernelWidth}`);
  const [rows, cols] = [height - 2, width - 2];
  const operations = noOperations();
  const turned = Array.from({ length: filters * channels }, (_, at) => turnFilter(kernel, at * 9, operations));
  const output = new Float32Array(filters * rows * cols);
  const tile = new Float32Array(16);
  const sum = new Float32Array(16);
  for (let i = 0; i < rows; i += 2) {
    for (let j = 0; j < cols; j += 2) {
      const tiles = Array.from({ length: channels }, (_, c) => {
        // Tiles over the edge read zeros; the outputs they would give are not kept.
        for (let u = 0; u < 4; u++) for (let v = 0; v < 4; v++) tile[u * 4 + v] = i + u < height && j + v < width ? input[(c * height + i + u) * width + j + v] : 0;
        return turnTile(tile, operations);
      });
      for (let k = 0; k < filters; k++) {
        sum.fill(0);
        for (let c = 0; c < channels; c++) for (let e = 0; e < 16; e++) sum[e] = f(sum[e] + f(turned[k * channels + c][e] * tiles[c][e]));
        operations.multiplications += 16 * channels;
        operations.additions += 16 * (channels - 1);
        const four = turnBack(sum, operations);
        for (let u = 0; u < 2; u++) for (let v = 0; v < 2; v++) if (i + u < rows && j + v < cols) output[(k * rows + i + u) * cols + j + v] = four[u * 2 + v];
      }
    }
  }
  return { output, operations };
}

/** G g G', 4 x 4, with G = [1 0 0; 1/2 1/2 1/2; 1/2 -1/2 1/2; 0 0 1]. */
function turnFilter(g: Float32Array, from: number, operations: Operations): Float32Array {
  const columns = new Float32Array(12); // G g, 4 x 3
  for (let v = 0; v < 3; v++) spreadThree(g[from + v], g[from + 3 + v], g[from + 6 + v], columns, v, 3);
  const out = new Float32Array(16);
  for (let u = 0; u < 4; u++) spreadThree(columns[u * 3], columns[u * 3 + 1], columns[u * 3 + 2], out, u * 4, 1);
  operations.multiplications += 7 * 2;
  operations.additions += 7 * 3;
  return out;
}

function spreadThree(a: number, b: number, c: number, out: Float32Array, from: number, stride: number): void {
  const outer = f(a + c);
  out[from] = a;
  out[from + stride] = f(0.5 * f(outer + b));
  out[from + 2 * stride] = f(0.5 * f(outer - b));
  out[from + 3 * stride] = c;
}

/** B' d B, 4 x 4, with B' = [1 0 -1 0; 0 1 1 0; 0 -1 1 0; 0 1 0 -1]. */
function turnTile(d: Float32Array, operations: Operations): Float32Array {
  const columns = new Float32Array(16);
  for (let v = 0; v < 4; v++) mixFour(d[v], d[4 + v], d[8 + v], d[12 + v], columns, v, 4);
  const out = new Float32Array(16);
  for (let u = 0; u < 4; u++) mixFour(columns[u * 4], columns[u * 4 + 1], columns[u * 4 + 2], columns[u * 4 + 3], out, u * 4, 1);
  operations.additions += 8 * 4;
  return out;
}

function mixFour(a: number, b: number, c: number, d: number, out: Float32Array, from: number, stride: number): void {
  out[from] = f(a - c);
  out[from + stride] = f(b + c);
  out[from + 2 * stride] = f(c - b);
  out[from + 3 * stride] = f(b - d);
}

/** A' m A, 2 x 2, with A' = [1 1 1 0; 0 1 -1 -1]. */
function turnBack(m: Float32Array, operations: Operations): Float32Array {
  const columns = new Float32Array(8);
  for (let v = 0; v < 4; v++) {
    columns[v] = f(f(m[v] + m[4 + v]) + m[8 + v]);
    columns[4 + v] = f(f(m[4 + v] - m[8 + v]) - m[12 + v]);
  }
  const out = new Float32Array(4);
  for (let u = 0; u < 2; u++) {
    const [a, b, c, d] = columns.subarray(u * 4, u * 4 + 4);
    out[u * 2] = f(f(a + b) + c);
    out[u * 2 + 1] = f(f(b - c) - d);
  }
  operations.additions += 6 * 4;
  return out;
}
