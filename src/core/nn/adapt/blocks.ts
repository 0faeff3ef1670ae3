// Putting adapters and low-rank adaptation into a stack of transformer blocks, in place of the layers they adapt.

import type { Random } from '../../random/index.js';
import { Linear } from '../linear.js';
import type { Activation } from '../linear.js';
import type { Layer } from '../module.js';
import type { TransformerBlock } from '../transformer.js';
import { AdaptedLayer, Adapter } from './adapter.js';
import { LoRALinear } from './lora.js';

/** The linear layers of a block: joint projection and output projection of the attention, the two of the feed-forward part. */
export type BlockSite = 'qkv' | 'projection' | 'expand' | 'contract';

const allSites: readonly BlockSite[] = ['qkv', 'projection', 'expand', 'contract'];

/** Puts wrap(layer) in a layer's place, at each site of each block. */
function replace<T extends Layer>(blocks: readonly TransformerBlock[], sites: readonly BlockSite[], wrap: (layer: Layer, name: string) => T): T[] {
  return blocks.flatMap((block, i) => sites.map((site) => {
    const name = `block ${i} ${site}`;
    if (site === 'qkv' || site === 'projection') {
      const wrapped = wrap(block.attention[site], name);
      block.attention[site] = wrapped;
      return wrapped;
    }
    const wrapped = wrap(block[site], name);
    block[site] = wrapped;
    return wrapped;
  }));
}

export interface AddLoRAOptions {
  readonly rank: number;
  readonly alpha?: number;
  readonly random: Random;
  /** By default the joint projection, for the paper adapts queries and values. */
  readonly sites?: readonly BlockSite[];
}

/**
 * Gives each block low-rank adaptation and freezes the layers it adapts; freeze the rest of the model first. Returns the new
 * layers. Source: Hu et al. 2022, section 4.2.
 * @throws RangeError for a layer that is adapted already, or a rank too large for it
 */
export function addLoRA(blocks: readonly TransformerBlock[], { rank, alpha, random, sites = ['qkv'] }: AddLoRAOptions): LoRALinear[] {
  return replace(blocks, sites, (layer, name) => {
    if (!(layer instanceof Linear)) throw new RangeError(`addLoRA: ${name} is adapted already; begin from a fresh model`);
    return new LoRALinear(layer, rank, { random: random.split(name), alpha });
  });
}

/** Builds all low-rank adaptation into the weights it adapts: plain layers again, which compute the same. */
export function mergeLoRA(blocks: readonly TransformerBlock[]): void {
  replace(blocks, allSites, (layer) => (layer instanceof LoRALinear ? layer.merge() : layer));
}

export interface AddAdaptersOptions {
  /** Width of the bottleneck. */
  readonly size: number;
  readonly random: Random;
  readonly activation?: Activation;
  /** By default behind the attention and behind the feed-forward part, before each joins the residual stream, as in the paper. */
  readonly sites?: readonly Exclude<BlockSite, 'qkv'>[];
}

/**
 * Puts an adapter behind layers of each block and freezes those layers; freeze the rest of the model first. Returns the
 * adapters. Source: Houlsby et al. 2019, figure 2.
 */
export function addAdapters(blocks: readonly TransformerBlock[], { size, random, activation, sites = ['projection', 'contract'] }: AddAdaptersOptions): Adapter[] {
  const width = blocks[0]?.norm1.weight.size ?? 0;
  const added = replace(blocks, sites, (layer, name) => new AdaptedLayer(layer, new Adapter(width, size, { random: random.split(name), activation })));
  return added.map(({ adapter }) => adapter);
}
