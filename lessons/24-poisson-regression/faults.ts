/** Why a model could not be fitted, said as an error that the learner can mend. */
import * as stats from '../../src/core/stats/index.js';
import { UserError } from '../../src/lesson/index.js';

/** Runs a fit and turns its named faults into UserErrors; what a separation is depends on the model. */
export function fitting<T>(run: () => T, model: 'poisson' | 'ordinal' = 'poisson'): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof stats.GlmError) throw userErrorOf(error, model);
    throw error;
  }
}

function userErrorOf(error: stats.GlmError, model: 'poisson' | 'ordinal'): Error {
  const { fault } = error;
  switch (fault.kind) {
    case 'constant':
      return new UserError('data.constant', { column: fault.column, value: fault.value });
    case 'singular':
      return new UserError('poisson.singular', { column: fault.column, combination: fault.of.map(term).join(' + ').replaceAll('+ -', '- ') });
    case 'separated':
      if (model === 'ordinal') return new UserError('ordinal.separated', { columns: fault.columns.join(', ') });
      return new UserError(fault.sign < 0 ? 'poisson.separatedDown' : 'poisson.separatedUp', { columns: fault.columns.join(', ') });
    case 'notConverged':
      return new UserError('poisson.notConverged', { iterations: fault.iterations });
    case 'tooFewRows':
      return new UserError('poisson.tooFewRows', { rows: fault.rows, coefficients: fault.coefficients });
    case 'allZero':
      return new UserError('poisson.allZero');
    case 'response':
    case 'notFinite':
      return error; // columns.ts lets no such value through
  }
}

function term({ column, factor }: { readonly column: string; readonly factor: number }): string {
  if (column === stats.INTERCEPT) return String(factor);
  return factor === 1 ? column : factor === -1 ? `-${column}` : `${factor} × ${column}`;
}
