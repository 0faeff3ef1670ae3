/** Results for programs: one JSON object, a frame a line, or CSV. */
import { stringify } from 'csv-stringify/sync';
import type { Frame } from '../../lesson/index.js';
import { resultObject as resultOf } from '../../runtime/index.js';
import type { Finished } from './execute.js';

/** JSON on one line; the control characters that JSON lets through are escaped as well, for the line may end on a terminal. */
export function json(value: unknown): string {
  return `${JSON.stringify(value).replace(/[\u007f-\u009f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`)}\n`;
}

export function resultObject({ plan, frame, elapsedMs, record }: Finished) {
  return { ...resultOf({ ...plan, frame, elapsedMs }), ...(record ? { run: record.id } : {}) };
}

export function frameObject(frame: Frame, index: number) {
  return { frame: index, ...frame };
}

export function metricsCsv(frame: Frame): string {
  return stringify([['metric', 'value'], ...Object.entries(frame.metrics)]);
}

export const FRAMES_HEADER = stringify([['frame', 'progress', 'metric', 'value']]);

export function frameCsv(frame: Frame, index: number): string {
  return stringify(Object.entries(frame.metrics).map(([metric, value]) => [index, frame.progress, metric, value]));
}
