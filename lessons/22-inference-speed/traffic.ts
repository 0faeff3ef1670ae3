/**
 * How many bytes each way of multiplying fetches past a processor's first cache: its reads and writes, in order, through a counted
 * cache. Of rows that are all alike three are followed and the third stands for the rest.
 */
import { roofline } from '../../src/core/index.js';
import type { Product } from './products.js';

const FLOAT = 4;
/** As the core's kernel cuts its work (src/core/kernels/assembly/gemm.ts): depth of a block, rows of a block, sides of what stays in registers. */
const DEPTH = 256;
const ROWS = 160;
const STRIP = 5;
const PANEL = 8;

interface Matrices {
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly packed: number;
}

/** Bytes fetched for one product with sides of n. */
export function productTraffic(id: Product, n: number, tile: number, cacheBytes: number): number {
  const cache = new roofline.Cache({ bytes: cacheBytes });
  const size = n * n * FLOAT;
  const gap = 4096 + 64;
  const where: Matrices = { n, a: 0, b: size + gap, c: 2 * (size + gap), packed: 3 * (size + gap) };
  switch (id) {
    case 'script':
    case 'columns':
      return byColumns(cache, where);
    case 'rows':
    case 'vector':
      return byRows(cache, where, n);
    case 'tiled':
      return byRows(cache, where, tile);
    case 'core':
      return packedKernel(cache, where);
  }
}

/** Bytes fetched over `count` rows that do alike. */
function overRows(cache: roofline.Cache, count: number, row: (i: number) => void): number {
  const begin = cache.fetched;
  let before = begin;
  let last = 0;
  for (let i = 0; i < Math.min(count, 3); i++) {
    before = cache.fetched;
    row(i);
    last = cache.fetched - before;
  }
  return cache.fetched - begin + Math.max(0, count - 3) * last;
}

function byColumns(cache: roofline.Cache, { n, a, b, c }: Matrices): number {
  return overRows(cache, n, (i) => {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) {
        cache.touch(a + (i * n + k) * FLOAT);
        cache.touch(b + (k * n + j) * FLOAT);
      }
      cache.touch(c + (i * n + j) * FLOAT);
    }
  });
}

function byRows(cache: roofline.Cache, { n, a, b, c }: Matrices, tile: number): number {
  let bytes = 0;
  for (let k0 = 0; k0 < n; k0 += tile) {
    for (let j0 = 0; j0 < n; j0 += tile) {
      const [depth, columns] = [Math.min(tile, n - k0), Math.min(tile, n - j0)];
      bytes += overRows(cache, n, (i) => {
        for (let k = k0; k < k0 + depth; k++) {
          cache.touch(a + (i * n + k) * FLOAT);
          cache.sweep(b + (k * n + j0) * FLOAT, columns * FLOAT);
          cache.sweep(c + (i * n + j0) * FLOAT, columns * FLOAT);
        }
      });
    }
  }
  return bytes;
}

function packedKernel(cache: roofline.Cache, { n, a, b, c, packed }: Matrices): number {
  for (let k0 = 0; k0 < n; k0 += DEPTH) {
    const depth = Math.min(DEPTH, n - k0);
    const panelBytes = PANEL * depth * FLOAT;
    for (let j = 0; j < n; j += PANEL) {
      for (let k = 0; k < depth; k++) {
        cache.sweep(b + ((k0 + k) * n + j) * FLOAT, Math.min(PANEL, n - j) * FLOAT);
        cache.sweep(packed + (j / PANEL) * panelBytes + k * PANEL * FLOAT, PANEL * FLOAT);
      }
    }
    for (let i0 = 0; i0 < n; i0 += ROWS) {
      const end = Math.min(n, i0 + ROWS);
      for (let j = 0; j < n; j += PANEL) {
        for (let i = i0; i < end; i += STRIP) {
          const rows = Math.min(STRIP, end - i);
          for (let r = 0; r < rows; r++) cache.sweep(a + ((i + r) * n + k0) * FLOAT, depth * FLOAT);
          cache.sweep(packed + (j / PANEL) * panelBytes, panelBytes);
          for (let r = 0; r < rows; r++) cache.sweep(c + ((i + r) * n + j) * FLOAT, Math.min(PANEL, n - j) * FLOAT);
        }
      }
    }
  }
  return cache.fetched;
}
