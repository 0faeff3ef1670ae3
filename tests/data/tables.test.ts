import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { numericColumn } from '../../src/data/learner/table.js';
import { readPacked } from '../../src/data/packed.js';
import { randhie } from '../../src/data/randhie.js';
import { diabetes } from '../../src/data/diabetes.js';
import { housing } from '../../src/data/housing.js';
import { ships } from '../../src/data/ships.js';
import { packageFile } from '../../src/package-root.js';

test.each(['randhie', 'ships', 'diabetes', 'housing'])('%s is the file its provenance describes', (name) => {
  const record = JSON.parse(readFileSync(packageFile(`src/data/files/${name}.json`), 'utf8')) as Record<string, unknown>;
  const bytes = readPacked(name);
  expect(record).toMatchObject({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  for (const key of ['source', 'package', 'version', 'licence', 'notes']) expect(record[key], key).toMatch(/\S/);
});

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

test('doctor visits: 20,190 rows with the sums of statsmodels', () => {
  const table = randhie();
  expect(table.rowCount).toBe(20190);
  expect(table.columns.map(({ name }) => name).join()).toBe('mdvis,lncoins,idp,lpi,fmde,physlm,disea,hlthg,hlthf,hlthp');
  expect(sum(numericColumn(table, 'mdvis'))).toBe(57752);
});

test('ships: the 34 groups that were in service, 356 damages', () => {
  const table = ships();
  expect(table.rowCount).toBe(34);
  expect(Math.min(...numericColumn(table, 'service'))).toBe(45);
  expect(sum(numericColumn(table, 'incidents'))).toBe(356);
  expect(table.lines[6]).toBe(9);
});

test('diabetes: 442 patients with ten features, mean progression 152.1', () => {
  const table = diabetes();
  expect([table.rowCount, table.columns.length]).toEqual([442, 11]);
  const progression = numericColumn(table, 'progression');
  expect(progression.reduce((sum, y) => sum + y, 0) / 442).toBeCloseTo(152.133, 3);
});

test('housing: a row for each of 1,681 residents; 567, 446 and 668 of low, medium and high satisfaction', () => {
  const table = housing();
  expect(table.rowCount).toBe(1681);
  expect(table.columns.map(({ name }) => name).join()).toBe('satisfaction,influence,type,contact');
  expect(['Low', 'Medium', 'High'].map((grade) => table.columns[0].cells.filter((cell) => cell === grade).length)).toEqual([567, 446, 668]);
});
