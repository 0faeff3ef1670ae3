/**
 * What a step costs: arithmetic, bytes sent and memory of a transformer on given devices. All assumptions of the level are here.
 *
 * The model: layers of self-attention and a feed-forward part of four times the width, heads of 128; embeddings, biases and layer
 * norms are left out. Mixed precision with Adam: 2 bytes a weight, 2 a gradient, 12 of optimiser state (Rajbhandari et al. 2020,
 * ZeRO). Activations are kept, not recomputed, and so is the attention matrix (Korthikanti et al. 2023). A backward pass takes
 * twice a forward pass. Devices reach the given speed on large matrices; each layer costs a fixed time on top. The update of the
 * weights itself is left out: it takes well under a hundredth of the step.
 */
export interface Setting {
  readonly devices: number;
  readonly layers: number;
  readonly width: number;
  /** Sequences in a step, over all devices. */
  readonly batch: number;
  /** Tokens in a sequence. */
  readonly sequence: number;
  readonly microBatches: number;
  readonly schedule: 'gpipe' | '1f1b';
  /** Gradients are sent while the backward pass still goes on. */
  readonly overlap: boolean;
  /** Bytes a second that a device can send, while it receives as much. */
  readonly bandwidth: number;
  /** Seconds before a message begins to arrive. */
  readonly latency: number;
  /** Multiply-adds count two: floating-point operations a second that a device reaches. */
  readonly speed: number;
  /** Bytes. */
  readonly memory: number;
  /** Fixed seconds a layer takes in the forward pass on top of its arithmetic. */
  readonly overhead: number;
  /** By what share the last device is slower than the others. */
  readonly straggler: number;
}

export const LATENCY = 5e-6;
export const LAYER_OVERHEAD = 20e-6;
const HEAD = 128;
export const WEIGHT_BYTES = 2;
export const GRADIENT_BYTES = 2;
export const OPTIMIZER_BYTES = 12;
/** Of an activation that is sent. */
const ACTIVATION_BYTES = 2;
export const BACKWARD = 2;

/** Weights of one layer: 4 d^2 in attention, 8 d^2 in the feed-forward part. */
export function layerWeights({ width }: Pick<Setting, 'width'>): number {
  return 12 * width * width;
}

/** Operations of the matrix products with weights in one layer's forward pass: two a weight and token. */
export function linearOperations(setting: Setting, tokens: number): number {
  return 2 * layerWeights(setting) * tokens;
}

/** Operations of scores and weighted sums in one layer's forward pass: `tokens` queries against `keys` keys each. */
export function attentionOperations({ width }: Setting, tokens: number, keys: number): number {
  return 4 * width * keys * tokens;
}

/** Seconds of `layers` whole layers forward for `sequences` sequences, when `parts` devices share each product. */
export function forwardSeconds(setting: Setting, layers: number, sequences: number, parts = 1): number {
  if (sequences === 0 || layers === 0) return 0;
  const tokens = sequences * setting.sequence;
  const operations = linearOperations(setting, tokens) + attentionOperations(setting, tokens, setting.sequence);
  return layers * (operations / parts / setting.speed + setting.overhead);
}

/** Times all computing on a device: 1, or more on the slow one. */
export function slowness({ devices, straggler }: Setting, device: number): number {
  return device === devices - 1 ? 1 + straggler : 1;
}

/** Seconds that a message occupies a link. */
export function sendSeconds({ bandwidth, latency }: Setting, bytes: number): number {
  return bytes === 0 ? 0 : latency + bytes / bandwidth;
}

/** Bytes of the activations between two layers, for `sequences` sequences of `tokens` tokens. */
export function boundaryBytes({ width }: Setting, sequences: number, tokens: number): number {
  return ACTIVATION_BYTES * sequences * tokens * width;
}

/** Bytes of the gradients of one layer. */
export function gradientBytes(setting: Setting): number {
  return GRADIENT_BYTES * layerWeights(setting);
}

/**
 * Bytes of activations that one layer keeps for its backward pass: s b d (34 + 5 h s / d); split by tensor parallelism
 * s b d (10 + 24 / t + 5 h s / (d t)). Korthikanti et al. (2023), Reducing Activation Recomputation in Large Transformer Models, section 4.
 */
export function activationBytes({ width, sequence }: Setting, sequences: number, split: { readonly tensor?: number; readonly sequence?: number } = {}): number {
  const { tensor = 1, sequence: parts = 1 } = split;
  const attention = (5 * (width / HEAD) * sequence) / width;
  return (sequence / parts) * sequences * width * (10 + 24 / tensor + attention / tensor);
}

/** How many of `total` items part `index` of `parts` gets; sizes differ by one at most. */
export function portion(total: number, index: number, parts: number): number {
  return Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts);
}
