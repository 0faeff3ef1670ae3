/** A second tutor, as a program: reads cards NAME-0, NAME-1... of one level and says after each that it is saved. Arguments: folder, name, count. */
import { writeSync } from 'node:fs';
import { addDays, all, finishRun, openProgress, practise, readCard } from '../../src/progress/index.js';
import { reviewQuestion } from '../../src/progress/schedule.js';

const [folder, name, count] = process.argv.slice(2);
const progress = openProgress({ folder });
for (let n = 0; n < Number(count); n++) {
  // What a step of playing leaves: a card, a run, a review, practice; together or not at all.
  const run = { simulation: name, version: 1, params: { n }, seed: n, metrics: { loss: 1 / (n + 1) }, elapsedMs: 5, finishedAt: new Date(Date.UTC(2026, 0, 1) + n).toISOString() };
  const review = reviewQuestion('lottery-ticket', `${name}-q`, n, n % 2 === 0, addDays('2026-01-01', n));
  progress.apply(all(readCard('lottery-ticket', `${name}-${n}`), finishRun('lottery-ticket', run), review, practise(addDays('2026-01-01', n % 900), 1)));
  writeSync(1, `${n}\n`);
}
for (const notice of progress.notices) writeSync(2, `${notice.message}\n`);
