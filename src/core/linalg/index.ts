/** Dense linear algebra in float64, as much as the statistics need. */
export { Cholesky } from './cholesky.js';
export { columnOf, columnVector, fromRows, matrix, multiply, rowOf, shapeOf, takeRows, transpose, type Matrix } from './matrix.js';
export { OrthogonalDecomposition } from './orthogonal.js';
export { QR, type Columns, type Combination } from './qr.js';
export { svd, type Svd } from './svd.js';
