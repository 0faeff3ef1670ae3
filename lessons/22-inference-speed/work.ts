/** What a piece of work needs, counted: floating-point operations, and bytes if every pass reads and writes each of its arrays once. */

const FLOAT = 4;

export interface Work {
  readonly flops: number;
  readonly bytes: number;
}

/** Operations for each byte moved: the place on the roofline's x axis. */
export function intensity({ flops, bytes }: Work): number {
  return flops / bytes;
}

export function sumOf(parts: readonly Work[]): Work {
  return { flops: parts.reduce((sum, { flops }) => sum + flops, 0), bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** x [rows, inputs] times W^T, with a bias; `relu`: in the same pass. */
export function linearWork(rows: number, inputs: number, outputs: number, { bias = true, relu = false } = {}): Work {
  const results = rows * outputs;
  return {
    flops: 2 * inputs * results + (bias ? results : 0) + (relu ? results : 0),
    bytes: FLOAT * (rows * inputs + inputs * outputs + results + (bias ? outputs : 0)),
  };
}

/** A pass that reads `read` numbers, does `each` operations on every one of `written` results and writes them. */
export function passWork(read: number, written: number, each: number): Work {
  return { flops: each * written, bytes: FLOAT * (read + written) };
}

/** A convolution that keeps the size of its images, as patches (written, then read) times filters. */
export function convolutionWork(images: number, channels: number, side: number, kernel: number): Work {
  const pixels = images * channels * side * side;
  const weights = channels * channels * kernel * kernel;
  const patches = pixels * kernel * kernel;
  return { flops: 2 * pixels * channels * kernel * kernel + pixels, bytes: FLOAT * (pixels + 2 * patches + weights + 2 * pixels + 2 * pixels) };
}
