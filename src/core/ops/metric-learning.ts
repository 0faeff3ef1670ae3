// What metric learning compares vectors by: distances between two sets, and the contrastive loss over pairs of views.

import { eye } from '../tensor/create.js';
import type { Tensor } from '../tensor/tensor.js';
import { add, div, mul, sub } from './arithmetic.js';
import { square } from './elementwise.js';
import { crossEntropy } from './losses.js';
import { matmul } from './matmul.js';
import { normalize } from './normalization.js';
import { sum } from './reduce.js';
import { t } from './shape.js';
import { shapeError } from './support.js';

/**
 * |x - y|^2 = |x|^2 - 2 x.y + |y|^2 for every pair of rows.
 * @param x [n, d]  @param y [m, d]  @returns [n, m]
 * @throws RangeError unless both are matrices of equal width
 */
export function squaredDistances(x: Tensor, y: Tensor): Tensor {
  if (x.rank !== 2 || y.rank !== 2 || x.shape[1] !== y.shape[1]) throw shapeError('squaredDistances', 'x [n, d] and y [m, d]', [x, y], 'bring both to one width');
  const products = mul(matmul(x, t(y)), 2); // [n, m]
  return add(sub(sum(square(x), 1, true), products), sum(square(y), 1));
}

/** Keeps a vector from being its own twin: far below any cosine over a temperature. */
const EXCLUDED = 1e4;

/**
 * NT-Xent: of 2n views, row i and row i + n show the same thing; each must find its twin among the 2n - 1 others by cosine.
 * (Chen, Kornblith, Norouzi and Hinton, 2020, "A Simple Framework for Contrastive Learning of Visual Representations", equation 1.)
 * @param views        [2n, d]
 * @param temperature  divides the cosines; above 0
 * @returns            mean loss, a scalar
 * @throws RangeError unless there is an even number of rows and the temperature is positive
 */
export function contrastiveLoss(views: Tensor, temperature: number): Tensor {
  const rows = views.rank === 2 ? views.shape[0] : 1;
  if (rows % 2 !== 0 || rows === 0) throw shapeError('contrastiveLoss', 'views [2n, d]', [views], 'give two views of each example, all first ones before all second ones');
  if (!(temperature > 0)) throw new RangeError(`contrastiveLoss: the temperature must be positive, got ${temperature}`);
  const z = normalize(views);
  const logits = sub(div(matmul(z, t(z)), temperature), mul(eye(rows), EXCLUDED)); // [2n, 2n]
  return crossEntropy(logits, Int32Array.from({ length: rows }, (_, i) => (i + rows / 2) % rows));
}
