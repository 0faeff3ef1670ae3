/**
 * A recurrent encoder-decoder: one GRU reads, another writes. Without attention all the writer is given is the reader's last state
 * (Sutskever, Vinyals and Le 2014); with it, each step also gets a mean of all states of the reader, weighted by additive
 * attention (Bahdanau, Cho and Bengio 2015).
 *
 * Letters: B rows, T length of source and answer, E embedding, H hidden size.
 */
import { F, nn, noGrad, scope, type Random, type Tensor } from '../../src/core/index.js';
import type { Sequences } from './reversal.js';

const EMBEDDING = 16;

export interface Written {
  /** The answers, [B, T]. */
  readonly letters: Int32Array;
  /** Attention of each written letter to each letter read, [B, T, T]; empty without attention. */
  readonly attention: Float32Array;
}

export class Seq2Seq extends nn.Module {
  readonly embedding: nn.Embedding;
  readonly encoder: nn.GRU;
  readonly decoder: nn.GRU;
  readonly attention: nn.AdditiveAttention | null;
  readonly output: nn.Linear;

  constructor(
    readonly letters: number,
    readonly hidden: number,
    attention: boolean,
    random: Random,
  ) {
    super();
    // One more than there are letters: the mark that tells the writer to begin.
    this.embedding = new nn.Embedding(letters + 1, EMBEDDING, { random: random.split('embedding') });
    this.encoder = new nn.GRU(EMBEDDING, hidden, { random: random.split('encoder') });
    this.decoder = new nn.GRU(attention ? EMBEDDING + hidden : EMBEDDING, hidden, { random: random.split('decoder') });
    this.attention = attention ? new nn.AdditiveAttention(hidden, hidden, { random: random.split('attention') }) : null;
    this.output = new nn.Linear(attention ? 2 * hidden : hidden, letters, { random: random.split('output') });
  }

  /** Mean cross-entropy of the letters, nats; each is predicted from the right ones before it (teacher forcing). */
  loss({ sources, targets, rows, length }: Sequences): Tensor {
    const read = this.#read(sources, rows, length);
    const before = targets.map((_, i) => (i % length === 0 ? this.letters : targets[i - 1]));
    const inputs = this.embedding.lookup(before, [rows, length]); // [B, T, E]
    let features: Tensor; // [B, T, H or 2 H]
    if (this.attention === null) {
      features = this.decoder.run(inputs, read.last).output;
    } else {
      let state = read.last;
      const steps: Tensor[] = [];
      for (let t = 0; t < length; t++) {
        const step = this.#step(inputs.select(1, t), state, read);
        state = step.state;
        steps.push(step.features);
      }
      features = F.stack(steps, 1);
    }
    return F.crossEntropy(this.output.forward(features).reshape([rows * length, this.letters]), targets);
  }

  /** Answers, each letter the likeliest given those that the network wrote before it. */
  write({ sources, rows, length }: Pick<Sequences, 'sources' | 'rows' | 'length'>): Written {
    return noGrad(() =>
      scope(() => {
        const read = this.#read(sources, rows, length);
        const letters = new Int32Array(rows * length);
        const attention = new Float32Array(this.attention === null ? 0 : rows * length * length);
        let before: ArrayLike<number> = new Int32Array(rows).fill(this.letters);
        let state = read.last;
        for (let t = 0; t < length; t++) {
          const step = this.#step(this.embedding.lookup(before), state, read, (weights) => {
            const values = weights.toArray();
            for (let row = 0; row < rows; row++) attention.set(values.subarray(row * length, (row + 1) * length), (row * length + t) * length);
          });
          state = step.state;
          const written = this.output.forward(step.features).argmax(1);
          written.forEach((letter, row) => (letters[row * length + t] = letter));
          before = written;
        }
        return { letters, attention };
      }),
    );
  }

  /** The reader's states [B, T, H], their projections as keys, and the last one [B, H]. */
  #read(sources: Int32Array, rows: number, length: number): Reading {
    const { output: states, hidden: last } = this.encoder.run(this.embedding.lookup(sources, [rows, length]));
    return { states, last, keys: this.attention?.keysOf(states) ?? null };
  }

  /** One letter: attend from the state before, feed what was found to the GRU, and let the output see both. */
  #step(input: Tensor, state: Tensor, { states, keys }: Reading, onWeights?: (weights: Tensor) => void): { state: Tensor; features: Tensor } {
    if (this.attention === null || keys === null) {
      const next = this.decoder.step(input, state);
      return { state: next, features: next };
    }
    const context = this.attention.attend(state.unsqueeze(1), states, { onWeights }, keys).squeeze(1); // [B, H]
    const next = this.decoder.step(F.cat([input, context], 1), state);
    return { state: next, features: F.cat([next, context], 1) };
  }
}

interface Reading {
  readonly states: Tensor;
  readonly last: Tensor;
  readonly keys: Tensor | null;
}
