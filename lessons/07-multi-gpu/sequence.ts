/**
 * Sequence parallelism with ring attention (Li et al. 2023, Sequence Parallelism: Long Sequence Training from System Perspective; Liu,
 * Zaharia and Abbeel 2023, Ring Attention): every device has all weights and a piece of each sequence. In attention the keys
 * and values of all pieces travel round the ring, and each device attends to one piece while the next is on its way.
 */
import { reduceGradients, send } from './collectives.js';
import type { Plan, Task } from './events.js';
import { activationBytes, attentionOperations, BACKWARD, boundaryBytes, linearOperations, slowness, type Setting } from './hardware.js';

/** Shares of a layer's matrix products before attention (queries, keys, values: 3 of 12 d^2) and after it. */
const BEFORE = 3 / 12;

export function planSequence(plan: Plan, setting: Setting): void {
  const { devices: p, layers, batch, sequence, speed, overhead } = setting;
  const all = Array.from({ length: p }, (_, device) => device);
  const piece = sequence / p;
  const tokens = batch * piece;
  const linear = linearOperations(setting, tokens) / speed + overhead;
  const block = attentionOperations(setting, tokens, piece) / speed;
  const keysAndValues = 2 * boundaryBytes(setting, batch, piece);
  const kept = activationBytes(setting, batch, { sequence: p });

  let last: (Task | undefined)[] = all.map(() => undefined);
  const compute = (kind: 'forward' | 'backward', seconds: number, after: readonly (Task | undefined)[], activations = 0): Task[] =>
    all.map((device) => plan.add({ resource: device, kind, seconds: seconds * slowness(setting, device) * (kind === 'forward' ? 1 : BACKWARD), activations }, [last[device], after[device]]));
  /** Everybody passes its block on to the right. @returns what arrives at each device */
  const pass = (bytes: number, ...after: readonly (readonly (Task | undefined)[])[]): Task[] => {
    const sent = all.map((device) => send(plan, setting, device, bytes, after.map((tasks) => tasks[device])));
    return all.map((device) => sent[(device + p - 1) % p]);
  };
  /** @returns backward: the gradients of each device's own keys and values, home from their way round */
  const attend = (kind: 'forward' | 'backward'): (Task | undefined)[] => {
    let blocks: (Task | undefined)[] = last;
    let gradients: (Task | undefined)[] = [];
    for (let round = 0; round < p; round++) {
      const here = blocks;
      // The next blocks are on their way while these are worked on.
      if (round < p - 1) blocks = pass(keysAndValues, here);
      last = compute(kind, block, here);
      // Each device adds its part to the gradients of the block it has worked on and hands them on.
      if (kind === 'backward') gradients = pass(keysAndValues, last, gradients);
    }
    return gradients;
  };

  for (let layer = 0; layer < layers; layer++) {
    last = compute('forward', BEFORE * linear, [], kept);
    attend('forward');
    last = compute('forward', (1 - BEFORE) * linear, []);
  }
  const gradients: Task[][] = [];
  for (let layer = 0; layer < layers; layer++) {
    last = compute('backward', (1 - BEFORE) * linear, []);
    const home = attend('backward');
    const done = compute('backward', BEFORE * linear, home, -kept);
    gradients.push(done);
    last = done;
  }
  reduceGradients(plan, setting, gradients);
}
