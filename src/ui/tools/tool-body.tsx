/** A tool on screen: its picture at the left, what it is set to at the right, a few lines below. The same shape as a simulation. */
import { Box } from 'ink';
import { describePanel, descriptionLines, wrapText, type Line } from '../../plot/index.js';
import type { Panel } from '../../lesson/index.js';
import type { Speaker } from '../../words/say.js';
import { CursorAt } from '../components/cursor-at.js';
import { fitLine, plainLine, words as span } from '../components/lines.js';
import { Rows } from '../components/rows.js';
import { useGame } from '../game-context.js';
import { BODY_TOP, MARGIN, type Size } from '../shell/shell.js';

const GUTTER = 3;

export interface ToolParts {
  /** At most `height` of them are seen. */
  readonly main: readonly Line[];
  readonly side: readonly Line[];
  readonly below: readonly Line[];
  /** In the side. */
  readonly cursor?: { readonly x: number; readonly y: number };
}

export interface ToolCells {
  readonly main: number;
  readonly side: number;
}

export function toolCells(width: number): ToolCells {
  const side = Math.max(28, Math.min(44, Math.floor(width * 0.4)));
  return { main: width - side - GUTTER, side };
}

export function ToolBody({ main, side, below, cursor, size }: ToolParts & { readonly size: Size }) {
  const { signs } = useGame();
  const cells = toolCells(size.width);
  const height = size.height - below.length;
  const divider = span(` ${signs.divider} `, 'frame');
  const rows = Array.from({ length: height }, (_, y): Line => [...fitLine(main[y] ?? [], cells.main), divider, ...fitLine(side[y] ?? [], cells.side)]);
  return (
    <Box flexDirection="column">
      <Rows lines={[...rows, ...below.map((line) => fitLine(line, size.width))]} />
      {cursor !== undefined && <CursorAt x={MARGIN + cells.main + GUTTER + cursor.x} y={BODY_TOP + cursor.y} />}
    </Box>
  );
}

/** A panel as it is read aloud: its table, which can be long, only when asked for. */
export function spokenPanel(panel: Panel, speaker: Speaker, table: boolean): readonly Line[] {
  if (table) return panelWords(panel, speaker, WIDEST_TABLE);
  const { title, sentences } = describePanel(panel, speaker);
  return [plainLine(title), ...sentences.map((sentence) => plainLine(sentence))];
}

/** Lines that are read aloud are not cut at the edge of the window. */
const WIDEST_TABLE = 400;

/** A panel in words: sentences wrapped, then its table. */
export function panelWords(panel: Panel, speaker: Speaker, cells: number): readonly Line[] {
  const description = describePanel(panel, speaker);
  const [, ...table] = descriptionLines({ ...description, sentences: [] });
  return [
    [span(description.title, 'title')],
    ...description.sentences.flatMap((sentence) => wrapText(sentence, cells)).map((text) => plainLine(text)),
    ...(table.length === 0 ? [] : [[], ...table.map((text, row) => fitLine([span(text, row === 0 && description.header.length > 0 ? 'dim' : undefined)], cells))]),
  ];
}
