/** In place of the panels while a text, a path or one of several options is entered: label, field or list, what it means, what is wrong. */
import { Box } from 'ink';
import { wrapSpans, type Line } from '../../plot/index.js';
import { sayError, fill, type Speaker } from '../../words/say.js';
import { CursorAt } from '../components/cursor-at.js';
import { fieldRows } from '../components/field-view.js';
import { plainLine, rule, words as span } from '../components/lines.js';
import { Menu, type MenuItem } from '../components/menu.js';
import { Rows } from '../components/rows.js';
import { useGame } from '../game-context.js';
import { BODY_TOP, MARGIN } from '../shell/shell.js';
import { rulesOf } from './edit-keys.js';
import { optionLabel, paramHelp } from './names.js';
import { rowLabel } from './param-lines.js';
import { chosenRow } from './params-state.js';
import type { SimulationSession } from './session.js';

interface EditorProps {
  readonly session: SimulationSession;
  readonly speaker: Speaker;
  readonly width: number;
  readonly height: number;
}

export function TextEditor({ session, speaker, width, height }: EditorProps) {
  const { words, signs } = useGame();
  const { params, files } = session.state;
  const { edit } = params;
  if (edit === undefined) return null;
  const row = chosenRow(params);
  const cells = width - 2;
  const help = row.kind === 'param' ? (paramHelp(row.name, speaker) ?? '') : row.kind === 'data' ? words.ui['params.file.help'] : words.ui['params.seed.help'];
  const { maxLength, multiline } = rulesOf(session);
  const head: readonly Line[] = [
    [span(rowLabel({ speaker, files }, row), 'title')],
    ...wrapSpans([span(help, 'dim')], cells),
    ...(multiline ? wrapSpans([span(words.ui['edit.lines'], 'dim')], cells) : []),
    rule(cells, signs),
  ];
  const field = fieldRows(edit.field, cells - 1, Math.max(1, height - head.length - 5));
  const count = row.kind === 'param' && maxLength !== undefined && !multiline ? fill(words.ui['edit.count'], { count: String(edit.field.text.length), max: String(maxLength) }) : '';
  const foot: readonly Line[] = [rule(cells, signs), ...(edit.error === undefined ? [plainLine(count, 'dim')] : wrapSpans([span(sayError(edit.error, speaker), 'bad')], cells))];
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      <Rows lines={[...head, ...field.rows.map((text) => plainLine(text)), ...foot]} width={cells} />
      <CursorAt x={MARGIN + field.cursor.x} y={BODY_TOP + head.length + field.cursor.y} />
    </Box>
  );
}

export function ChoiceEditor({ session, speaker, width, height }: EditorProps) {
  const { params, files } = session.state;
  const row = chosenRow(params);
  if (row.kind !== 'param') return null;
  const spec = params.specs[row.name];
  if (spec.kind !== 'choice') return null;
  const items = choiceItems(session, speaker);
  const help = paramHelp(row.name, speaker) ?? '';
  const head: readonly Line[] = [[span(rowLabel({ speaker, files }, row), 'title')], ...wrapSpans([span(help, 'dim')], width - 2), []];
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      <Rows lines={head} width={width - 2} />
      <Menu items={items} initial={spec.options.indexOf(String(params.setting.values[row.name]))} limit={Math.max(2, height - head.length)} onSelect={(value) => choose(session, value)} />
    </Box>
  );
}

export function choiceItems(session: SimulationSession, speaker: Speaker): readonly MenuItem<string>[] {
  const { params } = session.state;
  const row = chosenRow(params);
  if (row.kind !== 'param') return [];
  const spec = params.specs[row.name];
  return spec.kind === 'choice' ? spec.options.map((value, index) => ({ value, lines: [plainLine(`${index + 1} ${optionLabel(row.name, value, speaker)}`)] })) : [];
}

export function choose(session: SimulationSession, value: string): void {
  session.params({ type: 'set', value });
  session.dispatch({ type: 'choosing', open: false });
}
