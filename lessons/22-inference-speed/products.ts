/** One matrix product, C = A B with sides of n, six times: each step changes one thing, and the result stays the same up to rounding. */
import { noGrad, randn, roofline, scope, type Random, type Tensor } from '../../src/core/index.js';
import { relativeDistance } from './distance.js';
import type { Job } from './stopwatch.js';

/**
 * `script`: three loops in TypeScript. `columns`: the same loops compiled to WebAssembly. `rows`: with the inner two exchanged.
 * `vector`: four numbers an instruction. `tiled`: square by square, for the cache. `core`: the kernel that all levels use, whose tiles of
 * C stay in registers.
 */
export const PRODUCTS = ['script', 'columns', 'rows', 'vector', 'tiled', 'core'] as const;
export type Product = (typeof PRODUCTS)[number];

/** Multiplications and additions. */
export function productFlops(n: number): number {
  return 2 * n * n * n;
}

/** As in a textbook: one result after the other. */
export function loopProduct(a: Float32Array, b: Float32Array, c: Float32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
      c[i * n + j] = sum;
    }
  }
}

export class ProductBench {
  readonly #a: Tensor;
  readonly #b: Tensor;
  readonly #c: Tensor;

  constructor(readonly n: number, readonly tile: number, random: Random) {
    [this.#a, this.#b, this.#c] = [randn([n, n], random), randn([n, n], random), randn([n, n], random)];
  }

  jobs(): Job<Product>[] {
    return PRODUCTS.map((id) => ({ id, run: () => scope(() => noGrad(() => void this.#product(id))) }));
  }

  #product(id: Product): Tensor {
    const [a, b, { n, tile }] = [this.#a, this.#b, this];
    switch (id) {
      case 'script':
        loopProduct(a.data, b.data, this.#c.data, n);
        return this.#c;
      case 'columns':
        return roofline.plainProduct(a, b, { by: 'columns' });
      case 'rows':
        return roofline.plainProduct(a, b, { by: 'rows', lanes: 1 });
      case 'vector':
        return roofline.plainProduct(a, b, { by: 'rows', lanes: 4 });
      case 'tiled':
        return roofline.plainProduct(a, b, { by: 'rows', lanes: 4, tile });
      case 'core':
        return a.matmul(b);
    }
  }

  /** How far the results of one way are from those of the core's kernel. */
  difference(id: Product): number {
    return scope(() => noGrad(() => relativeDistance(this.#product(id).toArray(), this.#product('core').toArray())));
  }

  dispose(): void {
    for (const each of [this.#a, this.#b, this.#c]) each.dispose();
  }
}
