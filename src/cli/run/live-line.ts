/** One line on stderr that says how far a run is, painted over itself; nothing where stderr is no terminal. */
import { truncate } from '../../plot/index.js';
import type { RunState } from '../../runtime/index.js';
import { formatNumber } from '../../words/numbers.js';
import { say } from '../../words/say.js';
import type { Context } from '../context.js';
import type { Named } from '../simulation.js';

const EVERY_MS = 100;
const BAR_CELLS = 20;

export interface LiveLine {
  show(state: RunState): void;
  clear(): void;
}

export function liveLine({ io, looks, words, language, fill }: Context, { simulation, speaker }: Named): LiveLine {
  if (!io.stderr.isTTY) return { show: () => {}, clear: () => {} };
  const [full, empty] = looks.charset === 'ascii' ? ['#', '.'] : ['█', '░'];
  let painted = 0;
  return {
    show({ status, frame, remainingMs }) {
      const now = io.clock();
      if (status !== 'running' || !frame || now - painted < EVERY_MS) return;
      painted = now;
      const filled = Math.round(frame.progress * BAR_CELLS);
      const bar = full.repeat(filled) + empty.repeat(BAR_CELLS - filled);
      const percent = formatNumber(frame.progress, { format: 'percent', digits: 0 }, language);
      const parts = [fill(words['run.progress'], { simulation: simulation.id, bar, percent })];
      if (frame.note) parts.push(say(frame.note, speaker));
      if (remainingMs !== undefined) parts.push(fill(words['run.left'], { time: formatNumber(remainingMs / 1000, { format: 'seconds', digits: 0 }, language) }));
      void io.stderr.write(`\r${truncate(parts.join('  '), io.stderr.columns - 1)}\u001b[K`);
    },
    clear() {
      if (painted > 0) void io.stderr.write('\r\u001b[K');
    },
  };
}
