/** The network that `quantization` rounds: 64 pixels, two hidden layers, ten digits; trained in float32, or with the rounding it will live with. */
import { F, nn, noGrad, optim, scope, stats, tensor, type Random, type Tensor } from '../../src/core/index.js';
import { digits } from '../../src/data/digits.js';
import { balancedSplit, labelsOf, pixelsOf } from '../../src/data/images.js';
import { quantizeOptions, type Rounding } from './rounding.js';

const PIXELS = 64;
const CLASSES = 10;
const BATCH = 64;
/** Steps between two looks at a training. */
export const LOOK_EVERY = 50;
/** A multiple of ten each: as many of every digit. */
const SIZES = { train: 1000, test: 700 };

export interface DigitData {
  readonly train: Tensor;
  readonly trainLabels: Int32Array;
  readonly test: Tensor;
  readonly testLabels: Int32Array;
}

export function drawDigits(random: Random): DigitData {
  const set = digits();
  const { train, test } = balancedSplit(set, SIZES, random);
  const rows = (ids: Int32Array) => tensor(pixelsOf(set, ids), [ids.length, PIXELS]);
  return { train: rows(train), trainLabels: labelsOf(set, train), test: rows(test), testLabels: labelsOf(set, test) };
}

/** Layers from pixels to logits, [outputs, inputs] of each. */
export function layerShapes(hidden: number): readonly (readonly [outputs: number, inputs: number])[] {
  return [[hidden, PIXELS], [hidden, hidden], [CLASSES, hidden]];
}

export class DigitNetwork extends nn.Module {
  readonly layers: readonly nn.Linear[];

  constructor(readonly hidden: number, random: Random) {
    super();
    this.layers = layerShapes(hidden).map(([outputs, inputs], i) => new nn.Linear(inputs, outputs, { random: random.split(`layer ${i}`) }));
  }

  /** Logits, [N, 10]; `linear` is how a layer multiplies: in float32, in integers, or as if in integers. */
  #forward(x: Tensor, linear: (x: Tensor, layer: nn.Linear) => Tensor): Tensor {
    return this.layers.reduce((h, layer, i) => (i + 1 < this.layers.length ? F.relu(linear(h, layer)) : linear(h, layer)), x);
  }

  /** Trains, step by step; `rounding`: every product is made with rounded weights and inputs, the weights kept in float32 learn. */
  *learn({ train, trainLabels }: DigitData, { steps, lr, rounding, random }: { readonly steps: number; readonly lr: number; readonly rounding?: Rounding; readonly random: Random }): Generator<number, void> {
    const optimizer = new optim.Adam(this.parameters(), { lr });
    const batches = optim.endlessBatches(trainLabels.length, BATCH, random);
    for (let step = 0; step < steps; step++) {
      optimizer.lr = lr * (1 - (0.9 * step) / steps);
      const rows = batches.next().value;
      scope(() => {
        const logits = this.#forward(train.index(rows), (x, { weight, bias }) => {
          if (rounding === undefined) return F.linear(x, weight, bias);
          return F.linear(F.fakeQuantize(x, { bits: rounding.inputBits }), F.fakeQuantize(weight, quantizeOptions(rounding)), bias);
        });
        const loss = F.crossEntropy(logits, Int32Array.from(rows, (row) => trainLabels[row]));
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
      });
      if ((step + 1) % LOOK_EVERY === 0) yield step + 1;
    }
  }

  /** Guesses for all rows of x: in float32, or with weights and inputs rounded and every product made in integers. */
  guess(x: Tensor, rounding?: Rounding): Int32Array {
    return scope(() => noGrad(() => {
      const logits = this.#forward(x, (h, { weight, bias }) => {
        if (rounding === undefined) return F.linear(h, weight, bias);
        return F.int8Linear(h, F.quantize(weight, quantizeOptions(rounding)), bias, { bits: rounding.inputBits });
      });
      return stats.argmaxRows({ rows: x.shape[0], cols: CLASSES, data: Float64Array.from(logits.toArray()) });
    }));
  }

  /** The unit of the first layer with the longest vector of weights. */
  strongestUnit(): number {
    const weights = this.layers[0].weight.data;
    const lengths = Array.from({ length: this.hidden }, (_, unit) => weights.subarray(unit * PIXELS, (unit + 1) * PIXELS).reduce((sum, value) => sum + value * value, 0));
    return lengths.indexOf(Math.max(...lengths));
  }

  /**
   * Makes one hidden unit of the first layer `factor` times as large and what the next layer reads of it as much smaller: since
   * max(0, f x) = f max(0, x), the network computes what it did.
   */
  rescaleUnit(unit: number, factor: number): void {
    const [first, second] = this.layers;
    const [rows, bias, columns] = [first.weight.data, first.bias?.data, second.weight.data];
    for (let i = 0; i < PIXELS; i++) rows[unit * PIXELS + i] *= factor;
    if (bias) bias[unit] *= factor;
    for (let i = 0; i < this.hidden; i++) columns[i * this.hidden + unit] /= factor;
  }
}
