/**
 * What a latent space is here: a way from pictures to codes and back. The autoencoder is one (autoencoder.ts), principal
 * components are another. Pictures are rows of 64 pixels, 0 to 1; codes are rows of as many numbers as the space has dimensions.
 */
import { linalg, stats } from '../../src/core/index.js';

type Matrix = linalg.Matrix;

export interface LatentSpace {
  /** Numbers in a code. */
  readonly size: number;
  /** @param pictures [n, 64]  @returns codes, [n, size] */
  encode(pictures: Matrix): Matrix;
  /** @param codes [n, size]  @returns pictures, [n, 64] */
  decode(codes: Matrix): Matrix;
}

/** The first `size` of the principal components as a latent space: both ways are linear. */
export function principalSpace(pca: stats.Pca, size: number): LatentSpace {
  const { rows, cols, data } = pca.components;
  if (size > rows) throw new RangeError(`principalSpace: size is ${size}, but only ${rows} components were fitted`);
  const kept = { ...pca, components: linalg.matrix(size, cols, data.slice(0, size * cols)) };
  return {
    size,
    encode: (pictures) => stats.pcaTransform(kept, pictures),
    decode: (codes) => stats.pcaInverse(kept, codes),
  };
}

/**
 * How well the space gives pictures back: the share of their variance that is not lost on the way through the code. 1 is a perfect copy, 0
 * is as bad as the mean picture every time. (The R squared of the reconstruction.)
 */
export function explainedVariance(space: LatentSpace, pictures: Matrix): number {
  const copies = space.decode(space.encode(pictures));
  const means = stats.columnMeans(pictures);
  let lost = 0;
  let all = 0;
  for (let i = 0; i < pictures.data.length; i++) {
    lost += (pictures.data[i] - copies.data[i]) ** 2;
    all += (pictures.data[i] - means[i % pictures.cols]) ** 2;
  }
  return 1 - lost / all;
}
