/** The page on which what is seen is written to a file: its name, what goes into it, what stands in the way. */
import { Box } from 'ink';
import { wrapSpans, type Line } from '../../plot/index.js';
import { fill, type Speaker } from '../../words/say.js';
import { CursorAt } from '../components/cursor-at.js';
import { faultOf } from '../components/file-fault.js';
import { fieldRow } from '../components/field-view.js';
import { plainLine, rule, words as span } from '../components/lines.js';
import { Rows } from '../components/rows.js';
import { editStroke, insert } from '../components/text-edit.js';
import { useGame, type Game } from '../game-context.js';
import { BODY_TOP, MARGIN } from '../shell/shell.js';
import type { Catalogue } from '../../words/index.js';
import type { EditKeys } from './edit-keys.js';
import { endingOf, type ExportProblem, type Exported } from './export-state.js';
import type { SimulationSession } from './session.js';
import { shownFrame, type SessionState } from './session-state.js';

const RULES = { maxLength: 300 };

/** "lottery-ticket-seed7.svg"; of one panel its id as well, of an earlier frame its number. */
export function suggestedName({ run, past, playback, panel }: SessionState, simulation: string, what: Exported, frame = past ?? run?.frame): string {
  const at = past === undefined || playback.at === 'live' ? '' : `-frame${playback.at + 1}`;
  return `${simulation}-seed${run?.setting.seed ?? 0}${at}${what === 'panel' ? `-${frame?.panels[panel]?.id ?? ''}` : ''}.svg`;
}

/** Writes it, or says why not. A file that is there already is replaced only if asked for a second time. */
export async function writeExport(session: SimulationSession, { services, words }: Pick<Game, 'services' | 'words'>, speaker: Speaker): Promise<void> {
  const { state, simulation } = session;
  const { exporting, run } = state;
  const frame = shownFrame(state);
  if (exporting === undefined || run === undefined || frame === undefined) return;
  const refuse = (problem: ExportProblem) => session.dispatch({ type: 'export', action: { type: 'problem', problem } });
  const typed = exporting.field.text.trim();
  const ending = endingOf(typed);
  if (ending === undefined) return refuse({ kind: 'ending' });
  const file = services.files.resolve(typed);
  const asked = exporting.problem?.kind === 'exists' && exporting.problem.file === file;
  if (services.files.exists(file) && !asked) return refuse({ kind: 'exists', file });
  const { exportText } = await import('./export-text.js');
  const panel = exporting.what === 'panel' ? frame.panels[Math.min(state.panel, frame.panels.length - 1)] : undefined;
  const title = fill(words.ui[state.past === undefined ? 'export.heading' : 'export.headingPast'], { title: speaker.lesson?.title ?? simulation.id, seed: String(run.setting.seed), index: String(typeof state.playback.at === 'number' ? state.playback.at + 1 : run.recorded), total: String(run.recorded) });
  const files = (state.ranOn ?? []).flatMap((own) => own?.path ?? []);
  try {
    services.files.write(file, exportText({ simulation, params: run.setting.values, seed: run.setting.seed, files, frame, elapsedMs: run.elapsedMs, panel, title }, ending, speaker));
    session.dispatch({ type: 'exported', file });
  } catch (error) {
    refuse({ kind: 'fault', fault: faultOf(error), file, message: error instanceof Error ? error.message : String(error) });
  }
}

export function exportKeys(session: SimulationSession, game: Game, speaker: Speaker): EditKeys {
  const { exporting } = session.state;
  const typed = (field: Parameters<typeof editStroke>[0] | undefined) => field !== undefined && session.dispatch({ type: 'export', action: { type: 'typed', field } });
  return {
    actions: [
      { id: 'accept', keys: ['enter'], footer: 1, run: () => void writeExport(session, game, speaker) },
      { id: 'dismiss', keys: ['escape'], footer: 3, run: () => session.dispatch({ type: 'export', action: { type: 'close' } }) },
    ],
    capture: (stroke) => {
      const field = exporting === undefined ? undefined : editStroke(exporting.field, stroke, RULES);
      typed(field);
      return field !== undefined;
    },
    onPaste: (text) => void typed(exporting && insert(exporting.field, text.trim(), RULES)),
  };
}

/** Title, what each ending gives, what is wrong. */
export function exportLines({ exporting }: SessionState, { ui }: Catalogue, cells: number): { readonly head: readonly Line[]; readonly foot: readonly Line[] } {
  if (exporting === undefined) return { head: [], foot: [] };
  const { what, problem } = exporting;
  const forms = [ui[`export.${what}.svg`], ui[`export.${what}.csv`], ui[`export.${what}.json`]];
  return {
    head: [[span(ui[`export.${what}`], 'title')], ...forms.flatMap((text) => wrapSpans([span(text, 'dim')], cells))],
    foot: problem === undefined ? [] : wrapSpans([span(problemText(problem, ui), problem.kind === 'exists' ? 'warn' : 'bad')], cells),
  };
}

function problemText(problem: ExportProblem, ui: Catalogue['ui']): string {
  switch (problem.kind) {
    case 'ending':
      return ui['export.ending'];
    case 'exists':
      return fill(ui['export.exists'], { file: problem.file });
    case 'fault':
      return fill(ui[`export.fault.${problem.fault}`], { file: problem.file, message: problem.message });
  }
}

export function ExportEditor({ session, width, height }: { readonly session: SimulationSession; readonly width: number; readonly height: number }) {
  const { words, signs } = useGame();
  const { exporting } = session.state;
  if (exporting === undefined) return null;
  const cells = width - 2;
  const { head, foot } = exportLines(session.state, words, cells);
  const field = fieldRow(exporting.field, cells);
  const above = [...head, rule(cells, signs)];
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      <Rows lines={[...above, plainLine(field.rows[0]), rule(cells, signs), ...foot].slice(0, height)} width={cells} />
      <CursorAt x={MARGIN + field.cursor.x} y={BODY_TOP + above.length} />
    </Box>
  );
}
