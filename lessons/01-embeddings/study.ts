/** What is known at one moment of a run, and the numbers made from it: the metrics of this level. */
import { linalg, stats } from '../../src/core/index.js';
import type { Metrics } from '../../src/lesson/index.js';
import type { Autoencoder } from './autoencoder.js';
import { blendMiddles, digitVectors, distanceFromWriting, distancesBetween, neighbourPurity, oneHotVectors, walkMiddles, type Distances } from './geometry.js';
import type { Pictures } from './pictures.js';
import { explainedVariance, principalSpace, type LatentSpace } from './space.js';

/** Sizes of the latent space that are compared. */
export const SIZES: readonly number[] = [1, 2, 3, 4, 8, 16, 32];

/** Purity by size of the latent space, as far as measured. */
export type PurityBySize = ReadonlyMap<number, number>;

export interface Study {
  readonly pictures: Pictures;
  readonly size: number;
  /** The space that the map shows. */
  readonly space: LatentSpace;
  /** Everything that does not change while an autoencoder trains; there from the second frame on. */
  fixed?: Fixed;
  /** Codes of the held-out pictures and what is measured of them, as the space is now. */
  now: Now;
  /** Autoencoders of all sizes, each at the last look at it. */
  readonly purity: Map<number, number>;
  walkDistance?: number;
  /** Training steps done. */
  steps: number;
  /** Of the last batch. */
  loss?: number;
}

export interface Fixed {
  readonly rawPurity: number;
  readonly blendDistance: number;
  readonly oneHot: Distances;
  readonly principal: LatentSpace;
  readonly pcaExplained: number;
  readonly pcaPurity: PurityBySize;
}

export interface Now {
  readonly codes: linalg.Matrix;
  readonly purity: number;
  readonly explained: number;
  readonly distances: Distances;
}

export function lookAt(space: LatentSpace, pictures: Pictures): Now {
  const codes = space.encode(pictures.heldOut);
  return {
    codes,
    purity: neighbourPurity(codes, pictures.labels),
    explained: explainedVariance(space, pictures.heldOut),
    distances: distancesBetween(digitVectors(codes, pictures.labels)),
  };
}

/** What needs no training: raw pixels, cross-fades, one-hot vectors, principal components. @param sizes  for `pcaPurity` */
export function measureFixed(pictures: Pictures, pca: stats.Pca, size: number, sizes: readonly number[]): Fixed {
  const principal = principalSpace(pca, size);
  const purity = (k: number) => neighbourPurity(principalSpace(pca, k).encode(pictures.heldOut), pictures.labels);
  return {
    rawPurity: neighbourPurity(pictures.heldOut, pictures.labels),
    blendDistance: distanceFromWriting(blendMiddles(pictures), pictures.train),
    oneHot: distancesBetween(oneHotVectors()),
    principal,
    pcaExplained: explainedVariance(principal, pictures.heldOut),
    pcaPurity: new Map([...new Set([...sizes, size])].sort((a, b) => a - b).map((k) => [k, purity(k)])),
  };
}

/** Notes the purity of each of these autoencoders as it is now. */
export function notePurity({ purity, pictures: { heldOut, labels } }: Study, autoencoders: readonly Autoencoder[]): void {
  for (const autoencoder of autoencoders) purity.set(autoencoder.size, neighbourPurity(autoencoder.encode(heldOut), labels));
}

/** Notes how far from writing the walks lead now. */
export function noteWalk(study: Study): void {
  study.walkDistance = distanceFromWriting(walkMiddles(study.space, study.now.codes, study.pictures), study.pictures.train);
}

/** What is not known yet is left out. */
export function metricsOf({ size, now, fixed, purity, walkDistance, steps, loss }: Study): Metrics {
  const known: Readonly<Record<string, number | undefined>> = {
    neighbourPurity: now.purity,
    pcaPurity: fixed?.pcaPurity.get(size),
    rawPurity: fixed?.rawPurity,
    explained: now.explained,
    pcaExplained: fixed?.pcaExplained,
    latentSize: size,
    walkDistance,
    blendDistance: fixed?.blendDistance,
    distanceRatio: now.distances.ratio,
    oneHotRatio: fixed?.oneHot.ratio,
    steps,
    loss,
    ...family('purityAt', purity),
    ...family('pcaPurityAt', fixed?.pcaPurity ?? new Map()),
  };
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function family(name: string, purity: PurityBySize): Record<string, number> {
  return Object.fromEntries(Array.from(purity, ([size, value]) => [`${name}.${size}`, value]));
}
