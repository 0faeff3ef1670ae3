/** Dense linear algebra in float64, as much as the statistics need. */
export { QR, type Columns, type Combination } from './qr.js';
