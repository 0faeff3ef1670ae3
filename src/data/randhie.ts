/**
 * Visits to the doctor in the RAND health insurance experiment, 20,190 person-years. Where they come from: files/randhie.json.
 * mdvis: visits; lncoins: log(coinsurance per cent + 1); idp: individual deductible; lpi: log of the yearly participation payment;
 * fmde: log of the greatest expense a year over the coinsurance; physlm: physical limitation; disea: chronic diseases;
 * hlthg, hlthf, hlthp: health rated good, fair, poor by oneself (against excellent).
 */
import { packedTable } from './columns.js';
import type { DataTable } from './learner/table.js';
import { once } from './packed.js';

/** The whole table, read once. Treat it as read-only. */
export const randhie = once((): DataTable => packedTable('randhie'));
