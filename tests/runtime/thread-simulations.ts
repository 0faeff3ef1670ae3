/** Simulations with threads, for the tests of src/runtime/threads.ts. */
import { parallel } from '../../src/core/index.js';
import { defineSimulation, type Simulation, type ThreadContext } from '../../src/lesson/index.js';

export const LENGTH = 1001;
const WORDS = 8;

/** Shared memory of the summing threads: control words, one vector a thread, the sum. */
export function summingMemory(shared: SharedArrayBuffer, count: number) {
  const vector = (i: number) => new Float32Array(shared, 4 * (WORDS + i * LENGTH), LENGTH);
  return {
    control: new Int32Array(shared, 0, WORDS),
    vectors: Array.from({ length: count }, (_, i) => vector(i)),
    sum: vector(count),
  };
}

export const summingBytes = (count: number): number => 4 * (WORDS + (count + 1) * LENGTH);

/** Values whose sum depends on the order of addition. */
export function vectorOf(rank: number, round: number): Float32Array {
  return Float32Array.from({ length: LENGTH }, (_, i) => (1 + ((i * 7919 + rank * 104729 + round * 31) % 1000)) / (3 + rank ** 5 * 10));
}

function summing({ shared, index, count, settings }: ThreadContext): void {
  const { control, vectors, sum } = summingMemory(shared, count);
  const barrier = new parallel.Barrier(control.subarray(2, 4));
  for (let round = 0; round < settings.rounds; round++) {
    vectors[index].set(vectorOf(index, round));
    parallel.allReduceSum(vectors, sum, index, barrier);
  }
  Atomics.add(control, 0, 1);
  Atomics.notify(control, 0);
}

function counting({ shared, index }: ThreadContext): void {
  for (const counters = new Int32Array(shared); ; ) Atomics.add(counters, index, 1);
}

const THREADS = {
  summing,
  counting,
  failing: ({ index }: ThreadContext) => {
    if (index === 1) throw new RangeError('no such picture: 1797');
  },
};

function simulation(id: string, thread?: (context: ThreadContext) => void): Simulation {
  return defineSimulation({ id, version: 3, params: {}, metrics: {}, *run() {}, thread });
}

export async function load(id: string): Promise<Simulation> {
  return id === 'threadless' ? simulation(id) : simulation(id, THREADS[id === 'summing' ? 'summing' : id === 'counting' ? 'counting' : 'failing']);
}
