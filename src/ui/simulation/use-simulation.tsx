/**
 * A simulation as a screen shows it: panels at the left, parameters and metrics at the right, two lines of state below.
 * Gives a screen everything its shell asks for; the screens around it (run, challenge) add their own actions.
 */
import { Box } from 'ink';
import { useSyncExternalStore, type ReactNode } from 'react';
import { wrapSpans, type Line, type Mark } from '../../plot/index.js';
import { fill, type Speaker } from '../../words/say.js';
import { CursorAt } from '../components/cursor-at.js';
import { fitLine, plainLine, words as span } from '../components/lines.js';
import { menuActions } from '../components/menu.js';
import { Rows } from '../components/rows.js';
import { lastOffset, scrolled } from '../components/scroll.js';
import { useGame, type Game } from '../game-context.js';
import type { Action } from '../keys/actions.js';
import type { Capture } from '../keys/dispatch.js';
import { bodySize, BODY_TOP, MARGIN, type Size } from '../shell/shell.js';
import type { HelpSection } from '../shell/help.js';
import { ChoiceEditor, choiceItems, choose, TextEditor } from './editor.js';
import { ExportEditor, exportKeys, exportLines } from './export.js';
import { editKeys } from './edit-keys.js';
import { marksOnScreen } from './marks.js';
import { metricLines } from './metric-lines.js';
import { headlines, showMetric } from './names.js';
import { panelsInWords, panelTable, readingOf, usePanelPage } from './panel-lines.js';
import { paramPanel, ranValue, rowLabel, rowValue, typedInRow } from './param-lines.js';
import { chosenRow, type Row } from './params-state.js';
import type { SimulationSession } from './session.js';
import { comparedWith, ranWith, shownFrame } from './session-state.js';
import { simulationActions } from './simulation-actions.js';
import { exportedLine, faultyParam, helpLine, rowHelp, statusLine, type StatusView } from './status-lines.js';
import { spokenStatus } from './status-words.js';

export interface SimulationScreen {
  readonly actions: readonly Action[];
  /** A value is being typed or chosen: the screen's own actions rest. */
  readonly busy: boolean;
  readonly typing: boolean;
  readonly capture?: Capture;
  readonly onPaste?: (text: string) => void;
  readonly marks: () => readonly Mark[];
  readonly notes: () => readonly HelpSection[];
  readonly body: (size: Size) => ReactNode;
  readonly plain: () => readonly Line[];
}

export interface SimulationOptions {
  /** Instead of the metrics; it is shown whole, the parameters scroll. */
  readonly side?: (cells: number) => readonly Line[];
  readonly verdict?: Line;
  /** Signs in `side` and `verdict`, for the help page. */
  readonly marks?: readonly Mark[];
}

/** Rows under the panels: help of the parameter, state of the run. */
const STATE_ROWS = 2;
/** The help of a parameter may take a second row: while nothing is drawn yet, and in windows of so many rows. */
const TALL = 28;
const GUTTER = 3;
/** Lines that are read aloud are not cut at the edge of the window. */
const WIDEST_TABLE = 400;
const LEAST_PARAMS = 5;

export function sideWidth(width: number): number {
  return Math.max(28, Math.min(44, Math.floor(width * 0.36)));
}

export function useSimulation(session: SimulationSession, base: Speaker, { side, verdict, marks = [] }: SimulationOptions = {}): SimulationScreen {
  const game = useGame();
  useSyncExternalStore(session.subscribe, () => session.state);
  const { state } = session;
  const speaker: Speaker = { ...base, simulation: session.simulation.id };
  const { signs, words } = game;
  const whole = bodySize(game.columns, game.rows);
  const sideCells = sideWidth(whole.width);
  const mainCells = whole.width - sideCells - GUTTER;
  const helpRows = (at: Row) => wrapSpans([span(rowHelp(at, speaker, words))], whole.width).length;
  const roomy = (shownFrame(state) === undefined || game.rows >= TALL) && state.params.rows.some((at) => helpRows(at) > 1);
  const height = whole.height - STATE_ROWS - (roomy ? 1 : 0);
  const page = usePanelPage(session, speaker, mainCells, height);
  const frame = shownFrame(state);
  const table = state.table ? panelTable(frame, state.panel, speaker, mainCells) : [];
  const row = chosenRow(state.params);
  const editing = state.params.edit !== undefined;
  const status: StatusView = { state, speaker, words, signs, verdict };

  const sideView = () => {
    const extra = side?.(sideCells) ?? metricLines({ simulation: session.simulation, frame, earlier: comparedWith(state)?.frame, speaker, signs }, sideCells);
    // The parameters follow the pointer, the figures cannot: where both do not fit, the parameters scroll.
    const kept = Math.min(extra.length, height - Math.min(LEAST_PARAMS, state.params.rows.length) - 1);
    const shown = kept < extra.length ? [...extra.slice(0, kept - 1), plainLine(fill(words.ui['params.more'], { count: String(extra.length - kept + 1) }), 'dim')] : extra;
    const room = height - (kept > 0 ? kept + 1 : 0);
    const params = paramPanel({ state: state.params, files: state.files, ran: ranWith(state), focused: state.focus === 'params' && state.cursor === undefined, faulty: faultyParam(state), speaker, signs }, sideCells, room);
    return { lines: [...params.lines, ...(kept > 0 ? [[], ...shown] : [])], cursor: params.cursor };
  };

  const editor = () => {
    const box = { session, speaker, width: mainCells, height };
    if (editing && !typedInRow(state.params, row)) return <TextEditor {...box} />;
    if (state.exporting !== undefined) return <ExportEditor session={session} width={mainCells} height={height} />;
    return state.choosing ? <ChoiceEditor {...box} /> : undefined;
  };

  const body = (size: Size) => {
    const { lines: side, cursor } = sideView();
    const editorBox = editor();
    const main = state.table ? scrolled(table, state.tableOffset, height, words) : page.lines;
    const divider = span(` ${signs.divider} `, 'frame');
    const below = stateRows(status, roomy ? 2 : 1, size.width);
    const rows = Array.from({ length: height }, (_, y): Line => [...fitLine(main[y] ?? [], mainCells), divider, ...(side[y] ?? [])]);
    return (
      <Box flexDirection="column">
        {editorBox === undefined ? (
          // Panels, divider and parameters in one Text a row: what Ink costs grows with the number of Texts.
          <Rows lines={rows} />
        ) : (
          <Box height={height}>
            {editorBox}
            <Rows lines={Array.from({ length: height }, (_, y): Line => [divider, ...(side[y] ?? [])])} width={GUTTER + sideCells} height={height} />
          </Box>
        )}
        <Rows lines={below} />
        {cursor !== undefined && <CursorAt x={MARGIN + mainCells + GUTTER + cursor.x} y={BODY_TOP + cursor.y} />}
      </Box>
    );
  };

  const notes = (): readonly HelpSection[] => [
    {
      title: words.ui['help.params'],
      texts: state.params.rows.map((at) => fill(words.ui['help.param'], { label: rowLabel({ speaker, files: state.files }, at), help: rowHelp(at, speaker, words) })),
    },
  ];
  const shared = { busy: editing || state.choosing || state.exporting !== undefined, typing: editing || state.exporting !== undefined, marks: () => [...marksOnScreen(state, session.simulation, speaker, game), ...marks], notes, body, plain: () => plainLines(session, speaker, game, status, side) };
  if (editing) return { ...shared, ...editKeys(session) };
  if (state.exporting !== undefined) return { ...shared, ...exportKeys(session, game, speaker) };
  if (state.choosing) {
    const items = choiceItems(session, speaker);
    const close: Action = { id: 'dismiss', keys: ['escape', 'q'], footer: 5, run: () => session.dispatch({ type: 'choosing', open: false }) };
    return { ...shared, actions: [...menuActions(game, items.length, (index) => choose(session, items[index].value)), close] };
  }
  return { ...shared, actions: simulationActions(session, { pages: page.pages, first: page.first, lastOffset: lastOffset(table.length, height) }, signs) };
}

/** Help in so many rows, then the state of the run. What is wrong with a value is said whole: the state can wait. */
function stateRows(status: StatusView, rows: number, cells: number): readonly Line[] {
  const { state, speaker, words, signs } = status;
  const reading = readingOf(state, speaker, words);
  const help = state.exported !== undefined ? exportedLine(status) : reading === undefined ? helpLine(status) : [span(`${signs.pointer} `, 'accent'), span(reading.text)];
  const wrapped = wrapSpans(help, cells);
  if (status.state.params.edit?.error !== undefined && wrapped.length > rows) return wrapped.slice(0, rows + 1);
  const shown = rows === 1 ? [help] : Array.from({ length: rows }, (_, row) => wrapped[row] ?? []);
  return [...shown.map((line) => fitLine(line, cells)), statusLine(status, cells)];
}

/** Everything, where nothing moves. */
function plainLines(session: SimulationSession, speaker: Speaker, game: Game, status: StatusView, side?: (cells: number) => readonly Line[]): readonly Line[] {
  const { state } = session;
  const { ui } = game.words;
  const params = state.params.rows.map((row, index) => {
    const text = `${rowLabel({ speaker, files: state.files }, row)}: ${rowValue({ speaker, files: state.files, state: state.params }, row)}`;
    const ran = ranValue({ speaker, files: state.files, state: state.params, ran: ranWith(state) }, row);
    const whole = ran === undefined ? text : `${text} (${fill(ui['params.ran'], { value: ran })})`;
    return plainLine(index === state.params.cursor ? `> ${whole}` : whole);
  });
  const edit = state.params.edit === undefined ? [] : [plainLine(fill(ui['edit.field'], { text: state.params.edit.field.text }))];
  const options = state.choosing ? choiceItems(session, speaker).flatMap((item) => item.lines) : [];
  // Of what moves only the quarters are said, or one would hear nothing else.
  const moves = state.playback.playing || (state.run?.status === 'running' && state.past === undefined);
  if (moves) {
    const quarter = Math.floor((shownFrame(state)?.progress ?? 0) * 4) * 25;
    const waits = state.cursor === undefined ? [] : [plainLine(ui['run.readAtRest'])];
    return [...params, ...waits, plainLine(`${ui[state.playback.playing ? 'run.playing' : 'run.running']} ${quarter} %`)];
  }
  const read = readingOf(state, speaker, game.words);
  const reading = read === undefined ? [] : [plainLine(fill(game.words.plot.read, { place: read.title, values: read.text }))];
  const frame = shownFrame(state);
  const metrics = frame === undefined ? [] : headlines(session.simulation, frame.metrics, speaker).map(({ label, value, spec }) => plainLine(`${label}: ${showMetric(value, spec, speaker)}`));
  const { head, foot } = exportLines(state, game.words, WIDEST_TABLE);
  if (state.exporting !== undefined) return [...head, plainLine(fill(ui['edit.field'], { text: state.exporting.field.text })), ...foot];
  const exported = state.exported === undefined ? [] : [exportedLine(status)];
  return [...params, ...edit, ...options, ...exported, ...reading, helpLine(status), ...(side?.(60) ?? metrics), ...(state.table ? panelTable(frame, state.panel, speaker, WIDEST_TABLE) : panelsInWords(frame, speaker)), spokenStatus(status)];
}
