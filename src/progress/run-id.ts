/** Short ids for runs, made from what the run was: the same run has the same id on every machine, so an import cannot double it. */
import { createHash } from 'node:crypto';
import type { RunRecord } from './types.js';

/** Crockford's base 32: no i, l, o, u to be misread. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const SHORTEST = 4;

/** @returns the shortest id (from four characters) that no other run has */
export function runId(run: Omit<RunRecord, 'id'>, others: readonly RunRecord[]): string {
  const hash = createHash('sha256').update(JSON.stringify([run.simulation, run.seed, run.finishedAt, run.params, run.metrics])).digest();
  const digits = [...hash].map((byte) => DIGITS[byte % DIGITS.length]).join('');
  const taken = new Set(others.map((other) => other.id));
  for (let length = SHORTEST; length < digits.length; length++) {
    const id = digits.slice(0, length);
    if (!taken.has(id)) return id;
  }
  return digits;
}
