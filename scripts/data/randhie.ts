/**
 * Prepares the doctor visits of the RAND health insurance experiment from the copy in Debian's python3-statsmodels.
 * Run: npx tsx scripts/data/randhie.ts [PATH/randhie.csv]
 */
import { readFileSync } from 'node:fs';
import { tableBytes, writeDataFile } from './data-file.js';

const COLUMNS = 'mdvis,lncoins,idp,lpi,fmde,physlm,disea,hlthg,hlthf,hlthp';
const path = process.argv[2] ?? '/usr/lib/python3/dist-packages/statsmodels/datasets/randhie/randhie.csv';

const [header, ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
if (header !== COLUMNS) throw new Error(`randhie: ${path} has the columns ${header}, expected ${COLUMNS}`);
rows.forEach((row, i) => {
  const cells = row.split(',');
  if (cells.length !== 10 || !cells.every((cell) => cell !== '' && Number.isFinite(Number(cell))) || !Number.isInteger(Number(cells[0]))) {
    throw new Error(`randhie: line ${i + 2} of ${path} is not a count and nine numbers: ${row}`);
  }
});

console.log(
  writeDataFile('randhie', tableBytes(header.split(','), rows.map((row) => row.split(','))), {
    source: 'RAND Health Insurance Experiment, as used in A. C. Cameron and P. K. Trivedi, Microeconometrics: Methods and Applications, Cambridge University Press, 2005',
    package: 'python3-statsmodels (Debian), statsmodels/datasets/randhie/randhie.csv',
    version: '0.13.5+dfsg-7',
    licence: 'public domain (so stated in statsmodels/datasets/randhie/data.py)',
    notes: `A column a line, ${rows.length} rows: one person in one year, so a person who stayed for several years has several rows. mdvis counts the visits to a doctor. Nothing left out or changed.`,
  }),
);
