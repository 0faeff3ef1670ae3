/** Entry of a thread that a simulation starts for itself; the build bundles it as dist/thread.js. */
import { workerData } from 'node:worker_threads';
import { loadSimulation } from '../registry/index.js';
import { runThread } from './threads.js';

await runThread(workerData, loadSimulation);
