/** The runtime: one simulation at a time in a worker thread, or to its end in this one. */
export * from './types.js';
export { createRunner, type RunnerOptions } from './runner.js';
export { connectThread, type Connect, type Connection } from './connection.js';
export { connectInProcess } from './in-process.js';
export { serve, type ServeOptions } from './serve.js';
export { runToEnd, type Outcome } from './run-to-end.js';
export { checkClaim, type ClaimCheck, type ClaimProgress, type RunCache } from './check-claim.js';
export { checkData, checkSeed } from './run-input.js';
export { createPool, poolOf, type Batch, type BatchOptions, type BatchProgress, type BatchResult, type Pool, type PoolOptions } from './pool.js';
export { MAX_SEEDS, planSeeds, seedsFrom, type SeedsRequest } from './many-seeds.js';
export { checkMetric, mainMetric, oneAtATime, runPlan, type PlanPoint, type PlanProgress, type PlanResult, type RunningPlan, type SeedPlan, type SeedRun, type Variation } from './seed-plan.js';
export { MAX_SWEEP_RUNS, planSweep, type SweepRequest } from './sweep.js';
export { sweepValues } from './sweep-values.js';
export * from './playback.js';
export { resultObject, type Result } from './result.js';
export * from './share/index.js';
