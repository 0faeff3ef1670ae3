/** What the runner needs of a worker, and a thread of its own that gives it (in-process.ts gives it too). */
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { packageFile } from '../package-root.js';
import type { FromWorker, ToWorker } from './messages.js';

export interface Listeners {
  readonly message: (message: FromWorker) => void;
  /** The worker is gone without having been asked to go. */
  readonly crash: (error: unknown) => void;
}

export interface Connection {
  /** @throws DataCloneError when the message cannot cross threads */
  post(message: ToWorker): void;
  /** Ends the worker at once, whatever it is doing. Its listeners hear nothing more. */
  close(): Promise<void>;
}

export type Connect = (listeners: Listeners) => Connection;

/**
 * Room for short-lived objects in a worker. Node's own 48 MB fills up before it is swept for the first time, and stays
 * resident; an eighth of it costs the simulations next to no time, for their numbers live in WASM memory.
 */
const YOUNG_MB = 6;

/** A worker thread. Its output streams are captured, for a stray print would tear the screen. */
export function connectThread(file: string = packageFile('dist/worker.js'), resourceLimits: ResourceLimits = {}): Connect {
  return (listeners) => {
    const worker = new Worker(file, { stdout: true, stderr: true, name: 'ml-tutor simulation', resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, ...resourceLimits } });
    let open = true;
    const crash = (error: unknown) => {
      if (open) listeners.crash(error);
      open = false;
    };
    worker.on('message', (message: FromWorker) => open && listeners.message(message));
    worker.on('messageerror', crash);
    worker.on('error', crash);
    worker.on('exit', (code) => crash(new Error(`the simulation's worker ended with code ${code}`)));
    return {
      post: (message) => worker.postMessage(message),
      close: async () => {
        open = false;
        await worker.terminate();
      },
    };
  };
}
