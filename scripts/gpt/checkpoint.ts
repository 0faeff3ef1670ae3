/**
 * Checkpoints of a training run, `.cache/gpt/<language>.safetensors`: weights, optimiser state and how far it got. Written
 * whole or not at all. A run with other settings does not take them up.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gpt, type optim } from '../../src/core/index.js';
import { cacheFolder } from '../data/corpus.js';
import { COOLDOWN, type TrainingSettings } from './settings.js';

export interface Progress {
  /** Steps done, and the seconds they took. */
  step: number;
  seconds: number;
}

type Optimizers = readonly optim.AdamW[];

const folder = join(cacheFolder, 'gpt');

/** Restores model and optimisers from the language's checkpoint; where there is none that fits, the run starts at step 0. */
export function loadCheckpoint(language: string, settings: TrainingSettings, model: gpt.Gpt, optimizers: Optimizers): Progress {
  const path = join(folder, `${language}.safetensors`);
  if (!existsSync(path)) return { step: 0, seconds: 0 };
  const { tensors, metadata } = gpt.decodeTensors(readFileSync(path));
  const progress = JSON.parse(metadata.progress) as Progress;
  if (!continues(JSON.parse(metadata.settings) as TrainingSettings, settings, progress.step)) {
    console.log(`${path} is of a run with other settings; starting anew`);
    return { step: 0, seconds: 0 };
  }
  const part = (prefix: string) => Object.fromEntries(
    Object.entries(gpt.dequantize(tensors)).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]),
  );
  model.loadStateDict(part('model/'));
  optimizers.forEach((optimizer, i) => optimizer.loadStateDict(part(`optimizer${i}/`)));
  return progress;
}

/** Whether a run with the old settings, that many steps in, has done what a run with the new settings would have. */
function continues(old: TrainingSettings, settings: TrainingSettings, step: number): boolean {
  const sameButLength = JSON.stringify({ ...old, steps: 0 }) === JSON.stringify({ ...settings, steps: 0 });
  return sameButLength && (old.steps === settings.steps || step <= COOLDOWN * Math.min(old.steps, settings.steps));
}

export function saveCheckpoint(language: string, settings: TrainingSettings, model: gpt.Gpt, optimizers: Optimizers, progress: Progress): void {
  const tensors: Record<string, gpt.StoredTensor> = {};
  const add = (prefix: string, weights: gpt.Weights) => {
    for (const [name, { shape, data }] of Object.entries(weights)) tensors[prefix + name] = { dtype: 'F32', shape, data };
  };
  add('model/', model.stateDict());
  optimizers.forEach((optimizer, i) => add(`optimizer${i}/`, optimizer.stateDict()));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${language}.safetensors`);
  writeFileSync(`${path}.partial`, gpt.encodeTensors({ tensors, metadata: { settings: JSON.stringify(settings), progress: JSON.stringify(progress) } }));
  renameSync(`${path}.partial`, path);
}
