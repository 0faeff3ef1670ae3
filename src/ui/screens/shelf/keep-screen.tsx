/** Keeps the run on the screen: pinned, so that it stays when older ones go, and named if the learner likes. */
import { Box } from 'ink';
import { useState } from 'react';
import { wrapSpans, type Line } from '../../../plot/index.js';
import { all, canPin, MAX_NAME, MAX_PINNED, nameRun, pinRun, type RunRecord } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { CursorAt } from '../../components/cursor-at.js';
import { fieldRow } from '../../components/field-view.js';
import { line, plainLine, words as span } from '../../components/lines.js';
import { proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { insert, startEdit, type TextEdit } from '../../components/text-edit.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { BODY_TOP, bodySize, MARGIN } from '../../shell/shell.js';
import { finishedMetrics } from '../../simulation/session-state.js';
import { recordOf, settingInWords } from '../../tools/describe-setting.js';
import { fieldCapture } from '../../tools/tool-keys.js';
import type { ToolProps } from '../../tools/tool-props.js';
import { LevelShell } from '../level/level-shell.js';

export function KeepScreen({ view, session, close }: ToolProps) {
  const game = useGame();
  const { ui } = game.words;
  const { state, simulation } = session;
  const metrics = finishedMetrics(state);
  const record = metrics === undefined || state.run === undefined ? undefined : recordOf(game.progress.runs, simulation, state.run.setting, metrics);
  const cannot = record === undefined ? ui[metrics === undefined ? 'keep.unfinished' : 'shelf.gone'] : record.pinned || canPin(game.progress) ? undefined : fill(ui['keep.full'], { max: String(MAX_PINNED) });
  if (record !== undefined && cannot === undefined) return <NameRun view={view} session={session} close={close} record={record} />;
  const lines = wrapSpans([span(cannot ?? '', 'warn')], proseWidth(bodySize(game.columns, game.rows).width));
  return <LevelShell view={view} subtitle={ui['keep.title']} actions={[{ id: 'toSimulation', keys: ['q', 'escape', 'enter', 'm'], footer: 1, run: close }]} body={() => <Rows lines={lines} />} plain={() => lines} />;
}

function NameRun({ view, session, close, record }: ToolProps & { readonly record: RunRecord }) {
  const game = useGame();
  const { ui } = game.words;
  const [field, setField] = useState<TextEdit>(startEdit(record.name ?? ''));
  const speaker = { ...view.speaker, simulation: record.simulation };
  const cells = proseWidth(bodySize(game.columns, game.rows).width);
  const what = fill(ui['keep.what'], { id: record.id, seed: String(record.seed), params: settingInWords(session.simulation, record.params, speaker, ui['keep.defaults']) });
  const head: readonly Line[] = [[span(ui['keep.title'], 'title')], ...wrapSpans([span(what, 'dim')], cells), [], ...wrapSpans([span(ui['keep.ask'])], cells), []];
  const row = fieldRow(field, cells - 2);
  const keep = () => {
    game.remember(all(pinRun(record.id, true), nameRun(record.id, field.text)));
    close();
  };
  const actions: readonly Action[] = [
    { id: 'accept', keys: ['enter'], footer: 1, run: keep },
    { id: 'dismiss', keys: ['escape'], footer: 2, run: close },
  ];
  return (
    <LevelShell
      view={view}
      subtitle={ui['keep.title']}
      typing
      actions={actions}
      capture={fieldCapture(field, MAX_NAME, setField)}
      onPaste={(text) => setField(insert(field, text, { maxLength: MAX_NAME }))}
      body={() => (
        <Box flexDirection="column">
          <Rows lines={[...head, line(span(`${game.signs.pointer} `, 'accent'), span(row.rows[0], undefined, true))]} />
          <CursorAt x={MARGIN + 2 + row.cursor.x} y={BODY_TOP + head.length} />
        </Box>
      )}
      plain={() => [...head, plainLine(fill(ui['edit.field'], { text: field.text }))]}
    />
  );
}
