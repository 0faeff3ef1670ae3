/**
 * 442 diabetes patients and how far the disease had progressed a year later. Where they come from: files/diabetes.json.
 * age, sex (1 or 2), bmi, bp: mean blood pressure; s1 to s6: blood serum; progression: the target.
 */
import { packedTable } from './columns.js';
import type { DataTable } from './learner/table.js';
import { once } from './packed.js';

/** The whole table, read once. Treat it as read-only. */
export const diabetes = once((): DataTable => packedTable('diabetes'));
