/** Entry of the worker thread; the build bundles it as dist/worker.js. */
import { parentPort } from 'node:worker_threads';
import { loadSimulation } from '../registry/index.js';
import { serve } from './serve.js';

if (!parentPort) throw new Error('internal: runtime/worker.ts runs only in a worker thread');
serve(parentPort, { load: loadSimulation });
