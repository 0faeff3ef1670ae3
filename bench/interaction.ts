// What a learner feels while a simulation trains: a key pressed to the screen that answers it, in a pseudo-terminal; and what
// the whole tutor holds in memory meanwhile.

import { readFileSync } from 'node:fs';
import { catalogue } from '../src/words/index.js';
import { keys, Session } from '../tests/support/terminal.js';
import type { Benchmark } from './timing.js';

const LEVEL = 'lottery-ticket';
const PRESSES = 100;
/** Unlike the frames' own rhythm, so that presses meet every phase of it. */
const PAUSE_MS = 73;

const { ui } = catalogue('en');

async function training(): Promise<Session> {
  const session = new Session([LEVEL, '--lang', 'en'], { cols: 80, rows: 24 });
  await session.waitFor(`[${ui.steps.learn}]`);
  session.type('n');
  await session.waitFor(`[${ui.steps.predict}]`);
  session.type('n');
  await session.waitFor(ui['run.invite']);
  session.type(' ');
  await session.waitFor(ui['run.left'].split('}')[1].trim());
  return session;
}

/** Row of the pointer among the parameters. */
function pointed(session: Session): number {
  return session.lines().findIndex((line) => /[│|] [▸>] /.test(line));
}

/** In bytes, from the operating system: resident now. Linux only. */
function residentMemory(pid: number): number | undefined {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) * 1024 : undefined;
  } catch {
    return undefined;
  }
}

const benchmark: Benchmark = {
  name: 'While training: keys and memory',
  async run() {
    const session = await training();
    const latencies: number[] = [];
    let memory: number | undefined;
    try {
      for (let press = 0; press < PRESSES; press++) {
        if (session.text().includes(ui['run.done'].split('{')[0].trim())) {
          session.type('r');
          await session.waitFor(ui['run.left'].split('}')[1].trim());
        }
        const before = pointed(session);
        const start = performance.now();
        session.type(press % 2 === 0 ? keys.down : keys.up);
        await session.waitFor(() => pointed(session) !== before);
        latencies.push(performance.now() - start);
        memory = Math.max(memory ?? 0, residentMemory(session.pid) ?? 0);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    } finally {
      await session.close();
    }
    latencies.sort((a, b) => a - b);
    return {
      'key to paint, median (ms)': latencies[Math.floor(PRESSES / 2)],
      'key to paint, 95th percentile (ms)': latencies[Math.floor(PRESSES * 0.95)],
      ...(memory ? { 'resident memory (MB)': memory / 1e6 } : {}),
    };
  },
};

export default benchmark;
