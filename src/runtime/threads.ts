/**
 * The threads a simulation starts for itself: node:worker_threads that share memory with it. The simulation waits for them with
 * Atomics and so blocks its own thread's events; what kills a thread is therefore told through shared memory too.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Simulation, StartThreads, ThreadJob } from '../lesson/index.js';
import { packageFile } from '../package-root.js';

/** Bytes that the words of a fault may take. */
const FAULT_BYTES = 4096;
/** Words of the header of a fault report: whether there is one, and its length in bytes. */
const HEADER = 2;

/** What a thread is started with. */
export interface ThreadStart extends ThreadJob {
  readonly simulation: string;
  readonly version: number;
  readonly index: number;
  readonly count: number;
  readonly faults: SharedArrayBuffer;
}

/** @throws Error (by the returned function) if the built program with the thread's entry is missing */
export function startThreadsOf({ id, version }: Pick<Simulation, 'id' | 'version'>, file: string = packageFile('dist/thread.js')): StartThreads {
  return (count, job) => {
    if (!existsSync(file)) throw new Error(`${id}: its threads run from ${file}, which is not there: npm run build`);
    const faults = new SharedArrayBuffer(4 * HEADER + FAULT_BYTES);
    const workers = Array.from({ length: count }, (_, index) => {
      const workerData: ThreadStart = { ...job, simulation: id, version, index, count, faults };
      const worker = new Worker(file, { workerData, stdout: true, stderr: true, name: `${id} ${index}` });
      // Told when the simulation next looks; without a listener Node would end the program over it.
      worker.on('error', (error) => reportFault(faults, error));
      return worker;
    });
    return {
      check: () => throwFault(faults, id),
      stop: () => {
        for (const worker of workers) void worker.terminate();
      },
    };
  };
}

/** What a thread does: finds its simulation and runs its `thread`. Never throws; a fault is left where the simulation looks. */
export async function runThread(start: ThreadStart, load: (simulation: string) => Promise<Simulation>): Promise<void> {
  const { simulation: id, version, faults, index, count, shared, settings } = start;
  try {
    const simulation = await load(id);
    if (simulation.version !== version) throw new Error(`the built program has version ${simulation.version} of ${id}, its sources version ${version}: npm run build`);
    if (!simulation.thread) throw new Error(`${id} has no \`thread\` in the built program: npm run build`);
    simulation.thread({ shared, settings, index, count, clock: () => performance.now() });
  } catch (error) {
    reportFault(faults, error);
  }
}

/** Leaves word of a fault for the simulation; the first one stays. */
function reportFault(faults: SharedArrayBuffer, error: unknown): void {
  const header = new Int32Array(faults, 0, HEADER);
  if (Atomics.compareExchange(header, 0, 0, 1) !== 0) return;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const bytes = new TextEncoder().encode(text).subarray(0, FAULT_BYTES);
  new Uint8Array(faults, 4 * HEADER).set(bytes);
  Atomics.store(header, 1, bytes.length);
  Atomics.store(header, 0, 2);
}

function throwFault(faults: SharedArrayBuffer, id: string): void {
  const header = new Int32Array(faults, 0, HEADER);
  if (Atomics.load(header, 0) !== 2) return;
  const bytes = new Uint8Array(faults, 4 * HEADER, Atomics.load(header, 1)).slice(); // a decoder takes no shared memory
  throw new Error(`${id}: a thread failed: ${new TextDecoder().decode(bytes)}`);
}
