/**
 * Prepares three classification tables of the UCI repository from the copies in Debian's python3-sklearn: iris, wine and the ten
 * mean measures of the breast cancer cells. Run: npx tsx scripts/data/sklearn-tables.ts [FOLDER]
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tableBytes, writeDataFile } from './data-file.js';

interface Table {
  /** The shipped file, and the one of scikit-learn. */
  readonly name: string;
  readonly file: string;
  /** Names of the features kept; the file has the label behind all its features. */
  readonly features: readonly string[];
  readonly featuresInFile: number;
  readonly target: string;
  readonly classes: readonly string[];
  readonly source: string;
  readonly notes: string;
}

const TABLES: readonly Table[] = [
  {
    name: 'iris',
    file: 'iris.csv',
    features: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
    featuresInFile: 4,
    target: 'species',
    classes: ['setosa', 'versicolor', 'virginica'],
    source: 'Iris, R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 1936; UCI Machine Learning Repository, 1988',
    notes: 'Lengths and widths in cm. Nothing left out or changed.',
  },
  {
    name: 'wine',
    file: 'wine_data.csv',
    features: ['alcohol', 'malic_acid', 'ash', 'alcalinity', 'magnesium', 'phenols', 'flavanoids', 'nonflavanoids', 'proanthocyanins', 'color', 'hue', 'od280', 'proline'],
    featuresInFile: 13,
    target: 'cultivar',
    classes: ['A', 'B', 'C'],
    source: 'Wine, S. Aeberhard and M. Forina, UCI Machine Learning Repository, 1991',
    notes: 'Chemical analysis of wines from three cultivars of one region of Italy; od280 is OD280/OD315 of diluted wines. Nothing left out; classes 0, 1, 2 are called A, B, C.',
  },
  {
    name: 'breast-cancer',
    file: 'breast_cancer.csv',
    features: ['radius', 'texture', 'perimeter', 'area', 'smoothness', 'compactness', 'concavity', 'concave_points', 'symmetry', 'fractal_dimension'],
    featuresInFile: 30,
    target: 'diagnosis',
    classes: ['malignant', 'benign'],
    source: 'Breast Cancer Wisconsin (Diagnostic), W. Wolberg, O. Mangasarian, N. Street and W. Street, UCI Machine Learning Repository, 1993',
    notes: 'Measures of cell nuclei in a fine needle aspirate. Of the thirty columns the ten means are kept; the standard errors and the "worst" values are left out.',
  },
];

const folder = process.argv[2] ?? '/usr/lib/python3/dist-packages/sklearn/datasets/data';

for (const { name, file, features, featuresInFile, target, classes, source, notes } of TABLES) {
  const [header, ...lines] = readFileSync(path.join(folder, file), 'utf8').trim().split(/\r?\n/);
  const rows = lines.map((line, i) => {
    const cells = line.split(',').map(Number);
    const label = classes[cells[featuresInFile]];
    if (cells.length !== featuresInFile + 1 || !cells.every(Number.isFinite) || label === undefined) {
      throw new Error(`${name}: line ${i + 2} of ${file} is not ${featuresInFile} numbers and a class`);
    }
    return [...cells.slice(0, features.length), label];
  });
  if (rows.length !== Number(header.split(',')[0])) throw new Error(`${name}: ${file} announces ${header.split(',')[0]} rows and has ${rows.length}`);
  console.log(
    writeDataFile(name, tableBytes([...features, target], rows), {
      source,
      package: `python3-sklearn (Debian), sklearn/datasets/data/${file}`,
      version: '1.2.1+dfsg-1',
      licence: 'CC BY 4.0',
      notes: `A column a line, ${rows.length} rows; ${target}: ${classes.join(', ')}. ${notes}`,
    }),
  );
}
