/** A second tutor, as a program: reads cards NAME-0, NAME-1... of one level and says after each that it is saved. Arguments: folder, name, count. */
import { writeSync } from 'node:fs';
import { openProgress, readCard } from '../../src/progress/index.js';

const [folder, name, count] = process.argv.slice(2);
const progress = openProgress({ folder });
for (let n = 0; n < Number(count); n++) {
  progress.apply(readCard('lottery-ticket', `${name}-${n}`));
  writeSync(1, `${n}\n`);
}
for (const notice of progress.notices) writeSync(2, `${notice.message}\n`);
