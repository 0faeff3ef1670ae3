/** One of the models of the ladder: a small GPT that learns to predict the next letter, and what it has learnt. */
import { F, gpt, noGrad, optim, scope, type Random } from '../../src/core/index.js';

/** Letters a model looks back on, and rows in a batch. */
export const CONTEXT = 16;
export const ROWS = 16;
/** Letters predicted in a step. */
export const LETTERS_A_STEP = CONTEXT * ROWS;
/** Rows judged at once. */
const CHUNK = 64;
/** Of a model 16 wide; narrower ones learn with more, wider ones with less. */
const LEARNING_RATE = 0.01;
const WARM_UP = 10;

export class SmallModel {
  readonly model: gpt.Gpt;
  readonly width: number;
  /** N: all numbers that training changes. */
  readonly parameters: number;

  constructor(width: number, layers: number, vocabularySize: number, random: Random) {
    this.width = width;
    this.model = new gpt.Gpt({ vocabularySize, context: CONTEXT, width, layers, heads: width < 16 ? 2 : 4 }, { random, initialSpread: 0.1 });
    this.parameters = this.model.parameters().reduce((sum, { size }) => sum + size, 0);
  }

  /** Trains step by step on rows from anywhere in the text; yields the loss of each batch, nats a letter. */
  *train(training: Int32Array, steps: number, random: Random): Generator<number, void> {
    const { model } = this;
    const rate = LEARNING_RATE * Math.sqrt(16 / this.width);
    const optimizer = new optim.Adam(model.parameters(), { lr: rate });
    for (let step = 0; step < steps; step++) {
      optimizer.lr = rate * Math.min(1, (step + 1) / WARM_UP, Math.max(0.05, 2 * (1 - step / steps)));
      const batch = gpt.toBatch(Array.from({ length: ROWS }, () => rowAt(training, random.integer(training.length - CONTEXT))));
      yield scope(() => {
        const loss = this.#loss(batch);
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
        return loss.item();
      });
    }
  }

  /** Mean loss over the whole rows of a text, nats a letter. */
  judge(text: Int32Array): number {
    const rows = Array.from({ length: Math.floor((text.length - 1) / CONTEXT) }, (_, i) => rowAt(text, i * CONTEXT));
    let sum = 0;
    for (let i = 0; i < rows.length; i += CHUNK) {
      const chunk = rows.slice(i, i + CHUNK);
      sum += chunk.length * scope(() => noGrad(() => this.#loss(gpt.toBatch(chunk)).item()));
    }
    return sum / rows.length;
  }

  dispose(): void {
    for (const parameter of this.model.parameters()) parameter.dispose();
  }

  #loss({ inputs, targets, rows }: gpt.Batch) {
    return F.crossEntropy(this.model.forward(inputs, rows).reshape([targets.length, this.model.config.vocabularySize]), targets);
  }
}

function rowAt(text: Int32Array, start: number): Int32Array {
  return text.subarray(start, start + CONTEXT + 1);
}

/** Widths from the narrowest to the largest one wanted. */
export function ladder(largest: number): number[] {
  return [4, 6, 8, 12, 16, 24, 32, 48].filter((width) => width <= largest);
}

