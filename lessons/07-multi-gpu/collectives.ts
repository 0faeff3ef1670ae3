/**
 * Sending on a ring of devices: device i has one link, to its right neighbour, and can receive while it sends. The ring all-reduce is
 * planned message by message (Patarasuk and Yuan 2009): p - 1 rounds in which partial sums travel, p - 1 in which the sums do.
 */
import type { Plan, Task } from './events.js';
import { gradientBytes, sendSeconds, type Setting } from './hardware.js';

/** The resource that is the outgoing link of a device; the resources below `devices` are the devices themselves. */
export function linkOf(device: number, { devices }: Setting): number {
  return devices + device;
}

/** A message from `device` to a neighbour. */
export function send(plan: Plan, setting: Setting, device: number, bytes: number, after: readonly (Task | undefined)[]): Task {
  return plan.add({ resource: linkOf(device, setting), kind: 'communication', seconds: sendSeconds(setting, bytes), bytes }, after);
}

/**
 * Sums a vector of `bytes` over all devices; everybody ends with the sum. Each device sends 2 (p - 1) / p of the bytes.
 * @param ready  what each device must have done before it can begin
 * @returns      what must have arrived at each device before it can go on
 */
export function ringAllReduce(plan: Plan, setting: Setting, bytes: number, ready: readonly (readonly (Task | undefined)[])[]): Task[] {
  const p = setting.devices;
  let sent = ready.map((after, device) => send(plan, setting, device, bytes / p, after));
  for (let round = 1; round < 2 * (p - 1); round++) {
    // What a device passes on is what its left neighbour sent in the round before, added to its own.
    const arrived = sent.map((_, device) => sent[(device + p - 1) % p]);
    sent = arrived.map((message, device) => send(plan, setting, device, bytes / p, [message, sent[device]]));
  }
  return sent.map((_, device) => sent[(device + p - 1) % p]);
}

/** The all-reduce of every layer's gradients, each as soon as it is there, or (without overlap) all of them at the end. */
export function reduceGradients(plan: Plan, setting: Setting, gradients: readonly (readonly Task[])[]): void {
  const end = gradients[gradients.length - 1];
  for (const layer of gradients) {
    ringAllReduce(plan, setting, gradientBytes(setting), layer.map((task, device) => [setting.overlap ? task : end[device]]));
  }
}
