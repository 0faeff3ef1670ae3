/**
 * Prepares the diabetes patients from the copy in Debian's python3-sklearn.
 * Run: npx tsx scripts/data/diabetes.ts [FOLDER]
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tableBytes, writeDataFile } from './data-file.js';

const COLUMNS = ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'];
const folder = process.argv[2] ?? '/usr/lib/python3/dist-packages/sklearn/datasets/data';

const linesOf = (name: string) => gunzipSync(readFileSync(path.join(folder, name))).toString('utf8').trim().split(/\r?\n/);
const features = linesOf('diabetes_data_raw.csv.gz').map((line) => line.trim().split(/\s+/).map(Number));
const targets = linesOf('diabetes_target.csv.gz').map(Number);
if (features.length !== 442 || targets.length !== features.length) throw new Error(`diabetes: expected 442 patients, got ${features.length} and ${targets.length} targets`);
features.forEach((cells, i) => {
  if (cells.length !== COLUMNS.length || ![...cells, targets[i]].every(Number.isFinite)) throw new Error(`diabetes: line ${i + 1} is not ten numbers and a target`);
});

console.log(
  writeDataFile('diabetes', tableBytes([...COLUMNS, 'progression'], features.map((cells, i) => [...cells, targets[i]])), {
    source: 'Diabetes patients of B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression, Annals of Statistics 32, 2004',
    package: 'python3-sklearn (Debian), sklearn/datasets/data/diabetes_data_raw.csv.gz and diabetes_target.csv.gz',
    version: '1.2.1+dfsg-1',
    licence: 'Published by the authors of the article, who name no terms; distributed with scikit-learn (BSD-3-Clause), which names no separate terms for the data.',
    notes: 'A column a line, 442 patients: age, sex (1, 2), bmi, bp (mean blood pressure), s1 to s6 (blood serum), progression (of the disease after a year). Nothing left out; numbers written without trailing zeros.',
  }),
);
