/** All that `inference-speed` times, in one place: jobs for the stopwatch, and what each needs as counted. */
import type { Random } from '../../src/core/index.js';
import { FusionBench, PASSES, type Passes } from './fusion.js';
import { MachineBench, PROBES, type Probe } from './machine.js';
import { ProductBench, productFlops, PRODUCTS, type Product } from './products.js';
import { BLOCKS, RepBlock, type Block } from './rep-block.js';
import { BATCHES, LARGEST, ServingBench, type BatchJob } from './serving.js';
import type { Stopwatch } from './stopwatch.js';
import { productTraffic } from './traffic.js';
import type { Work } from './work.js';

/** What is compared in speed. */
export type Technique = Product | BatchJob | Passes | Block;
export type Timed = Technique | Probe;
export type Watch = Stopwatch<Timed>;

export const BATCH_JOBS = BATCHES.map((batch): BatchJob => `batch${batch}`);
export const TECHNIQUES: readonly Technique[] = [...PRODUCTS, ...BATCH_JOBS, ...PASSES, ...BLOCKS];
/** Those with a figure of their own: of the batches the first and the last. */
export const TOLD: readonly Technique[] = [...PRODUCTS, 'batch1', `batch${LARGEST}`, ...PASSES, ...BLOCKS];
export const TIMED: readonly Timed[] = [...TECHNIQUES, ...PROBES];

export interface Settings {
  readonly size: number;
  readonly tile: number;
  readonly cacheBytes: number;
  readonly width: number;
  readonly inputs: number;
  readonly channels: number;
}

/** How far results are apart that should be equal, as shares of the largest result. */
export interface Differences {
  readonly products: number;
  readonly batch: number;
  readonly fused: number;
  readonly folded: number;
}

export class Techniques {
  readonly machine = new MachineBench();
  readonly products: ProductBench;
  readonly serving: ServingBench;
  readonly fusion: FusionBench;
  readonly block: RepBlock;
  readonly #work = new Map<Technique, Work>();

  constructor(readonly settings: Settings, random: Random) {
    const { size, tile, width, inputs, channels } = settings;
    this.products = new ProductBench(size, tile, random.split('products'));
    this.serving = new ServingBench(width, random.split('serving'));
    this.fusion = new FusionBench(inputs, random.split('fusion'));
    this.block = new RepBlock(channels, random.split('block'));
  }

  get jobs() {
    return [...this.products.jobs(), ...this.serving.jobs(), ...this.fusion.jobs(), ...this.block.jobs(), ...this.machine.jobs()];
  }

  /** Operations and bytes, counted; yields after each, for following loops through a cache takes a while. */
  *count(): Generator<void, void> {
    const { size, tile, cacheBytes } = this.settings;
    for (const id of PRODUCTS) {
      this.#work.set(id, { flops: productFlops(size), bytes: productTraffic(id, size, tile, cacheBytes) });
      yield;
    }
    for (const batch of BATCHES) this.#work.set(`batch${batch}`, this.serving.work(batch));
    for (const id of PASSES) this.#work.set(id, this.fusion.work(id));
    for (const id of BLOCKS) this.#work.set(id, this.block.work(id));
    yield;
  }

  work(id: Technique): Work | undefined {
    return this.#work.get(id);
  }

  differences(): Differences {
    return {
      products: PRODUCTS.reduce((most, id) => Math.max(most, this.products.difference(id)), 0),
      batch: this.serving.difference(),
      fused: this.fusion.difference(),
      folded: this.block.difference(),
    };
  }

  dispose(): void {
    for (const each of [this.machine, this.products, this.serving, this.fusion, this.block]) each.dispose();
  }
}
