/**
 * A block with three branches (3x3 convolution, 1x1 convolution, nothing at all; each with batch normalisation) and the single 3x3
 * convolution that computes the same. Ding et al., "RepVGG: making VGG-style ConvNets great again" (CVPR 2021).
 */
import { F, nn, noGrad, randn, scope, type Random, type Tensor } from '../../src/core/index.js';
import { relativeDistance } from './distance.js';
import type { Job } from './stopwatch.js';
import { convolutionWork, passWork, sumOf, type Work } from './work.js';

export const BLOCKS = ['branches', 'folded'] as const;
export type Block = (typeof BLOCKS)[number];
type Branch = 'wide' | 'narrow' | 'identity';
const BRANCHES: readonly Branch[] = ['wide', 'narrow', 'identity'];

const IMAGES = 8;
const SIDE = 16;
const AREA = 9;
const CENTRE = 4;
/** Batches that have passed before, so that the norms have statistics of their own. */
const SEEN = 5;
/** Scatter of gains and shifts, as training would leave it. */
const SCATTER = 0.3;

export class RepBlock {
  readonly #convolutions: Readonly<Record<'wide' | 'narrow', nn.Conv2d>>;
  readonly #norms: Readonly<Record<Branch, nn.BatchNorm>>;
  readonly #folded: nn.Conv2d;
  readonly #images: Tensor;

  constructor(readonly channels: number, random: Random) {
    this.#convolutions = {
      wide: new nn.Conv2d(channels, channels, 3, { padding: 1, random: random.split('3x3') }),
      narrow: new nn.Conv2d(channels, channels, 1, { random: random.split('1x1') }),
    };
    const norm = (name: string) => {
      const made = new nn.BatchNorm(channels);
      const scatter = random.split(name);
      for (const parameter of made.parameters()) parameter.data.forEach((value, i, all) => (all[i] = value + SCATTER * scatter.normal()));
      return made;
    };
    this.#norms = { wide: norm('norm 3x3'), narrow: norm('norm 1x1'), identity: norm('norm') };
    this.#images = randn([IMAGES, channels, SIDE, SIDE], random.split('images'));
    for (let batch = 0; batch < SEEN; batch++) scope(() => noGrad(() => void this.#branches(randn(this.#images.shape, random.split(`seen ${batch}`)))));
    for (const each of BRANCHES) this.#norms[each].eval();
    this.#folded = this.#fold(random);
  }

  /** relu(norm(conv3x3(x)) + norm(conv1x1(x)) + norm(x)). @param x [N, C, H, W] */
  #branches(x: Tensor): Tensor {
    const { wide, narrow } = this.#convolutions;
    const norms = this.#norms;
    return F.relu(norms.wide.forward(wide.forward(x)).add(norms.narrow.forward(narrow.forward(x))).add(norms.identity.forward(x)));
  }

  /** Each branch is written as a 3x3 convolution, its norm is built in, and the three are added up: a convolution is linear. */
  #fold(random: Random): nn.Conv2d {
    const { channels } = this;
    const empty = () => new nn.Conv2d(channels, channels, 3, { padding: 1, init: 'zeros', random });
    const sum = empty();
    for (const branch of BRANCHES) {
      const copy = empty();
      const weight = copy.weight.data;
      if (branch === 'identity') for (let c = 0; c < channels; c++) weight[(c * channels + c) * AREA + CENTRE] = 1;
      else {
        const source = this.#convolutions[branch];
        source.weight.data.forEach((value, i) => (weight[branch === 'wide' ? i : i * AREA + CENTRE] = value));
        if (source.bias && copy.bias) copy.bias.data.set(source.bias.data);
      }
      this.#norms[branch].foldInto(copy);
      weight.forEach((value, i) => (sum.weight.data[i] += value));
      if (sum.bias && copy.bias) for (let c = 0; c < channels; c++) sum.bias.data[c] += copy.bias.data[c];
      copy.dispose();
    }
    return sum;
  }

  #run(id: Block): Tensor {
    return id === 'branches' ? this.#branches(this.#images) : F.relu(this.#folded.forward(this.#images));
  }

  jobs(): Job<Block>[] {
    return BLOCKS.map((id) => ({ id, run: () => scope(() => noGrad(() => void this.#run(id))) }));
  }

  work(id: Block): Work {
    const { channels } = this;
    const pixels = IMAGES * channels * SIDE * SIDE;
    const wide = convolutionWork(IMAGES, channels, SIDE, 3);
    const relu = passWork(pixels, pixels, 1);
    if (id === 'folded') return sumOf([wide, relu]);
    const norm = passWork(pixels, pixels, 2);
    const add = passWork(2 * pixels, pixels, 1);
    return sumOf([wide, convolutionWork(IMAGES, channels, SIDE, 1), norm, norm, norm, add, add, relu]);
  }

  /** Numbers to store: weights, biases, and of each norm gain, shift, mean and variance. */
  parameters(id: Block): number {
    const { channels } = this;
    const wide = AREA * channels * channels + channels;
    return id === 'folded' ? wide : wide + channels * channels + channels + BRANCHES.length * 4 * channels;
  }

  /** How far the outputs of the one convolution are from those of the three branches. */
  difference(): number {
    return scope(() => noGrad(() => relativeDistance(this.#run('folded').toArray(), this.#run('branches').toArray())));
  }

  dispose(): void {
    for (const each of [this.#convolutions.wide, this.#convolutions.narrow, this.#folded, this.#images, ...BRANCHES.map((branch) => this.#norms[branch])]) each.dispose();
  }
}
