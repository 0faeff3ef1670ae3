// Runs tests on every supported version of Node: `npm run test:nodes [-- TEST-FILES]`; without files the golden metrics, the
// generator, and the built program in a terminal. The Nodes are npm packages of a project of their own, tests/nodes.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedNodes } from './nodes.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'tests/nodes');
const USUAL = ['tests/golden', 'tests/core/random.test.ts', 'tests/core/math.test.ts', 'tests/e2e'];

function run(command: string, args: readonly string[], cwd: string, env = process.env): boolean {
  return spawnSync(command, args, { cwd, env, stdio: 'inherit' }).status === 0;
}

function main(files: readonly string[]): boolean {
  if (!run('npm', ['ci', '--loglevel=error'], folder)) return false;
  const nodes = installedNodes();
  if (nodes.size === 0) {
    process.stderr.write(`test:nodes: tests/nodes has no Node for ${process.platform} ${process.arch}; add the package to tests/nodes/package.json.\n`);
    return false;
  }
  const failed: string[] = [];
  for (const [name, node] of nodes) {
    process.stdout.write(`\n${name}\n`);
    // First in the path, so that programs started by the tests run on it too.
    const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    if (!run(node, [vitest, 'run', ...(files.length > 0 ? files : USUAL)], root, env)) failed.push(name);
  }
  process.stdout.write(`\n${failed.length === 0 ? `the same on ${[...nodes.keys()].join(', ')}` : `failed on ${failed.join(', ')}`}\n`);
  return failed.length === 0;
}

process.exitCode = main(process.argv.slice(2)) ? 0 : 1;
