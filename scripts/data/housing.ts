/**
 * Prepares the Copenhagen housing survey from the copy in R's package MASS (Debian's r-cran-mass), by way of Rscript.
 * Run: npx tsx scripts/data/housing.ts
 */
import { execFileSync } from 'node:child_process';
import { tableBytes, writeDataFile } from './data-file.js';

const text = execFileSync('Rscript', ['-e', 'write.csv(MASS::housing, stdout(), row.names = FALSE, quote = FALSE)'], { encoding: 'utf8' });
const [header, ...rows] = text.trim().split(/\r?\n/);
if (header !== 'Sat,Infl,Type,Cont,Freq' || rows.length !== 72) throw new Error(`housing: expected 72 rows of Sat,Infl,Type,Cont,Freq, got ${rows.length} of ${header}`);

console.log(
  writeDataFile('housing', tableBytes(['satisfaction', 'influence', 'type', 'contact', 'residents'], rows.map((row) => row.split(','))), {
    source: 'Survey of 1,681 residents of rented housing in Copenhagen: M. Madsen, Statistical Analysis of Multiple Contingency Tables. Two Examples, Scandinavian Journal of Statistics 3, 1976',
    package: 'r-cran-mass (Debian), data set housing of the R package MASS',
    version: '7.3-58.2',
    licence: 'Published facts: a table of 72 counts in an article. The R package MASS that they were read from is GPL-2 | GPL-3 and names no separate terms for the data; none of its code is used.',
    notes: 'A column a line: satisfaction (Low, Medium, High) with the home, perceived influence on its management (Low, Medium, High), type of housing (Tower, Apartment, Atrium, Terrace), contact with other residents (Low, High), residents: how many said so. Nothing left out or changed but the names of the columns.',
  }),
);
