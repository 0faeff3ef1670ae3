/** `--csv --panel ID`: the data of one panel as rows, every value as it is, labels in the learner's language. */
import { stringify } from 'csv-stringify/sync';
import type { Panel } from '../../lesson/index.js';
import { panelRows } from '../../plot/index.js';
import type { Speaker } from '../../words/say.js';
import { suggest, UsageError } from '../usage-error.js';

/** @throws UsageError cli.panel */
export function panelCsv(panels: readonly Panel[], id: string, speaker: Speaker): string {
  const ids = panels.map((panel) => panel.id);
  const panel = panels.find((candidate) => candidate.id === id);
  if (!panel) throw new UsageError('cli.panel', { panel: id, known: ids.join(', ') }, suggest(id, ids));
  return stringify(panelRows(panel, speaker).map((row) => row.map((cell) => cell ?? '')));
}
