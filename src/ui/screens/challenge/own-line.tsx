/** One line in the learner's own words, typed below the page it is about. */
import { Box } from 'ink';
import type { Line } from '../../../plot/index.js';
import { MAX_OWN, sayOwn } from '../../../progress/index.js';
import { CursorAt } from '../../components/cursor-at.js';
import { fieldRow } from '../../components/field-view.js';
import { line, plainLine, width as cellsOf, words as span } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { scrolled } from '../../components/scroll.js';
import { editStroke, insert, type TextEdit } from '../../components/text-edit.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import type { Capture } from '../../keys/dispatch.js';
import { bodySize, BODY_TOP, MARGIN } from '../../shell/shell.js';
import { LevelShell } from '../level/level-shell.js';
import type { LevelView } from '../level/level-view.js';

interface OwnLineProps {
  readonly view: LevelView;
  readonly lines: readonly Line[];
  readonly offset: number;
  readonly field: TextEdit;
  /** Without a field typing is over. */
  readonly type: (field: TextEdit | undefined) => void;
}

/** An empty row, the field. */
const FIELD_ROWS = 2;
const RULES = { maxLength: MAX_OWN };

export function OwnLine({ view, lines, offset, field, type }: OwnLineProps) {
  const game = useGame();
  const { width, height } = bodySize(game.columns, game.rows);
  const prompt = `${game.words.ui['own.prompt']} `;
  const row = fieldRow(field, width - cellsOf(prompt));
  const room = height - FIELD_ROWS;
  const page = scrolled(lines, offset, room, game.words);
  const capture: Capture = (stroke) => {
    const edited = editStroke(field, stroke, RULES);
    if (edited === undefined) return false;
    type(edited);
    return true;
  };
  const save = () => {
    game.remember(sayOwn(view.level.id, field.text));
    type(undefined);
  };
  const actions: readonly Action[] = [
    { id: 'accept', keys: ['enter'], footer: 1, run: save },
    { id: 'dismiss', keys: ['escape'], footer: 2, run: () => type(undefined) },
  ];
  return (
    <LevelShell
      view={view}
      actions={actions}
      typing
      capture={capture}
      onPaste={(text) => type(insert(field, text, RULES))}
      body={() => (
        <Box flexDirection="column">
          <Rows lines={page} height={room} />
          <Rows lines={[[], line(span(prompt, 'accent'), span(row.rows[0], undefined, true))]} />
          <CursorAt x={MARGIN + cellsOf(prompt) + row.cursor.x} y={BODY_TOP + room + 1} />
        </Box>
      )}
      plain={() => [plainLine(`${prompt}${field.text}`)]}
    />
  );
}
