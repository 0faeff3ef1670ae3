/**
 * One attention head taken apart on one line: all matrices between the symbols and the mixed values, in the order in which they are
 * computed. Letters: T symbols that ask, S symbols that are asked, d width, h width of a head.
 */
import { F, noGrad, scope, tensor, type nn, type Tensor } from '../../src/core/index.js';
import { START, SYMBOLS, textOf } from './language.js';
import type { Models } from './judging.js';
import { HEADS, type EncoderDecoder, type Inputs, type Stack } from './networks.js';
import { rowsOf } from './rows.js';

export const VIEWS = ['cross', 'encoder', 'decoder', 'source', 'target'] as const;
/** Which attention: that of the encoder-only or decoder-only model, or one of the three in the encoder-decoder. */
export type View = (typeof VIEWS)[number];

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row by row; null where the mask hides. */
  readonly values: readonly (number | null)[];
}

export interface Anatomy {
  /** The symbols that ask (rows) and that are asked (columns). */
  readonly asking: string;
  readonly asked: string;
  readonly symbols: Matrix;
  readonly withPlaces: Matrix;
  /** What the attention reads: after the layers before it and the norm. */
  readonly input: Matrix;
  readonly queries: Matrix;
  readonly keys: Matrix;
  readonly values: Matrix;
  /** q k^T / sqrt(h), hidden places empty. */
  readonly scores: Matrix;
  readonly weights: Matrix;
  readonly mixed: Matrix;
  /** After the last layer, as probabilities of all symbols. */
  readonly output: Matrix;
}

/** The lines that each part reads: the encoder's with blanks, the decoder's as written, source and target of the encoder-decoder. */
export interface Read {
  readonly encoder: readonly number[];
  readonly decoder: readonly number[];
  readonly source: readonly number[];
  readonly target: readonly number[];
}

/** @param layer  from 1  @param head  from 1 */
export function anatomyOf(models: Models, read: Read, view: View, layer: number, head: number): Anatomy {
  return scope(() => noGrad(() => {
    if (view === 'encoder') return ofStack(models.encoder, read.encoder, layer, head, false);
    if (view === 'decoder') return ofStack(models.decoder, [START, ...read.decoder], layer, head, models.decoder.blocks[0].attention.causal);
    if (view === 'source') return ofStack(models.both.encoder, read.source, layer, head, false);
    return ofDecoder(models.both, read, layer, head, view);
  }));
}

function ofStack(model: Stack, ids: readonly number[], layer: number, head: number, causal: boolean): Anatomy {
  const rows = rowsOf([ids]);
  const before = model.blocks.slice(0, layer - 1).reduce((x, block) => block.forward(x), model.inputs.forward(rows));
  const block = model.blocks[layer - 1];
  const input = block.norm1.forward(before);
  return { ...textsOf(ids, ids), ...inputsOf(model.inputs, ids), ...joint(input, block.attention, head, causal), output: outputOf(model.forward(rows)) };
}

function ofDecoder(model: EncoderDecoder, read: Read, layer: number, head: number, view: 'target' | 'cross'): Anatomy {
  const ids = [START, ...read.target];
  const [source, target] = [rowsOf([read.source]), rowsOf([ids])];
  const memory = model.memory(source);
  const before = model.blocks.slice(0, layer - 1).reduce((x, block) => block.forward(x, memory), model.inputs.forward(target));
  const block = model.blocks[layer - 1];
  const shared = { ...inputsOf(model.inputs, ids), output: outputOf(model.write(memory, source, target)) };
  if (view === 'target') return { ...textsOf(ids, ids), ...shared, ...joint(block.norm1.forward(before), block.attention, head, true) };
  const input = block.norm2.forward(before.add(block.attention.forward(block.norm1.forward(before))));
  const width = input.shape[2];
  const keyValue = block.cross.keyValue.forward(memory);
  const [keys, values] = [keyValue.slice(2, 0, width), keyValue.slice(2, width, 2 * width)];
  return { ...textsOf(ids, read.source), ...shared, ...attentionOf(input, block.cross.query.forward(input), keys, values, head, false) };
}

/** Self-attention: queries, keys and values side by side. */
function joint(input: Tensor, { qkv }: nn.MultiHeadAttention, head: number, causal: boolean) {
  const width = input.shape[2];
  const [queries, keys, values] = [0, 1, 2].map((part) => qkv.forward(input).slice(2, part * width, (part + 1) * width));
  return attentionOf(input, queries, keys, values, head, causal);
}

function attentionOf(input: Tensor, queries: Tensor, keys: Tensor, values: Tensor, head: number, causal: boolean) {
  const size = queries.shape[2] / HEADS;
  const own = (x: Tensor) => x.slice(2, (head - 1) * size, head * size).reshape([x.shape[1], size]);
  const [q, k, v] = [own(queries), own(keys), own(values)];
  const scores = q.matmul(k.t()).mul(1 / Math.sqrt(size));
  const columns = scores.shape[1];
  const all = matrixOf(scores);
  const seen = (n: number) => !causal || n % columns <= Math.floor(n / columns);
  const mask = tensor(Float32Array.from(all.values, (_, n) => (seen(n) ? 0 : -Infinity)), scores.shape);
  const weights = F.softmax(scores.add(mask));
  return {
    input: matrixOf(input.reshape([input.shape[1], input.shape[2]])),
    queries: matrixOf(q),
    keys: matrixOf(k),
    values: matrixOf(v),
    scores: { ...all, values: all.values.map((value, n) => (seen(n) ? value : null)) },
    weights: { ...matrixOf(weights), values: matrixOf(weights).values.map((value, n) => (seen(n) ? value : null)) },
    mixed: matrixOf(weights.matmul(v)),
  };
}

function inputsOf(inputs: Inputs, ids: readonly number[]) {
  const symbols = inputs.symbols.lookup(Int32Array.from(ids), [ids.length]);
  const places = inputs.forward(rowsOf([ids]));
  return { symbols: matrixOf(symbols), withPlaces: matrixOf(places.reshape(symbols.shape)) };
}

function textsOf(asking: readonly number[], asked: readonly number[]) {
  return { asking: textOf(asking), asked: textOf(asked) };
}

function outputOf(scores: Tensor): Matrix {
  return { ...matrixOf(F.softmax(scores)), columns: SYMBOLS };
}

function matrixOf(x: Tensor): Matrix & { readonly values: readonly number[] } {
  const [rows, columns] = x.shape;
  return { rows, columns, values: Array.from(x.toArray()) };
}
