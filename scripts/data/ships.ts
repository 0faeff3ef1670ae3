/**
 * Prepares the ship damage incidents from the copy in R's package MASS (Debian's r-cran-mass), by way of Rscript.
 * Run: npx tsx scripts/data/ships.ts
 */
import { execFileSync } from 'node:child_process';
import { tableBytes, writeDataFile } from './data-file.js';

const text = execFileSync('Rscript', ['-e', 'write.csv(MASS::ships, stdout(), row.names = FALSE, quote = FALSE)'], { encoding: 'utf8' });
const [header, ...rows] = text.trim().split(/\r?\n/);
if (header !== 'type,year,period,service,incidents' || rows.length !== 40) {
  throw new Error(`ships: expected 40 rows of type,year,period,service,incidents, got ${rows.length} of ${header}`);
}

console.log(
  writeDataFile('ships', tableBytes(header.split(','), rows.map((row) => row.split(','))), {
    source: 'Ship damage incidents (data of Lloyd\'s Register of Shipping), section 6.3.2 of P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition, Chapman and Hall, 1989',
    package: 'r-cran-mass (Debian), data set ships of the R package MASS',
    version: '7.3-58.2',
    licence: 'Published facts: 40 rows of counts and months of service, a table in a book. The R package MASS that they were read from is GPL-2 | GPL-3 and names no separate terms for the data; none of its code is used.',
    notes: 'A column a line. type A to E; year 60, 65, 70, 75: built from 1960-64, 1965-69, 1970-74, 1975-79; period 60, 75: in service 1960-74 or 1975-79; service: months of all ships of the group together; incidents: cases of wave damage to the hull. Nothing left out or changed; loaders drop the six groups without service.',
  }),
);
