/**
 * The numbers of a small multilayer perceptron outside the network itself: starting weights, trained weights and masks all have
 * this shape, so that a ticket can be taken apart and put together again.
 */
export interface LayerValues {
  readonly inputs: number;
  readonly outputs: number;
  /** [outputs, inputs], row by row. */
  readonly weight: Float32Array;
  /** [outputs]. */
  readonly bias: Float32Array;
}
/** From the input side to the output side. */
export type NetworkValues = readonly LayerValues[];
/** 1 keeps a number, 0 cuts it. */
export type Masks = NetworkValues;

/** The mask that keeps everything. */
export function fullMasks(values: NetworkValues): Masks {
  return values.map((layer) => ({ ...layer, weight: layer.weight.map(() => 1), bias: layer.bias.map(() => 1) }));
}

/** Connections there are; biases are not counted, as pruning leaves them alone. */
export function countWeights(values: NetworkValues): number {
  return values.reduce((sum, { weight }) => sum + weight.length, 0);
}

/** Connections that the masks keep. */
export function countKept(masks: Masks): number {
  return masks.reduce((sum, { weight }) => sum + weight.reduce((kept, m) => kept + m, 0), 0);
}

/** Sizes from `magnitudes`, signs from `signs`: weights that point the same way as before but start anew. */
export function withSigns(magnitudes: NetworkValues, signs: NetworkValues): NetworkValues {
  return magnitudes.map((layer, l) => ({
    ...layer,
    weight: layer.weight.map((w, i) => (signs[l].weight[i] < 0 ? -Math.abs(w) : Math.abs(w))),
  }));
}
