/**
 * Pipelines: each device has some consecutive layers, micro-batches pass from stage to stage and their gradients back.
 * GPipe (Huang et al. 2019): all forward passes, then all backward passes. 1F1B (Narayanan et al. 2019, PipeDream; here with the
 * update at the end of the step): a stage does a backward pass as soon as one can be done, and so keeps fewer activations.
 */
import { send } from './collectives.js';
import type { Plan, Task } from './events.js';
import { activationBytes, BACKWARD, boundaryBytes, forwardSeconds, portion, slowness, type Setting } from './hardware.js';

interface Pass {
  readonly pass: 'forward' | 'backward';
  readonly micro: number;
}

/** In which order a stage works. */
export function orderOf(schedule: Setting['schedule'], stage: number, stages: number, microBatches: number): Pass[] {
  const forward = Array.from({ length: microBatches }, (_, micro): Pass => ({ pass: 'forward', micro }));
  const backward = Array.from({ length: microBatches }, (_, micro): Pass => ({ pass: 'backward', micro }));
  if (schedule === 'gpipe') return [...forward, ...backward];
  const ahead = Math.min(stages - stage, microBatches);
  return [...forward.slice(0, ahead), ...backward.flatMap((pass, i) => [pass, ...forward.slice(ahead + i, ahead + i + 1)])];
}

/** Share of the time in which a stage has nothing to do, if all stages take equally long and sending takes no time: (p - 1) / (m + p - 1). */
export function bubbleShare(stages: number, microBatches: number): number {
  return (stages - 1) / (microBatches + stages - 1);
}

export function planPipeline(plan: Plan, setting: Setting): void {
  const { devices, layers, batch, sequence, microBatches, schedule } = setting;
  const orders = Array.from({ length: devices }, (_, stage) => orderOf(schedule, stage, devices, microBatches));
  const next = new Array<number>(devices).fill(0);
  const previous: (Task | undefined)[] = new Array<undefined>(devices).fill(undefined);
  /** What has been computed, and what has arrived from a neighbour, by pass, stage and micro-batch. */
  const computed = new Map<string, Task>();
  const arrived = new Map<string, Task>();
  const key = (pass: Pass['pass'], stage: number, micro: number) => `${pass} ${stage} ${micro}`;

  const add = (stage: number, { pass, micro }: Pass, input: Task | undefined): void => {
    const size = portion(batch, micro, microBatches);
    const own = portion(layers, stage, devices);
    const seconds = forwardSeconds(setting, own, size) * slowness(setting, stage) * (pass === 'forward' ? 1 : BACKWARD);
    const activations = own * activationBytes(setting, size) * (pass === 'forward' ? 1 : -1);
    // The stage before it in its own order, too: that is what makes a schedule.
    const task = plan.add({ resource: stage, kind: pass, seconds, activations, label: String(micro + 1) }, [input, previous[stage]]);
    computed.set(key(pass, stage, micro), task);
    previous[stage] = task;
    const to = pass === 'forward' ? stage + 1 : stage - 1;
    if (to >= 0 && to < devices) arrived.set(key(pass, to, micro), send(plan, setting, stage, boundaryBytes(setting, size, sequence), [task]));
  };

  // Planned as far as inputs are planned, stage after stage, until all is.
  for (let left = 2 * devices * microBatches; left > 0; ) {
    for (let stage = 0; stage < devices; stage++) {
      for (let work = orders[stage][next[stage]]; work; work = orders[stage][next[stage]]) {
        const first = work.pass === 'forward' ? stage === 0 : stage === devices - 1;
        const input = first ? (work.pass === 'forward' ? undefined : computed.get(key('forward', stage, work.micro))) : arrived.get(key(work.pass, stage, work.micro));
        if (!input && !(first && work.pass === 'forward')) break;
        add(stage, work, input);
        next[stage]++;
        left--;
      }
    }
  }
}
