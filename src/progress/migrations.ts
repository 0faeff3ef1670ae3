/**
 * Steps from older progress files to today's. migrations[n] turns a document of version n into one of version n + 1; a step
 * changes what its version changed and passes everything else on.
 */
import { localDay } from './days.js';
import { isRecord, SCHEMA_VERSION } from './schema.js';

export type Migration = (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Version 0 is a document without a version: what was there before the file had one. */
export const migrations: readonly Migration[] = [
  (document) => ({ settings: {}, lessons: {}, runs: [], ...document }),
  (document) => ({ practice: practiceIn(document.runs), ...document }),
];

/** Days were not kept before version 2; the runs still there tell of some. */
function practiceIn(runs: unknown): Record<string, number> {
  const days: Record<string, number> = {};
  for (const run of Array.isArray(runs) ? runs : []) {
    if (!isRecord(run) || typeof run.finishedAt !== 'string' || typeof run.elapsedMs !== 'number') continue;
    const ms = Date.parse(run.finishedAt);
    if (Number.isNaN(ms) || !(run.elapsedMs >= 0)) continue;
    const day = localDay(ms);
    days[day] = (days[day] ?? 0) + Math.round(run.elapsedMs / 1000);
  }
  return days;
}

/** @returns the document at `target`; one that is newer, or no document at all, as it is */
export function migrate(document: unknown, steps: readonly Migration[] = migrations, target = SCHEMA_VERSION): unknown {
  if (!isRecord(document)) return document;
  let current = document;
  for (let version = versionOf(document); version < target; version++) current = { ...steps[version](current), version: version + 1 };
  return current;
}

/** 0 where there is none; NaN where it is no version. */
export function versionOf(document: unknown): number {
  if (!isRecord(document) || document.version === undefined) return 0;
  return Number.isSafeInteger(document.version) && Number(document.version) >= 0 ? Number(document.version) : Number.NaN;
}
