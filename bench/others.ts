// The same case on other libraries: PyTorch with one thread where it is installed, TensorFlow.js and jax-js where
// `npm ci --prefix bench` was run. Each runs as a program of its own, in turns with ours, so that a busy machine is busy for
// all; of each the best counts. A library that is missing, or lacks an operation of the case, has no figure.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedNodes } from '../scripts/nodes.js';
import { bestOf, BUDGET_MS, torchBestOf, WINDOW_MS } from './timing.js';

const folder = path.dirname(fileURLToPath(import.meta.url));
const TURNS = 3;

/** A case of others/tfjs.cjs and others/jax.mjs. */
export type Case = 'matmul-64' | 'matmul-256' | 'matmul-512' | 'mlp-step' | 'cnn-step' | 'gpt-step' | 'softmax' | 'layer-norm';

type Measure = () => number | null;

function program(node: string, file: string, args: readonly string[]): number | null {
  const { status, stdout } = spawnSync(node, [path.join(folder, 'others', file), ...args, String(WINDOW_MS), String(BUDGET_MS)], { encoding: 'utf8', timeout: 120_000 });
  const value = Number(stdout.trim().split('\n').at(-1));
  return status === 0 && Number.isFinite(value) ? value : null;
}

/** jax-js needs Node 22 or later. */
function modernNode(): string | undefined {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  return [...installedNodes()].find(([name]) => !name.startsWith('node20'))?.[1];
}

function others(name: Case): Record<string, Measure> {
  const measures: Record<string, Measure> = {};
  if (existsSync(path.join(folder, 'node_modules/@tensorflow'))) {
    measures['tfjs-wasm'] = () => program(process.execPath, 'tfjs.cjs', [name, 'wasm']);
    // A second and more a step: its plain JavaScript is out of the running for the largest cases.
    if (name !== 'gpt-step' && name !== 'matmul-512') measures['tfjs-cpu'] = () => program(process.execPath, 'tfjs.cjs', [name, 'cpu']);
  }
  const node = modernNode();
  if (node !== undefined && existsSync(path.join(folder, 'node_modules/@jax-js'))) measures['jax-js'] = () => program(node, 'jax.mjs', [name]);
  return measures;
}

export interface Comparison {
  readonly own: () => void;
  /** Python that defines step(). */
  readonly torch?: string;
  /** The case as the other JavaScript libraries know it. */
  readonly name?: Case;
}

/** Best milliseconds by library, in turns; "ml-tutor" is ours. */
export function inTurns({ own, torch, name }: Comparison): Record<string, number> {
  const measures: Record<string, Measure> = { 'ml-tutor': () => bestOf(own) };
  if (torch !== undefined) measures['PyTorch'] = () => torchBestOf(torch);
  if (name !== undefined) Object.assign(measures, others(name));
  const best: Record<string, number> = {};
  const failed = new Set<string>();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [library, measure] of Object.entries(measures)) {
      if (failed.has(library)) continue;
      const ms = measure();
      if (ms === null) failed.add(library);
      else best[library] = Math.min(best[library] ?? Infinity, ms);
    }
  }
  return best;
}

/** As figures: the time of each library, and ours over it. */
export function sideBySide(all: Comparison): Record<string, number> {
  const best = inTurns(all);
  const figures: Record<string, number> = {};
  for (const [library, ms] of Object.entries(best)) figures[`${library} (ms)`] = ms;
  for (const [library, ms] of Object.entries(best)) if (library !== 'ml-tutor') figures[`ratio to ${library}`] = best['ml-tutor'] / ms;
  return figures;
}
