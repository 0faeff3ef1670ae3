/** A worker that serves the simulations of these tests, as src/runtime/worker.ts serves those of the lessons. */
import { parentPort } from 'node:worker_threads';
import { serve } from '../../src/runtime/index.js';
import { load } from './simulations.js';

console.log('a stray print, which must not reach the terminal');
if (parentPort) serve(parentPort, { load });
