// Working together on shared memory: what threads need to wait for each other and to add up what they have computed.

export { Barrier } from './barrier.js';
export { allReduceSum, shareOf } from './all-reduce.js';
