/** The numbers of a step that has been carried out, and of the memory it needs. Times in milliseconds. */
import type { Metrics } from '../../src/lesson/index.js';
import { BACKWARD, forwardSeconds, layerWeights, type Setting } from './hardware.js';
import { fullest, type DeviceMemory } from './memory.js';
import { bubbleShare } from './pipeline.js';
import type { Step } from './step.js';
import type { Strategy } from './strategies.js';

export const MS = 1000;

/** Of the device that holds most. */
export function metricsOfMemory(memory: readonly DeviceMemory[], setting: Setting): Metrics {
  const { total, weights, gradients, optimizer, activations } = fullest(memory);
  return { memory: total, activations, modelStates: weights + gradients + optimizer, weightCount: setting.layers * layerWeights(setting) };
}

export function metricsOfStep(strategy: Strategy, step: Step): Metrics {
  const { setting, end } = step;
  return {
    stepTime: end * MS,
    throughput: (setting.batch * setting.sequence) / end,
    idleShare: 1 - step.computeShare,
    speedup: secondsAlone(setting) / end,
    bytesSent: meanSent(step),
    sendingTime: step.sendingSeconds * MS,
    exposedTime: step.exposedSeconds * MS,
    ...(bubbleOf(strategy, setting) === undefined ? {} : { bubble: bubbleOf(strategy, setting) }),
  };
}

/** One device that had memory enough. */
export function secondsAlone(setting: Setting): number {
  return (1 + BACKWARD) * forwardSeconds(setting, setting.layers, setting.batch);
}

/** Bytes a device sends, mean over the devices. */
export function meanSent({ sent }: Step): number {
  return sent.reduce((sum, bytes) => sum + bytes, 0) / sent.length;
}

/** The closed form, where there is one. */
export function bubbleOf(strategy: Strategy, { devices, microBatches }: Setting): number | undefined {
  if (strategy === 'pipeline') return bubbleShare(devices, microBatches);
  return strategy === 'model' ? bubbleShare(devices, 1) : undefined;
}
