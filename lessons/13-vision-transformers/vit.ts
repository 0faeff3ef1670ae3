/**
 * The vision transformer: the picture cut into patches, each patch a token, self-attention between all tokens, the mean of the
 * tokens to the head. Source: Dosovitskiy and others (2021), with the mean in place of a class token (their appendix D.3). The
 * convolutional stem, a switch here, is an idea of Xiao and others (2021).
 */
import { F, nn, Parameter, type Random, type Tensor } from '../../src/core/index.js';
import { AREA, CLASSES, SIDE } from './canvas.js';

const WIDTH = 32;
export const HEADS = 4;
/** Width of the feed-forward layers over the model's. */
const EXPANSION = 2;
/** Large enough to be told apart from the first step on; 0.02, as in large models, costs this small one much of its short training. */
const POSITION_SD = 0.3;
const STEM_CHANNELS = 8;

/** What cuts the picture: patches as they are, or patches of the feature maps of one 3x3 convolution. */
export const STEMS = ['patches', 'convolution'] as const;

export interface VitOptions {
  /** Side of a patch in pixels; divides 12. */
  readonly patch: number;
  /** Whether each place has a vector of its own, added to its token. */
  readonly positions: boolean;
  readonly stem: (typeof STEMS)[number];
  /** Transformer blocks. */
  readonly depth: number;
  readonly random: Random;
}

export class VisionTransformer extends nn.Module {
  readonly stem: nn.Conv2d | null;
  readonly embed: nn.Linear;
  /** [tokens, width], or null: then the tokens are a bag without order. */
  readonly position: Parameter | null;
  readonly blocks: readonly nn.TransformerBlock[];
  readonly norm: nn.LayerNorm;
  readonly head: nn.Linear;
  readonly patch: number;
  /** Patches along a side. */
  readonly grid: number;

  constructor({ patch, positions, stem, depth, random }: VitOptions) {
    super();
    this.patch = patch;
    this.grid = SIDE / patch;
    this.stem = stem === 'convolution' ? new nn.Conv2d(1, STEM_CHANNELS, 3, { padding: 1, random: random.split('stem') }) : null;
    this.embed = new nn.Linear((this.stem ? STEM_CHANNELS : 1) * patch * patch, WIDTH, { random: random.split('patches') });
    this.position = positions ? new Parameter([this.grid * this.grid, WIDTH]) : null;
    if (this.position) nn.normal(this.position, POSITION_SD, random.split('positions'));
    this.blocks = Array.from({ length: depth }, (_, l) => new nn.TransformerBlock(WIDTH, HEADS, { expansion: EXPANSION, random: random.split(`block ${l + 1}`) }));
    this.norm = new nn.LayerNorm(WIDTH);
    this.head = new nn.Linear(WIDTH, CLASSES, { random: random.split('head') });
  }

  /**
   * @param x          [N, 144]
   * @param onWeights  called block by block with the attention weights [N, heads, tokens, tokens]
   * @returns          [N, 10]
   */
  forward(x: Tensor, onWeights?: (weights: Tensor) => void): Tensor {
    let tokens = this.tokens(x);
    for (const block of this.blocks) tokens = block.forward(tokens, { onWeights });
    return this.head.forward(this.norm.forward(tokens).mean(1));
  }

  /** The embedded patches without their places, [N, tokens, width]. With bare patches: a convolution whose stride is its kernel. */
  embedded(x: Tensor): Tensor {
    const { grid, patch } = this;
    const images = x.size / AREA;
    const channels = this.stem ? STEM_CHANNELS : 1;
    const picture = x.reshape([images, 1, SIDE, SIDE]);
    const maps = this.stem ? this.stem.forward(picture).relu() : picture;
    const patches = maps.reshape([images, channels, grid, patch, grid, patch]).permute([0, 2, 4, 1, 3, 5]);
    return this.embed.forward(patches.reshape([images, grid * grid, channels * patch * patch]));
  }

  /** What goes into the first block, [N, tokens, width]. */
  tokens(x: Tensor): Tensor {
    const embedded = this.embedded(x);
    return this.position ? F.add(embedded, this.position) : embedded;
  }
}
