import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as stats from '../../../src/core/stats/index.js';
import { numericColumn, column } from '../../../src/data/learner/table.js';
import { randhie } from '../../../src/data/randhie.js';
import { ships } from '../../../src/data/ships.js';

interface Reference {
  readonly coefficients: number[];
  readonly standardErrors: number[];
  readonly zValues: number[];
  readonly pValues: number[];
  readonly confidenceIntervals: [number, number][];
  readonly robust: { readonly standardErrors: number[]; readonly pValues: number[] };
  readonly quasi: { readonly standardErrors: number[]; readonly pValues: number[]; readonly low: number[] };
  readonly deviance: number;
  readonly nullDeviance: number;
  readonly logLikelihood: number;
  readonly pearsonChi2: number;
  readonly aic: number;
  readonly dfResidual: number;
  readonly fittedHead: number[];
}
interface OlsReference {
  readonly coefficients: number[];
  readonly standardErrors: number[];
  readonly zValues: number[];
  readonly pValues: number[];
  readonly confidenceIntervals: [number, number][];
  readonly rSquared: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly dispersion: number;
  readonly dfResidual: number;
}
interface StatsmodelsCase {
  readonly start: number;
  readonly step: number;
  readonly limit: number;
  readonly columns: string[];
  readonly offset: string | null;
  readonly poisson: Reference;
  readonly ols: OlsReference;
}
interface ShipCase extends Omit<Reference, 'robust' | 'confidenceIntervals' | 'fittedHead'> {
  readonly names: string[];
  readonly offset: boolean;
  readonly robust: { readonly standardErrors: number[] };
  readonly fitted: number[];
  readonly ols: { readonly coefficients: number[]; readonly standardErrors: number[]; readonly rSquared: number; readonly fitted: number[] };
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as T;
const statsmodels = read<{ cases: Record<string, StatsmodelsCase> }>('glm-statsmodels');
const r = read<{ cases: ShipCase[] }>('glm-r');

/** Eight digits: relative to the value, or to 1e-3 where the value is next to nothing. */
function close(actual: ArrayLike<number>, expected: ArrayLike<number>, digits = 8): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const allowed = 10 ** -digits * Math.max(Math.abs(expected[i]), 1e-3);
    expect(Math.abs(actual[i] - expected[i]), `element ${i}: ${actual[i]} against ${expected[i]}`).toBeLessThanOrEqual(allowed);
  }
}

describe.each(Object.entries(statsmodels.cases))('doctor visits as statsmodels fits them, %s', (_, reference) => {
  const { start, step, limit, columns, offset } = reference;
  const all = randhie();
  const rows: number[] = [];
  for (let row = start; row < all.rowCount && rows.length < limit; row += step) rows.push(row);
  const values = (name: string) => stats.select(numericColumn(all, name), rows);
  const design = stats.withIntercept(rows.length, columns.map((name) => ({ name, values: values(name) })));
  const response = values('mdvis');

  test('Poisson: estimates, errors of three kinds, deviances', () => {
    const expected = reference.poisson;
    const fit = stats.glm({ design, response, family: stats.poisson, offset: offset === null ? undefined : values(offset) });
    close(fit.coefficients, expected.coefficients);
    close(fit.standardErrors, expected.standardErrors);
    close(fit.zValues, expected.zValues);
    close(fit.pValues, expected.pValues, 6);
    close(fit.confidenceIntervals.flat(), expected.confidenceIntervals.flat());
    close(fit.fittedValues.slice(0, 5), expected.fittedHead);
    close([fit.deviance, fit.nullDeviance, fit.logLikelihood, fit.pearsonChi2, fit.aic, fit.dfResidual],
      [expected.deviance, expected.nullDeviance, expected.logLikelihood, expected.pearsonChi2, expected.aic, expected.dfResidual], 10);
    const robust = stats.inference(fit, 'robust');
    close(robust.standardErrors, expected.robust.standardErrors);
    close(robust.pValues, expected.robust.pValues, 6);
    close(stats.inference(fit, 'quasi').standardErrors, expected.quasi.standardErrors);
    expect(fit.iterations).toBeLessThanOrEqual(8);
  });

  test('least squares: estimates, t values, R squared', () => {
    const expected = reference.ols;
    const fit = stats.glm({ design, response, family: stats.gaussian });
    close(fit.coefficients, expected.coefficients);
    close(fit.standardErrors, expected.standardErrors);
    close(fit.zValues, expected.zValues);
    close(fit.pValues, expected.pValues, 6);
    close(fit.confidenceIntervals.flat(), expected.confidenceIntervals.flat());
    close([fit.rSquared, fit.logLikelihood, fit.aic, fit.dispersion, fit.dfResidual],
      [expected.rSquared, expected.logLikelihood, expected.aic, expected.dispersion, expected.dfResidual]);
  });
});

/** R's names of terms as ours: typeB -> type=B, factor(year)65 -> year=65, (Intercept) -> intercept. */
const ours = (name: string) =>
  name === '(Intercept)' ? 'intercept' : name.replace(/^factor\((\w+)\)/, '$1=').replace(/^type/, 'type=');

describe.each(r.cases.map((one) => [`${one.names.length} terms, ${one.offset ? 'offset' : 'no offset'}`, one] as const))('ships as R fits them, %s', (_, reference) => {
  const table = ships();
  const names = reference.names.map(ours);
  const terms = ['type', 'year', 'period'].flatMap((name) =>
    names.some((term) => term.startsWith(`${name}=`))
      ? stats.dummies(name, column(table, name).cells).terms
      : names.includes(name)
        ? [{ name, values: numericColumn(table, name) }]
        : [],
  );
  const design = stats.withIntercept(table.rowCount, terms);
  const response = numericColumn(table, 'incidents');
  const offset = reference.offset ? numericColumn(table, 'service').map(Math.log) : undefined;

  test('Poisson and quasi-Poisson', () => {
    const fit = stats.glm({ design, response, family: stats.poisson, offset });
    expect(fit.names).toEqual(names);
    close(fit.coefficients, reference.coefficients);
    close(fit.standardErrors, reference.standardErrors);
    close(fit.pValues, reference.pValues, 6);
    close(fit.fittedValues, reference.fitted);
    close([fit.deviance, fit.nullDeviance, fit.logLikelihood, fit.pearsonChi2, fit.aic, fit.dfResidual],
      [reference.deviance, reference.nullDeviance, reference.logLikelihood, reference.pearsonChi2, reference.aic, reference.dfResidual]);
    const quasi = stats.inference(fit, 'quasi');
    close(quasi.standardErrors, reference.quasi.standardErrors);
    close(quasi.pValues, reference.quasi.pValues, 6);
    close(quasi.confidenceIntervals.map(([low]) => low), reference.quasi.low);
    close(stats.inference(fit, 'robust').standardErrors, reference.robust.standardErrors);
  });

  test('least squares', () => {
    const fit = stats.glm({ design, response, family: stats.gaussian });
    close(fit.coefficients, reference.ols.coefficients);
    close(fit.standardErrors, reference.ols.standardErrors);
    close(fit.fittedValues, reference.ols.fitted);
    close([fit.rSquared], [reference.ols.rSquared]);
  });
});
