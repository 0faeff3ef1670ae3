// Recurrent layers over [B, T, I] sequences, gates in PyTorch's order. Letters: B batch, T steps, I inputs, H hidden size.

import type { Random } from '../random/index.js';
import { zeros } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { add, mul, sub } from '../ops/arithmetic.js';
import { sigmoid, tanh } from '../ops/elementwise.js';
import { linear } from '../ops/matmul.js';
import { select, slice, stack } from '../ops/shape.js';
import { shapeError } from '../ops/support.js';
import { uniform } from './init.js';
import { Module } from './module.js';
import { Parameter } from './parameter.js';

abstract class Recurrent extends Module {
  readonly weight_ih: Parameter;
  readonly weight_hh: Parameter;
  readonly bias_ih: Parameter;
  readonly bias_hh: Parameter;

  /** All weights uniform within 1 / sqrt(H), as PyTorch. */
  constructor(readonly inputs: number, readonly hidden: number, gates: number, random: Random) {
    super();
    this.weight_ih = new Parameter([gates * hidden, inputs]);
    this.weight_hh = new Parameter([gates * hidden, hidden]);
    this.bias_ih = new Parameter([gates * hidden]);
    this.bias_hh = new Parameter([gates * hidden]);
    for (const [name, parameter] of this.namedParameters()) uniform(parameter, 1 / Math.sqrt(hidden), random.split(name));
  }

  protected checkInput(op: string, x: Tensor): void {
    if (x.rank !== 3 || x.shape[2] !== this.inputs) throw shapeError(op, `x [B, T, ${this.inputs}]`, [x], 'sequences come as batch, time, features');
  }

  /** Gate `i` of a row of gates [B, G H]. */
  protected gate(gates: Tensor, i: number): Tensor {
    return slice(gates, 1, i * this.hidden, (i + 1) * this.hidden);
  }
}

/**
 * Gated recurrent unit (Cho et al. 2014): r, z = sigmoid(W x + U h), n = tanh(W x + r (U h)), h' = (1 - z) n + z h.
 */
export class GRU extends Recurrent {
  constructor(inputs: number, hidden: number, { random }: { random: Random }) {
    super(inputs, hidden, 3, random);
  }

  /** @param x [B, T, I]  @param h0 [B, H], zeros by default  @returns the hidden states [B, T, H] and the last one [B, H] */
  run(x: Tensor, h0?: Tensor): { output: Tensor; hidden: Tensor } {
    this.checkInput('GRU', x);
    const projected = linear(x, this.weight_ih, this.bias_ih); // [B, T, 3 H]
    let h = h0 ?? zeros([x.shape[0], this.hidden]);
    const states: Tensor[] = [];
    for (let t = 0; t < x.shape[1]; t++) {
      h = this.#next(select(projected, 1, t), h);
      states.push(h);
    }
    return { output: stack(states, 1), hidden: h };
  }

  /** One step, for inputs that depend on the state before, as in a decoder with attention.  @param x [B, I]  @param h [B, H]  @returns [B, H] */
  step(x: Tensor, h: Tensor): Tensor {
    if (x.rank !== 2 || x.shape[1] !== this.inputs || h.rank !== 2 || h.shape[1] !== this.hidden || h.shape[0] !== x.shape[0]) {
      throw shapeError('GRU.step', `x [B, ${this.inputs}] and h [B, ${this.hidden}]`, [x, h], 'give the input and the state of one step');
    }
    return this.#next(linear(x, this.weight_ih, this.bias_ih), h);
  }

  /** @param input W x + b, [B, 3 H] */
  #next(input: Tensor, h: Tensor): Tensor {
    const state = linear(h, this.weight_hh, this.bias_hh);
    const reset = sigmoid(add(this.gate(input, 0), this.gate(state, 0)));
    const update = sigmoid(add(this.gate(input, 1), this.gate(state, 1)));
    const candidate = tanh(add(this.gate(input, 2), mul(reset, this.gate(state, 2))));
    return add(candidate, mul(update, sub(h, candidate)));
  }

  forward(x: Tensor): Tensor {
    return this.run(x).output;
  }
}

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with forget gate): i, f, o sigmoid gates, g tanh candidate,
 * c' = f c + i g, h' = o tanh(c').
 */
export class LSTM extends Recurrent {
  constructor(inputs: number, hidden: number, { random }: { random: Random }) {
    super(inputs, hidden, 4, random);
  }

  /** @param x [B, T, I]  @returns the hidden states [B, T, H], the last hidden and cell states [B, H] */
  run(x: Tensor, initial?: { hidden: Tensor; cell: Tensor }): { output: Tensor; hidden: Tensor; cell: Tensor } {
    this.checkInput('LSTM', x);
    const projected = linear(x, this.weight_ih, this.bias_ih); // [B, T, 4 H]
    let h = initial?.hidden ?? zeros([x.shape[0], this.hidden]);
    let c = initial?.cell ?? zeros([x.shape[0], this.hidden]);
    const states: Tensor[] = [];
    for (let t = 0; t < x.shape[1]; t++) {
      const gates = add(select(projected, 1, t), linear(h, this.weight_hh, this.bias_hh));
      const [input, forget, output] = [0, 1, 3].map((i) => sigmoid(this.gate(gates, i)));
      c = add(mul(forget, c), mul(input, tanh(this.gate(gates, 2))));
      h = mul(output, tanh(c));
      states.push(h);
    }
    return { output: stack(states, 1), hidden: h, cell: c };
  }

  forward(x: Tensor): Tensor {
    return this.run(x).output;
  }
}
