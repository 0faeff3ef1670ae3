/** What is written to a file: a picture, rows or data, of a run or of one panel. Loaded when it is first wanted. */
import { stringify } from 'csv-stringify/sync';
import { panelRows, toSvg } from '../../plot/index.js';
import type { Panel } from '../../lesson/index.js';
import { resultObject, type Result } from '../../runtime/result.js';
import { shareCommand } from '../../runtime/share/command.js';
import type { Simulation } from '../../lesson/index.js';
import type { Speaker } from '../../words/say.js';
import type { Ending } from './export-state.js';

export interface View extends Omit<Result, 'simulation'> {
  readonly simulation: Simulation;
  /** Where one panel alone is wanted. */
  readonly panel?: Panel;
  /** Over the picture. */
  readonly title: string;
}

export function exportText(view: View, ending: Ending, speaker: Speaker): string {
  const { panel, frame, simulation, title } = view;
  switch (ending) {
    case 'svg':
      return toSvg(panel === undefined ? frame.panels : [panel], { speaker, title, footer: shareCommand(simulation, view) });
    case 'csv':
      return stringify(panel === undefined ? [['metric', 'value'], ...Object.entries(frame.metrics)] : panelRows(panel, speaker).map((row) => row.map((cell) => cell ?? '')));
    case 'json':
      return `${JSON.stringify(panel ?? resultObject(view), undefined, 2)}\n`;
  }
}
