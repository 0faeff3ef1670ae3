// Command to first painted screen, in a pseudo-terminal: the tutor beside an equally bundled Ink program that says hello, and
// with the fullest store there can be beside an empty one.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundle } from '../scripts/build/bundle.js';
import { localDay } from '../src/progress/index.js';
import { SCHEMA_VERSION } from '../src/progress/schema.js';
import { levels } from '../src/registry/index.js';
import { fullProgress } from '../tests/support/full-progress.js';
import { Session } from '../tests/support/terminal.js';
import { root } from '../tests/support/sources.js';
import type { Benchmark } from './timing.js';

const ROUNDS = 12;
/** In the header and in the first line of the map: the store is read by then. */
const PAINTED = /ml-tutor[\s\S]*(?:Begin with|Continue)/;
const HELLO = "import { createElement } from 'react';\nimport { render, Text } from 'ink';\nrender(createElement(Text, null, 'hello'));\n";

/** Milliseconds until the text is on the screen. */
async function untilPainted(text: string | RegExp, home: string, command?: readonly [string, ...string[]]): Promise<number> {
  const start = performance.now();
  const session = new Session([], { home, command, env: { ML_TUTOR_LANG: 'en' } });
  await session.waitFor(text);
  const elapsed = performance.now() - start;
  await session.close();
  return elapsed;
}

async function bundledHello(folder: string): Promise<string> {
  // Inside the repository, so that its imports resolve.
  const source = path.join(root, '.cache/bench-hello.ts');
  mkdirSync(path.dirname(source), { recursive: true });
  writeFileSync(source, HELLO);
  const { files } = await bundle(root, { hello: source });
  rmSync(source);
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, contents] of files) writeFileSync(path.join(folder, name), contents);
  return path.join(folder, 'hello.js');
}

/** A home with every level played, 200 runs and a thousand days, twice over for undo. */
function fullHome(folder: string): string {
  const home = path.join(folder, 'full');
  mkdirSync(home);
  const progress = fullProgress(levels(), localDay(Date.now()));
  writeFileSync(path.join(home, 'progress.json'), JSON.stringify({ version: SCHEMA_VERSION, ...progress }, undefined, 1));
  return home;
}

const benchmark: Benchmark = {
  name: 'Start: command to first painted screen',
  async run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-bench-'));
    try {
      const hello = await bundledHello(folder);
      const full = fullHome(folder);
      let [tutor, ink, filled] = [Infinity, Infinity, Infinity];
      // In turns, so that the noise of the machine falls on both; the first round warms the file cache.
      for (let round = 0; round < ROUNDS; round++) {
        ink = Math.min(ink, await untilPainted('hello', folder, [process.execPath, hello]));
        tutor = Math.min(tutor, await untilPainted(PAINTED, folder));
        filled = Math.min(filled, await untilPainted(PAINTED, full));
      }
      return { 'ml-tutor (ms)': tutor, 'Ink "hello" (ms)': ink, 'ratio to an Ink "hello"': tutor / ink, 'full store (ms)': filled, 'a full store costs (ms)': filled - tutor };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default benchmark;
