/** What each device must hold under each kind of parallelism, and whether it can: known before a step is run. */
import { activationBytes, GRADIENT_BYTES, layerWeights, OPTIMIZER_BYTES, portion, WEIGHT_BYTES, type Setting } from './hardware.js';
import type { Strategy } from './strategies.js';

/** Bytes on one device. */
export interface DeviceMemory {
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
  /** At their peak. */
  readonly activations: number;
  readonly total: number;
}

/** One entry a device. */
export function memoryOf(strategy: Strategy, setting: Setting): DeviceMemory[] {
  return Array.from({ length: setting.devices }, (_, device) => {
    const parameters = heldWeights(strategy, setting, device);
    const weights = parameters * WEIGHT_BYTES;
    const gradients = parameters * GRADIENT_BYTES;
    const optimizer = parameters * OPTIMIZER_BYTES;
    const activations = peakActivations(strategy, setting, device);
    return { weights, gradients, optimizer, activations, total: weights + gradients + optimizer + activations };
  });
}

/** The device that must hold most. */
export function fullest(memory: readonly DeviceMemory[]): DeviceMemory {
  return memory.reduce((most, device) => (device.total > most.total ? device : most));
}

export function fits(strategy: Strategy, setting: Setting): boolean {
  return fullest(memoryOf(strategy, setting)).total <= setting.memory;
}

function heldWeights(strategy: Strategy, setting: Setting, device: number): number {
  const { devices, layers } = setting;
  switch (strategy) {
    case 'data':
    case 'sequence':
      return layers * layerWeights(setting);
    case 'tensor':
      return (layers * layerWeights(setting)) / devices;
    case 'model':
    case 'pipeline':
      return portion(layers, device, devices) * layerWeights(setting);
  }
}

function peakActivations(strategy: Strategy, setting: Setting, device: number): number {
  const { devices, layers, batch, microBatches, schedule } = setting;
  switch (strategy) {
    case 'data':
      return layers * activationBytes(setting, portion(batch, device, devices));
    case 'sequence':
      return layers * activationBytes(setting, batch, { sequence: devices });
    case 'tensor':
      return layers * activationBytes(setting, batch, { tensor: devices });
    case 'model':
      return portion(layers, device, devices) * activationBytes(setting, batch);
    case 'pipeline': {
      // GPipe keeps every micro-batch until the backward passes begin; 1F1B as many as there are stages from here on.
      const sizes = Array.from({ length: microBatches }, (_, micro) => portion(batch, micro, microBatches));
      const held = schedule === 'gpipe' ? microBatches : Math.min(microBatches, devices - device);
      let most = 0;
      for (let first = 0; first + held <= microBatches; first++) {
        most = Math.max(most, sizes.slice(first, first + held).reduce((sum, size) => sum + size, 0));
      }
      return portion(layers, device, devices) * activationBytes(setting, most);
    }
  }
}
