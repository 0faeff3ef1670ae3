// The MLP step beside TensorFlow.js's WASM backend, which bench/package.json brings: npm ci --prefix bench

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import mlpStep from './mlp-step.js';
import type { Benchmark } from './timing.js';

const folder = path.dirname(fileURLToPath(import.meta.url));

const benchmark: Benchmark = {
  name: 'MLP step beside tfjs-wasm',
  async run() {
    if (!existsSync(path.join(folder, 'node_modules/@tensorflow'))) throw new Error('TensorFlow.js is not installed; run: npm ci --prefix bench');
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'tfjs/mlp-step.cjs')], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`bench/tfjs/mlp-step.cjs failed: ${stderr}`);
    const own = (await mlpStep.run())['step (ms)'];
    const theirs = Number(stdout.trim());
    return { 'ml-tutor (ms)': own, 'tfjs-wasm (ms)': theirs, 'ratio to tfjs-wasm': own / theirs };
  },
};

export default benchmark;
