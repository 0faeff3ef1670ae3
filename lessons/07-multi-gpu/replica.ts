/**
 * One replica of data parallelism, alone in its thread: it has all weights, sees its part of each batch, and meets the others only to
 * average gradients. As PyTorch's DistributedDataParallel does it (Li et al. 2020).
 */
import { parallel, tensor } from '../../src/core/index.js';
import type { ThreadContext } from '../../src/lesson/index.js';
import { DigitNetwork, PIXELS } from './digit-network.js';
import { CONTROL, fromNumbers, SharedTask, type Order } from './shared.js';

/** Works off one order after the other until its thread is ended. */
export function replica({ shared, settings, index, clock }: ThreadContext): void {
  const task = new SharedTask(shared, fromNumbers(settings));
  const { control } = task;
  const network = new DigitNetwork(task.setting);
  for (let done = 0; ; done++) {
    while (Atomics.load(control, CONTROL.number) === done) Atomics.wait(control, CONTROL.number, done);
    const [active, from, to] = [control[CONTROL.active], control[CONTROL.from], control[CONTROL.to]];
    if (index < active) train(network, task, { active, from, to, average: control[CONTROL.average] === 1 }, index, clock);
    // Also from those who had nothing to do: the next order must not come before everybody has read this one.
    Atomics.add(control, CONTROL.done, 1);
    Atomics.notify(control, CONTROL.done);
  }
}

function train(network: DigitNetwork, task: SharedTask, { active, from, to, average }: Order, index: number, clock: () => number): void {
  const gradients = task.gradients.slice(0, active);
  let [computing, exchanging] = [0, 0];
  let time = clock();
  const lap = (): number => {
    const before = time;
    time = clock();
    return time - before;
  };
  if (from === 0) network.begin(task.initial);
  for (let step = from; step < to; step++) {
    const part = batchPart(task, step, index, active);
    // Scaled so that the sum over the replicas is the mean over the batch, also where the parts are not equally large.
    network.accumulate(part.images, part.labels, average ? part.share : 1);
    part.images.dispose();
    network.gradient(gradients[index]);
    computing += lap();
    if (average) parallel.allReduceSum(gradients, task.sum, index, task.barrier);
    exchanging += lap();
    network.apply(average ? task.sum : undefined);
  }
  network.weights(task.weights[index]);
  task.computing[index] = computing + lap();
  task.exchanging[index] = exchanging;
}

/** The pictures of one replica in one step. Its share is 1 / active for equal parts. */
export function batchPart({ pixels, labels, rows, setting: { batch } }: SharedTask, step: number, index: number, active: number) {
  const [start, end] = parallel.shareOf(batch, index, active);
  const own = rows.subarray(step * batch + start, step * batch + end);
  const images = new Float32Array(own.length * PIXELS);
  own.forEach((row, i) => images.set(pixels.subarray(row * PIXELS, (row + 1) * PIXELS), i * PIXELS));
  return { images: tensor(images, [own.length, PIXELS]), labels: Int32Array.from(own, (row) => labels[row]), share: own.length / batch };
}
