/** A thread of these tests' own simulations, as src/runtime/thread.ts is one of the lessons'. */
import { workerData } from 'node:worker_threads';
import { runThread } from '../../src/runtime/threads.js';
import { load } from './thread-simulations.js';

await runThread(workerData, load);
