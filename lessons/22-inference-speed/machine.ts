/** What this machine can do at most: arithmetic in registers, with four numbers an instruction and with one; reading from cache and from memory. */
import { ones, roofline, type Tensor } from '../../src/core/index.js';
import type { Job, Spread } from './stopwatch.js';

export const PROBES = ['simd', 'scalar', 'cache', 'memory'] as const;
export type Probe = (typeof PROBES)[number];

const STEPS = 20_000;
/** Fits into the second cache of most processors; beyond every cache of most. */
const NEAR_BYTES = 256 * 1024;
const FAR_BYTES = 32 * 1024 * 1024;
const NEAR_TIMES = 8;

export class MachineBench {
  readonly #near: Tensor = ones([NEAR_BYTES / 4]);
  readonly #far: Tensor = ones([FAR_BYTES / 4]);

  /** Floating-point operations, or bytes, of one run. */
  readonly #amounts = new Map<Probe, number>();

  jobs(): Job<Probe>[] {
    return PROBES.map((id) => ({ id, run: () => void this.#amounts.set(id, this.#run(id)) }));
  }

  #run(id: Probe): number {
    switch (id) {
      case 'simd':
        return roofline.arithmetic(4, STEPS);
      case 'scalar':
        return roofline.arithmetic(1, STEPS);
      case 'cache':
        return roofline.readThrough(this.#near, NEAR_TIMES);
      case 'memory':
        return roofline.readThrough(this.#far);
    }
  }

  /** In GFLOP/s or GB/s, by the fastest round: a roof is what is possible. Undefined before it was timed. */
  roof(id: Probe, watch: { spread(id: Probe): Spread | undefined }): number | undefined {
    const least = watch.spread(id)?.least ?? 0;
    return least > 0 ? (this.#amounts.get(id) ?? 0) / (least * 1e6) : undefined;
  }

  dispose(): void {
    this.#near.dispose();
    this.#far.dispose();
  }
}
