/**
 * The three architectures, from the same blocks. An encoder and a decoder differ in nothing but the mask; the encoder-decoder has
 * one of each, and attention from the one to the other. Letters: B rows, T symbols in a row, S of the source, d width.
 */
import { F, nn, zeros, type Random, type Tensor } from '../../src/core/index.js';
import { SYMBOLS } from './language.js';
import type { Rows } from './rows.js';

export interface Shape {
  readonly width: number;
  readonly layers: number;
  /** Whether symbols are told apart by their place. */
  readonly positions: boolean;
}

export const HEADS = 4;
/** Symbols in the longest row, and some more for what a half-trained model writes. */
export const PLACES = 20;
const SPREAD = 0.3;

function table(rows: number, width: number, random: Random): nn.Embedding {
  const embedding = new nn.Embedding(rows, width, { random });
  random.fillNormal(embedding.weight.data, 0, SPREAD);
  return embedding;
}

/** Symbols and places become vectors [B, T, d]. */
export class Inputs extends nn.Module {
  readonly places: nn.Embedding;

  constructor(readonly symbols: nn.Embedding, readonly shape: Shape, random: Random) {
    super();
    this.places = table(PLACES, shape.width, random);
  }

  forward({ ids, rows, length }: Rows): Tensor {
    const vectors = this.symbols.lookup(ids, [rows, length]);
    return this.shape.positions ? vectors.add(this.places.weight.slice(0, 0, length)) : vectors;
  }
}

/** Encoder-only (every symbol sees all) or, with the causal mask, decoder-only (every symbol sees those before it). */
export class Stack extends nn.Module {
  readonly inputs: Inputs;
  readonly blocks: readonly nn.TransformerBlock[];
  readonly norm: nn.LayerNorm;

  constructor(shape: Shape, causal: boolean, random: Random) {
    super();
    this.inputs = new Inputs(table(SYMBOLS, shape.width, random.split('symbols')), shape, random.split('places'));
    this.blocks = Array.from({ length: shape.layers }, (_, i) => new nn.TransformerBlock(shape.width, HEADS, { causal, random: random.split(`block ${i}`) }));
    this.norm = new nn.LayerNorm(shape.width);
  }

  /** [B, T, d] */
  states(rows: Rows): Tensor {
    return this.norm.forward(this.blocks.reduce((x, block) => block.forward(x, { mask: rows.padding }), this.inputs.forward(rows)));
  }

  /** Scores of all symbols at every place, [B * T, symbols]; the output layer is the table of symbols. */
  forward(rows: Rows): Tensor {
    return scores(this.states(rows), this.inputs.symbols);
  }
}

/** An encoder that reads, and a decoder that writes while it looks at what the encoder has made of the source. */
export class EncoderDecoder extends nn.Module {
  readonly encoder: Stack;
  readonly inputs: Inputs;
  readonly blocks: readonly nn.TransformerDecoderBlock[];
  readonly norm: nn.LayerNorm;

  /** @param looking  false: the control, whose decoder gets a blank sheet for a source */
  constructor(shape: Shape, readonly looking: boolean, random: Random) {
    super();
    this.encoder = new Stack(shape, false, random.split('encoder'));
    this.inputs = new Inputs(this.encoder.inputs.symbols, shape, random.split('places'));
    this.blocks = Array.from({ length: shape.layers }, (_, i) => new nn.TransformerDecoderBlock(shape.width, HEADS, { random: random.split(`block ${i}`) }));
    this.norm = new nn.LayerNorm(shape.width);
  }

  /** What the decoder looks at, [B, S, d]. */
  memory(source: Rows): Tensor {
    return this.looking ? this.encoder.states(source) : zeros([source.rows, source.length, this.inputs.shape.width]);
  }

  /** Scores at every place of the target, [B * T, symbols]. */
  forward(source: Rows, target: Rows): Tensor {
    return this.write(this.memory(source), source, target);
  }

  write(memory: Tensor, source: Rows, target: Rows): Tensor {
    const x = this.blocks.reduce((state, block) => block.forward(state, memory, { cross: { mask: source.padding } }), this.inputs.forward(target));
    return scores(this.norm.forward(x), this.inputs.symbols);
  }
}

function scores(states: Tensor, symbols: nn.Embedding): Tensor {
  return F.linear(states.reshape([-1, states.shape[2]]), symbols.weight);
}
