/** Why a model could not be fitted, as data: whoever knows the learner's columns and language can say it to them. */
export type GlmFault =
  /** A column has one value everywhere; the intercept already says it. */
  | { readonly kind: 'constant'; readonly column: string; readonly value: number }
  /** A column is a combination of others, so that no data could tell their effects apart. */
  | { readonly kind: 'singular'; readonly column: string; readonly of: readonly { readonly column: string; readonly factor: number }[] }
  /** The likelihood keeps rising as these coefficients run to infinity; a dummy whose counts are all zero is the common case. */
  | { readonly kind: 'separated'; readonly columns: readonly string[]; readonly sign: 1 | -1 }
  | { readonly kind: 'notConverged'; readonly iterations: number; readonly change: number }
  | { readonly kind: 'tooFewRows'; readonly rows: number; readonly coefficients: number }
  /** A response that the family does not have; `row` counts from 0. */
  | { readonly kind: 'response'; readonly row: number; readonly value: number; readonly why: string }
  /** All counts are zero: there is no rate to estimate. */
  | { readonly kind: 'allZero' }
  | { readonly kind: 'notFinite'; readonly column: string; readonly row: number };

export class GlmError extends Error {
  override readonly name = 'GlmError';
  constructor(readonly fault: GlmFault) {
    super(`glm: ${describe(fault)}`);
  }
}

function describe(fault: GlmFault): string {
  switch (fault.kind) {
    case 'constant':
      return `column "${fault.column}" is ${fault.value} in every row; leave it out, the intercept covers it`;
    case 'singular':
      return `column "${fault.column}" is a combination of ${fault.of.map(({ column, factor }) => `${factor} * ${column}`).join(' + ')}; leave one of them out`;
    case 'separated':
      return `the coefficient of ${fault.columns.join(', ')} runs to ${fault.sign > 0 ? '' : '-'}infinity: the data separate there; merge levels or leave the column out`;
    case 'notConverged':
      return `no convergence in ${fault.iterations} iterations (the linear predictor still changes by ${fault.change}); rescale the columns or raise maxIterations`;
    case 'tooFewRows':
      return `${fault.rows} rows cannot determine ${fault.coefficients} coefficients; there must be more rows than coefficients`;
    case 'response':
      return `the response in row ${fault.row} is ${fault.value}, which is ${fault.why}; this family does not have such values`;
    case 'allZero':
      return 'every response is 0, so the rate is 0 and its logarithm does not exist';
    case 'notFinite':
      return `"${fault.column}" is not a finite number in row ${fault.row}`;
  }
}
