import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { breastCancer, classData, iris, wine } from '../../src/data/classes.js';
import { readPacked } from '../../src/data/packed.js';
import { provenance } from '../../src/data/provenance.js';

// Sums, counts and first rows as scikit-learn's load_iris, load_wine and load_breast_cancer (its first ten columns) give them.
test.each([
  { name: 'iris', table: iris, count: 150, features: 4, sum: 2078.7, classes: { setosa: 50, versicolor: 50, virginica: 50 }, first: [5.1, 3.5, 1.4, 0.2] },
  { name: 'wine', table: wine, count: 178, features: 13, sum: 159975.295999, classes: { A: 59, B: 71, C: 48 }, first: [14.23, 1.71, 2.43, 15.6] },
  { name: 'breast-cancer', table: breastCancer, count: 569, features: 10, sum: 444307.8927647, classes: { malignant: 212, benign: 357 }, first: [17.99, 10.38, 122.8, 1001] },
])('$name holds the numbers of scikit-learn and is the file its provenance describes', ({ name, table, count, features, sum, classes, first }) => {
  const bytes = readPacked(name);
  expect(provenance(name)).toMatchObject({ name, licence: 'CC BY 4.0', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  const data = classData(table());
  expect([data.count, data.features.length, data.x.length]).toEqual([count, features, count * features]);
  expect(data.x.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 6);
  expect([...data.x.subarray(0, 4)]).toEqual(first);
  expect(Object.fromEntries(data.classes.map((label, k) => [label, data.y.filter((y) => y === k).length]))).toEqual(classes);
  expect(data.y[0]).toBe(0);
});
