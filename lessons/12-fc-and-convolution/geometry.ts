/**
 * How a digit of 8×8 pixels is laid out as channels and positions, and what a convolution with a given kernel is as one matrix.
 * Letters: C channels, S side, K kernel, P output positions, O outputs a position.
 */
export const SIDE = 8;
export const PIXELS = SIDE * SIDE;
/** One output for each digit. */
export const OUTPUTS = 10;

export interface Geometry {
  readonly channels: number;
  readonly side: number;
  readonly kernel: number;
  /** Positions of the output along a side: S - K + 1. */
  readonly out: number;
  readonly positions: number;
}

export function geometryOf(channels: number, side: number, kernel: number): Geometry {
  const out = side - kernel + 1;
  return { channels, side, kernel, out, positions: out * out };
}

/**
 * Where each pixel goes when blocks of b×b pixels become b² channels: index in [C, S, S] by index in [8, 8].
 * b = 1 leaves the picture, b = 8 makes every pixel a channel of its own.
 */
export function layout(block: number): Int32Array {
  const side = SIDE / block;
  return Int32Array.from({ length: PIXELS }, (_, pixel) => {
    const y = Math.floor(pixel / SIDE);
    const x = pixel % SIDE;
    const channel = (y % block) * block + (x % block);
    return (channel * side + Math.floor(y / block)) * side + Math.floor(x / block);
  });
}

/** Pictures [N, 8, 8] laid out as [N, C, S, S]. */
export function arrange(pixels: Float32Array, block: number): Float32Array {
  const place = layout(block);
  const out = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) out[i - (i % PIXELS) + place[i % PIXELS]] = pixels[i];
  return out;
}

/**
 * A convolution as the matrix it is: a row for each output, a column for each input, the kernel's weights where the window
 * lies and zeros elsewhere. Rows of one kernel are shifted copies of each other.
 * @param weight [O, C, K, K]  @returns [O P, C S S], row by row
 */
export function unroll(weight: ArrayLike<number>, { channels, side, kernel, out, positions }: Geometry, outputs: number): Float32Array {
  const columns = channels * side * side;
  const matrix = new Float32Array(outputs * positions * columns);
  for (let o = 0; o < outputs; o++) {
    for (let y = 0; y < out; y++) {
      for (let x = 0; x < out; x++) {
        const row = (o * positions + y * out + x) * columns;
        for (let c = 0; c < channels; c++) {
          for (let i = 0; i < kernel; i++) {
            for (let j = 0; j < kernel; j++) matrix[row + (c * side + y + i) * side + x + j] = weight[((o * channels + c) * kernel + i) * kernel + j];
          }
        }
      }
    }
  }
  return matrix;
}

/** Parameters of the convolution: O (C K² + 1), whatever the side. */
export function convParameters({ channels, kernel }: Pick<Geometry, 'channels' | 'kernel'>): number {
  return OUTPUTS * (channels * kernel * kernel + 1);
}

/** Parameters of a fully connected layer from all inputs to as many outputs as the convolution has. */
export function denseParameters(channels: number, side: number, kernel: number): number {
  const { positions } = geometryOf(channels, side, kernel);
  return OUTPUTS * positions * (channels * side * side + 1);
}
