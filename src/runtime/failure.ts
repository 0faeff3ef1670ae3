/** Turns whatever a simulation or a worker throws into a failure that can cross threads and be shown. */
import { UserError } from '../lesson/index.js';
import type { RunFailure } from './types.js';

export function failureOf(error: unknown): RunFailure {
  if (error instanceof UserError) return { kind: 'user', key: error.key, values: error.values };
  if (error instanceof Error) {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'user', key: 'run.memory', values: {} };
    return { kind: 'fault', message: error.message || error.name, stack: error.stack };
  }
  return { kind: 'fault', message: String(error) };
}
