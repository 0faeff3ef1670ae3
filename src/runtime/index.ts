/** The runtime: one simulation at a time in a worker thread, or to its end in this one. */
export * from './types.js';
export { createRunner, type RunnerOptions } from './runner.js';
export { connectInProcess, connectThread, type Connect, type Connection } from './connection.js';
export { serve, type ServeOptions } from './serve.js';
export { runToEnd, type Outcome } from './run-to-end.js';
export { checkClaim, type ClaimCheck, type ClaimProgress, type RunCache } from './check-claim.js';
export { checkData, checkSeed } from './frames.js';
