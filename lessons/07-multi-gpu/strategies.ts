/**
 * One training step under each kind of parallelism, as a plan of work: which device computes what, what is sent to whom, what waits
 * for what. Pipelines and sequence parallelism have files of their own. Device i is resource i, its outgoing link resource p + i.
 */
import { reduceGradients, ringAllReduce } from './collectives.js';
import { Plan, type Task } from './events.js';
import { activationBytes, BACKWARD, boundaryBytes, forwardSeconds, portion, slowness, type Setting } from './hardware.js';
import { planPipeline } from './pipeline.js';
import { planSequence } from './sequence.js';

export const STRATEGIES = ['data', 'model', 'tensor', 'pipeline', 'sequence'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export function planOf(strategy: Strategy, setting: Setting): Plan {
  const plan = new Plan(2 * setting.devices);
  switch (strategy) {
    case 'data':
      planData(plan, setting);
      break;
    case 'model':
      // The whole batch as a single micro-batch: one device works, the others wait.
      planPipeline(plan, { ...setting, microBatches: 1, schedule: 'gpipe' });
      break;
    case 'tensor':
      planTensor(plan, setting);
      break;
    case 'pipeline':
      planPipeline(plan, setting);
      break;
    case 'sequence':
      planSequence(plan, setting);
      break;
  }
  return plan;
}

const devicesOf = ({ devices }: Setting): number[] => Array.from({ length: devices }, (_, device) => device);

/** Every device has the whole model and a part of the batch; the gradients of each layer are summed over the devices. */
function planData(plan: Plan, setting: Setting): void {
  const { layers, batch, devices } = setting;
  const all = devicesOf(setting);
  const sizes = all.map((device) => portion(batch, device, devices));
  const seconds = all.map((device) => forwardSeconds(setting, 1, sizes[device]) * slowness(setting, device));
  let last: (Task | undefined)[] = all.map(() => undefined);
  for (let layer = 0; layer < layers; layer++) {
    last = all.map((device) => plan.add({ resource: device, kind: 'forward', seconds: seconds[device], activations: activationBytes(setting, sizes[device]) }, [last[device]]));
  }
  const gradients: Task[][] = [];
  for (let layer = 0; layer < layers; layer++) {
    last = all.map((device) => plan.add({ resource: device, kind: 'backward', seconds: BACKWARD * seconds[device], activations: -activationBytes(setting, sizes[device]) }, [last[device]]));
    gradients.push(last.flatMap((task) => task ?? []));
  }
  reduceGradients(plan, setting, gradients);
}

/**
 * Every matrix is split over all devices (Shoeybi et al. 2019, Megatron-LM). Attention and feed-forward part each end with an
 * all-reduce of the activations in the forward pass, and each begin with one of their gradients in the backward pass.
 */
function planTensor(plan: Plan, setting: Setting): void {
  const { layers, batch, sequence, devices } = setting;
  const all = devicesOf(setting);
  const bytes = boundaryBytes(setting, batch, sequence);
  const half = forwardSeconds(setting, 1, batch, devices) / 2;
  const kept = activationBytes(setting, batch, { tensor: devices }) / 2;
  let arrived: (Task | undefined)[] = all.map(() => undefined);
  for (const kind of ['forward', 'backward'] as const) {
    const seconds = kind === 'forward' ? half : BACKWARD * half;
    for (let part = 0; part < 2 * layers; part++) {
      const done = all.map((device) =>
        plan.add({ resource: device, kind, seconds: seconds * slowness(setting, device), activations: kind === 'forward' ? kept : -kept }, [arrived[device]]),
      );
      arrived = ringAllReduce(plan, setting, bytes, done.map((task) => [task]));
    }
  }
}
