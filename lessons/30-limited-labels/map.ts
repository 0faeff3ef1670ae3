/** The decision map: from what the learner has to the approaches that it opens, with what each gained here at the end of its branch. */
import { message, textPanel, type Panel } from '../../src/lesson/index.js';
import { gainOf, ranking, type History } from './record.js';
import { isOpen, type Approach } from './situation.js';

/** Branches from top to bottom; the words draw the tree. */
const BRANCHES: readonly Approach[] = [
  'moreLabels', 'selfSupervised', 'semiSupervised', 'selfTraining', 'active', 'weak', 'multiTask', 'transfer', 'meta', 'multiModal', 'inductiveBias', 'fewShot', 'copies',
  'bootstrap',
];

/** Undefined where the approaches are not compared: there is nothing to put at the ends. */
export function mapPanel(history: History): Panel | undefined {
  if (!history.accuracies.has(BRANCHES[0])) return undefined;
  const best = ranking(history).at(0)?.approach;
  return textPanel({
    id: 'map',
    title: 'panel.map',
    lines: BRANCHES.map((approach) => {
      const open = isOpen(approach, history.situation);
      return {
        text: message(`map.${approach}`, { gain: open ? measured(history, approach) : '-' }),
        emphasis: !open ? 'muted' : approach === best ? 'good' : 'primary',
      };
    }),
  });
}

/** "+12.0 ± 3.4" in points; with one repetition there is no spread. */
function measured(history: History, approach: Approach): string {
  const gain = gainOf(history, approach);
  if (!gain) return '...';
  const mean = (100 * gain.mean).toFixed(1);
  const signed = gain.mean >= 0 ? `+${mean}` : mean;
  return gain.standardDeviation === null ? signed.padStart(5) : `${signed.padStart(5)} ± ${(100 * gain.standardDeviation).toFixed(1)}`;
}
