/**
 * Two of the three networks: the multilayer perceptron, which knows nothing of neighbours, and the convolutional network with its
 * switches for sharing and pooling. All take pictures [N, 144] and give logits [N, 10].
 */
import { F, nn, type Random, type Tensor } from '../../src/core/index.js';
import { AREA, CLASSES, SIDE } from './canvas.js';
import { LocallyConnected } from './locally-connected.js';

const HIDDEN = 64;
const FIRST_CHANNELS = 12;
const CHANNELS = 24;
const KERNEL = 3;

/** How the convolutional network forgets places: `local` 2x2 maxima, `global` one maximum a channel before the head, or neither. */
export const POOLINGS = ['local', 'local-global', 'global', 'none'] as const;
export type Pooling = (typeof POOLINGS)[number];

/** Every pixel with every unit: the place of a pixel is only its number. */
export class Perceptron extends nn.Module {
  readonly body: nn.Sequential;

  /** @param depth  hidden layers */
  constructor(depth: number, random: Random) {
    super();
    this.body = nn.mlp([AREA, ...Array<number>(depth).fill(HIDDEN), CLASSES], { random });
  }

  forward(x: Tensor): Tensor {
    return this.body.forward(x);
  }
}

export class ConvNet extends nn.Module {
  readonly layers: readonly nn.Layer[];
  readonly head: nn.Linear;
  /** Whether layer l is followed by a 2x2 maximum. */
  readonly pooled: readonly boolean[];
  readonly #global: boolean;

  constructor(depth: number, pooling: Pooling, sharing: boolean, random: Random) {
    super();
    this.#global = pooling === 'global' || pooling === 'local-global';
    const local = pooling === 'local' || pooling === 'local-global';
    const layers: nn.Layer[] = [];
    const pooled: boolean[] = [];
    let [channels, side] = [1, SIDE];
    for (let l = 0; l < depth; l++) {
      const outputs = l === 0 ? FIRST_CHANNELS : CHANNELS;
      const own = random.split(`layer ${l + 1}`);
      layers.push(sharing ? new nn.Conv2d(channels, outputs, KERNEL, { padding: 1, random: own }) : new LocallyConnected(channels, outputs, side, own));
      // The global maximum takes the place of the last 2x2 maximum; a map of 3x3 is not cut further.
      pooled.push(local && l < 2 && !(this.#global && l === depth - 1));
      if (pooled[l]) side /= 2;
      channels = outputs;
    }
    this.layers = layers;
    this.pooled = pooled;
    this.head = new nn.Linear(this.#global ? channels : channels * side * side, CLASSES, { random: random.split('head') });
  }

  forward(x: Tensor): Tensor {
    const maps = this.maps(x);
    const last = maps[maps.length - 1];
    return this.head.forward(this.#global ? F.max(F.max(last, 3), 2) : last.reshape([x.shape[0], last.size / x.shape[0]]));
  }

  /** The first layer's map before any pooling, [N, C, 12, 12]. */
  convolved(x: Tensor): Tensor {
    return this.layers[0].forward(x.reshape([x.shape[0], 1, SIDE, SIDE])).relu();
  }

  /** The feature maps after each layer, its pooling included, [N, C, side, side]. */
  maps(x: Tensor): Tensor[] {
    let map = x.reshape([x.shape[0], 1, SIDE, SIDE]);
    return this.layers.map((layer, l) => {
      map = layer.forward(map).relu();
      if (this.pooled[l]) map = F.maxPool2d(map, 2);
      return map;
    });
  }
}
