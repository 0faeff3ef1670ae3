/**
 * The frame around every screen: where am I, a rule, the screen, a rule, what the keys do. It hears all keys and gives them
 * to the screen's action table; help and the command line lie over the screen and are made from the same table.
 */
import { Box, useInput, usePaste } from 'ink';
import { useReducer, type ReactNode } from 'react';
import type { Line, Mark } from '../../plot/index.js';
import { editStroke, insert, startEdit } from '../components/text-edit.js';
import { fitLine, line, lineWidth, plainLine, rule, spread, truncate, words as span } from '../components/lines.js';
import { lastOffset } from '../components/scroll.js';
import { ScrolledRows } from '../components/scrolled-rows.js';
import { CursorAt } from '../components/cursor-at.js';
import { Rows } from '../components/rows.js';
import { fieldRow } from '../components/field-view.js';
import type { Catalogue } from '../../words/index.js';
import { useGame } from '../game-context.js';
import type { Signs } from '../signs.js';
import type { Action } from '../keys/actions.js';
import { callsFor, feedCapture, typedAhead, unshadowed, type Capture } from '../keys/dispatch.js';
import { findCommands, footerEntries, FOOTER_GAP } from '../keys/footer.js';
import { strokesOf } from '../keys/stroke.js';
import { sayError } from '../../words/say.js';
import { globalActions } from './global-actions.js';
import { helpLines, helpSections, type HelpSection } from './help.js';
import { commandLines } from './command-lines.js';
import { NO_OVERLAY, reduceOverlay } from './overlay-state.js';
import { PlainShell } from './plain-shell.js';
import { SmallWindow, tooSmall } from './small-window.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface ShellProps {
  readonly title: Line;
  /** At the right end of the header. */
  readonly right?: Line;
  readonly actions: readonly Action[];
  /** Takes keys before the actions while text is typed. */
  readonly capture?: Capture;
  readonly onPaste?: (text: string) => void;
  /** Every character is text: of the keys that all screens have, only those with Ctrl remain. */
  readonly typing?: boolean;
  /** More for the help page than keys and marks: a title and what is said under it. */
  readonly notes?: () => readonly HelpSection[];
  /** The screen itself says what there is to say about the saved progress. */
  readonly saysNotices?: boolean;
  /** What is drawn on this screen, for the help page; asked only when it is opened. */
  readonly marks?: () => readonly Mark[];
  readonly body: (size: Size) => ReactNode;
  /** The screen as lines to be read aloud. */
  readonly plain: () => readonly Line[];
}

/** Header, two rules, footer. */
const FRAME_ROWS = 4;
/** Where the body begins: below header and rule. */
export const BODY_TOP = 2;
/** Frames stay under the window height, and the last column stays empty; one column of margin at the left. */
export const MARGIN = 1;

export function bodySize(columns: number, rows: number): Size {
  return { width: columns - 1 - MARGIN, height: rows - 1 - FRAME_ROWS };
}

export function Shell(props: ShellProps) {
  const game = useGame();
  const { words, columns, rows, signs } = game;
  const [overlay, dispatch] = useReducer(reduceOverlay, NO_OVERLAY);
  const size = bodySize(columns, rows);
  const ascii = game.charset === 'ascii';
  const small = !game.plain && tooSmall(columns, rows);

  const global = globalActions(game, { help: () => dispatch({ type: 'help' }), command: () => dispatch({ type: 'command' }) });
  const everywhere = props.typing ? global.filter(({ keys }) => keys.every((key) => key.startsWith('ctrl+'))) : global;
  const own = unshadowed([...props.actions, ...everywhere.filter(({ id }) => !props.actions.some((action) => action.id === id))]);
  const notices = props.saysNotices ? [] : game.services.progress.notices.map((notice) => sayError(notice, { language: game.language }));
  const about = notices.length === 0 ? [] : [{ title: words.ui['help.notices'], texts: notices }];
  const help = overlay.kind === 'help' ? [...helpSections(about, size.width), ...helpLines(own, props.marks?.() ?? [], props.notes?.() ?? [], words, size.width, ascii)] : [];
  const commands = overlay.kind === 'command' ? findCommands(own, words, overlay.field.text) : [];

  const close = () => dispatch({ type: 'close' });
  const scroll = (by: number) => dispatch({ type: 'scroll', by, last: lastOffset(help.length, size.height) });
  const helpActions: readonly Action[] = [
    { id: 'scrollUp', keys: ['up', 'k'], footer: 1, shown: signs.vertical, repeats: true, run: () => scroll(-1) },
    { id: 'scrollDown', keys: ['down', 'j', 'space'], repeats: true, run: () => scroll(1) },
    { id: 'page', keys: ['pagedown', 'ctrl+d'], run: () => scroll(size.height - 2) },
    { id: 'pageBack', keys: ['pageup', 'ctrl+u'], run: () => scroll(2 - size.height) },
    { id: 'close', keys: ['escape', 'q', '?', 'enter'], footer: 2, run: close },
    ...global.filter(({ id }) => id === 'leave' || id === 'language' || id === 'redraw' || id === 'suspend'),
  ];
  const runCommand = () => {
    if (overlay.kind !== 'command') return;
    const picked = commands[overlay.cursor];
    if (picked === undefined) return;
    close();
    picked.action.run({ name: picked.action.keys[0] ?? '', text: '' }, picked.text);
  };
  const commandActions: readonly Action[] = [
    { id: 'up', keys: ['up'], footer: 1, shown: signs.vertical, repeats: true, run: () => dispatch({ type: 'pick', by: -1, count: commands.length }) },
    { id: 'down', keys: ['down', 'tab'], repeats: true, run: () => dispatch({ type: 'pick', by: 1, count: commands.length }) },
    { id: 'choose', keys: ['enter'], footer: 2, run: runCommand },
    { id: 'close', keys: ['escape'], footer: 3, run: close },
    ...global.filter(({ id }) => id === 'leave'),
  ];
  const commandCapture: Capture = (stroke) => {
    if (overlay.kind !== 'command' || stroke.name === 'tab') return false;
    const field = editStroke(overlay.field, stroke);
    if (field === undefined) return false;
    dispatch({ type: 'typed', field });
    return true;
  };

  const actions = small ? [{ id: 'quit', keys: ['q'], run: () => game.leave(0) } satisfies Action, ...global] : overlay.kind === 'help' ? helpActions : overlay.kind === 'command' ? commandActions : own;
  const capture = small ? undefined : overlay.kind === 'command' ? commandCapture : overlay.kind === 'none' ? props.capture : undefined;

  useInput((input, key) => {
    if (key.eventType === 'release') return;
    const strokes = strokesOf(input, key);
    const ahead = capture === undefined && !small && overlay.kind === 'none' ? typedAhead(strokes) : undefined;
    if (ahead !== undefined) {
      dispatch({ type: 'command' });
      dispatch({ type: 'typed', field: startEdit(ahead) });
      return;
    }
    const calls = capture === undefined ? callsFor(strokes, actions) : feedCapture(strokes, capture, actions);
    for (const { action, stroke } of calls) action.run(stroke);
  });
  usePaste((text) => {
    if (overlay.kind === 'command') dispatch({ type: 'typed', field: insert(overlay.field, text) });
    else if (overlay.kind === 'none') props.onPaste?.(text);
  });

  if (game.plain) {
    const lines = overlay.kind === 'help' ? help : overlay.kind === 'command' ? commandLines(commands, overlay.cursor, 200, words, signs) : [...props.plain(), ...notices.map((notice) => plainLine(notice))];
    return <PlainShell title={props.title} lines={lines} actions={actions} prompt={overlay.kind === 'command' ? `:${overlay.field.text}` : undefined} />;
  }
  if (small) return <SmallWindow />;

  const footer = footerEntries(actions, words, size.width, ascii).flatMap((entry, index) => [
    span(index > 0 ? ' '.repeat(FOOTER_GAP) : ''),
    span(entry.keys, 'accent'),
    span(` ${entry.label}`, 'dim'),
  ]);
  const field = overlay.kind === 'command' ? fieldRow(overlay.field, size.width - 1) : undefined;

  // Nothing is clipped by Ink (it reads every row twice for that): rows are made to fit, and the footer is drawn last.
  return (
    <Box flexDirection="column" width={columns - 1} height={rows - 1} paddingLeft={MARGIN}>
      <Rows lines={[spread(props.title, props.right ?? [], size.width), rule(size.width, signs)]} />
      <Box height={size.height} width={size.width} flexShrink={0} flexDirection="column">
        {overlay.kind === 'help' ? (
          <ScrolledRows lines={help} offset={overlay.offset} height={size.height} />
        ) : overlay.kind === 'command' ? (
          <Rows lines={commandLines(commands, overlay.cursor, size.height, words, signs)} height={size.height} />
        ) : (
          props.body(size)
        )}
      </Box>
      <Rows lines={[notices.length === 0 ? rule(size.width, signs) : noticeLine(notices[notices.length - 1], words, size.width, signs), field === undefined ? fitLine(footer, size.width) : line(span(':', 'accent'), span(field.rows[0]))]} />
      {field !== undefined && <CursorAt x={MARGIN + 1 + field.cursor.x} y={rows - 2} />}
    </Box>
  );
}

/** In place of the lower rule: nothing moves, and it stays until what it speaks of is over. */
function noticeLine(notice: string, words: Catalogue, cells: number, signs: Signs): Line {
  const where = ` ${words.ui['notice.where']}`;
  return fitLine([span(truncate(notice, cells - lineWidth([span(where)]), signs.ellipsis), 'warn'), span(where, 'dim')], cells);
}
