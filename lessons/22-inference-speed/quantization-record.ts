/** What `quantization` has seen: accuracies by way of rounding and bits, one entry a repetition, and the metrics made of them. */
import { stats } from '../../src/core/index.js';
import type { Metrics } from '../../src/lesson/index.js';
import { layerShapes } from './digit-network.js';
import { BITS, METHODS, storedBytes, type Bits, type Method, type Rounding } from './rounding.js';

export const OUTLIER_BITS = 4;
export type OutlierMethod = 'tensor' | 'channel';

/** Shares of the test images, one entry a repetition. */
export interface Tally {
  readonly right: number[];
  /** The same answer as the network in float32. */
  readonly agreeing: number[];
}

export class QuantizationRecord {
  readonly float: number[] = [];
  /** Trained on in float32 for as many steps as `aware`, then rounded as `clipped`. */
  readonly longer = new Map<Bits, number[]>();
  readonly outlier = new Map<OutlierMethod, number[]>();
  readonly #tallies = new Map<string, Tally>();
  /** Weights of the middle layer in the first repetition, and what the chosen rounding makes of them. */
  weights: { readonly before: Float32Array; readonly after: Float32Array } | undefined;

  constructor(readonly hidden: number, readonly chosen: Rounding, readonly factor: number) {}

  tally(method: Method, bits: Bits): Tally {
    const key = `${method} ${bits}`;
    const found = this.#tallies.get(key) ?? { right: [], agreeing: [] };
    this.#tallies.set(key, found);
    return found;
  }

  bytes(rounded?: Pick<Rounding, 'method' | 'bits'>): number {
    return storedBytes(layerShapes(this.hidden), rounded);
  }

  metrics(): Metrics {
    const { method, bits } = this.chosen;
    const { right, agreeing } = this.tally(method, bits);
    const found: Record<string, number> = { bytes: this.bytes(this.chosen), floatBytes: this.bytes() };
    const add = (name: string, values: readonly number[] | undefined) => {
      if (values !== undefined && values.length > 0) found[name] = stats.mean(values);
    };
    add('accuracy', right);
    add('agreement', agreeing);
    add('floatAccuracy', this.float);
    for (const way of METHODS) for (const b of BITS) add(`accuracy.${way}${b}`, this.tally(way, b).right);
    for (const b of BITS) add(`longer.${b}`, this.longer.get(b));
    add('agreement.channel8', this.tally('channel', 8).agreeing);
    add('agreement.channel4', this.tally('channel', 4).agreeing);
    for (const way of ['tensor', 'channel'] as const) add(`outlier.${way}`, this.outlier.get(way));
    return found;
  }
}
