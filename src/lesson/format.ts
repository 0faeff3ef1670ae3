/** How a number is shown. Shared by metrics, axes, table columns and parameters, so that one quantity looks the same everywhere. */
export type NumberFormat =
  | 'number' // up to 4 significant digits
  | 'integer' // 1,234
  | 'percent' // 0.948 -> 94.8 %
  | 'scientific' // 1.2e-5
  | 'seconds' // 0.3 s, 2 min 5 s
  | 'bytes'; // 1.2 MB

export interface Formatted {
  readonly format?: NumberFormat;
  /** Digits after the decimal point, where the format has any. */
  readonly digits?: number;
}
