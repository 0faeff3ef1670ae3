/** Asking: a menu for choices, a field for numbers, a list to be put in order. */
import { Box } from 'ink';
import { isRight, type ChoiceQuestion } from '../../../lesson/index.js';
import type { Line } from '../../../plot/index.js';
import { CursorAt } from '../../components/cursor-at.js';
import { fieldRow } from '../../components/field-view.js';
import { words as span } from '../../components/lines.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { optionLines } from '../../components/option-lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { editStroke, insert } from '../../components/text-edit.js';
import { useGame } from '../../game-context.js';
import type { Capture } from '../../keys/dispatch.js';
import { bodySize, BODY_TOP, MARGIN } from '../../shell/shell.js';
import { headLines, type QuestionPart } from './question-lines.js';
import { readNumber } from './quiz-state.js';

export function AskChoice(part: QuestionPart<ChoiceQuestion>) {
  const game = useGame();
  const { question, words, frame, give, others } = part;
  const { width } = bodySize(game.columns, game.rows);
  const head = headLines(part, game, width);
  const { options } = words;
  const items = question.options.map((value, at): MenuItem<string> => ({
    value,
    lines: optionLines({ number: at + 1, text: options[value].text }, proseWidth(width) - 2, game.charset),
  }));
  return frame({
    actions: [...menuActions(game, items.length, (at) => give(question.options[at])), ...others],
    body: () => (
      <Box flexDirection="column">
        <Rows lines={head} />
        <Menu items={items} onSelect={give} />
      </Box>
    ),
    plain: () => [...head, ...items.flatMap((item) => item.lines)],
  });
}

const FIELD_CELLS = 24;
/** Keys that type a number stay with the field; letters keep their meaning. */
const TYPES_NUMBER = /^[0-9０-９.．,+\-−eE%％\s]+$/;

export function AskNumber(part: QuestionPart) {
  const game = useGame();
  const { question, frame, state, dispatch, give, others } = part;
  const { width } = bodySize(game.columns, game.rows);
  const head = headLines(part, game, width);
  const submit = () => {
    const typed = halfWidthNumber(state.field.text);
    const value = readNumber(typed);
    if (value === undefined) return dispatch({ type: 'notNumber' });
    // "75 %" answers 0.75 and 75 alike: which of the two is asked for is in the question.
    const inPercent = /[%％]/.test(typed) ? value * 100 : value;
    give(isRight(question, inPercent) ? inPercent : value);
  };
  const capture: Capture = (stroke) => {
    if (stroke.text !== '' && (stroke.name === 'enter' || !TYPES_NUMBER.test(stroke.text))) return false;
    if ((stroke.name === 'left' || stroke.name === 'right') && state.field.text === '') return false;
    const field = editStroke(state.field, stroke, { maxLength: FIELD_CELLS - 1 });
    if (field === undefined) return false;
    dispatch({ type: 'typed', field });
    return true;
  };
  const field = fieldRow(state.field, FIELD_CELLS);
  const fieldLine: Line = [span('> ', 'accent'), span(field.rows[0].padEnd(FIELD_CELLS, game.charset === 'ascii' ? '_' : ' '), undefined, true)];
  const note = prose(game.words.ui[state.notNumber ? 'quiz.notNumber' : 'quiz.numberNote'], width, game.charset, { fg: state.notNumber ? 'bad' : 'dim' });
  return frame({
    capture,
    onPaste: (text) => dispatch({ type: 'typed', field: insert(state.field, text.trim(), { maxLength: FIELD_CELLS - 1 }) }),
    actions: [{ id: 'answer', keys: ['enter'], footer: 1, run: submit }, ...others],
    body: () => (
      <Box flexDirection="column">
        <Rows lines={[...head, fieldLine, [], ...note]} />
        <CursorAt x={MARGIN + 2 + field.cursor.x} y={BODY_TOP + head.length} />
      </Box>
    ),
    plain: () => [...head, fieldLine, ...note],
  });
}

function halfWidthNumber(text: string): string {
  return text.replace(/[０-９．％]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0));
}

export function AskOrder(part: QuestionPart) {
  const game = useGame();
  const { words, frame, state, dispatch, give, others } = part;
  const { width } = bodySize(game.columns, game.rows);
  const head = headLines(part, game, width);
  const { options } = words;
  const lines = state.order.flatMap((item, at) => {
    const here = at === state.cursor;
    const role = here ? 'accent' : undefined;
    const rows = optionLines({ number: at + 1, text: options[item].text, sign: here && state.lifted ? game.signs.vertical : undefined, role }, proseWidth(width) - 2, game.charset);
    return rows.map((line, row): Line => [span(here && row === 0 ? `${game.signs.pointer} ` : '  ', 'accent'), ...line]);
  });
  const note = prose(game.words.ui[state.lifted ? 'quiz.lifted' : 'quiz.orderNote'], width, game.charset, { fg: 'dim' });
  return frame({
    actions: [
      { id: 'up', keys: ['up', 'k'], shown: game.signs.vertical, footer: 1, repeats: true, run: () => dispatch({ type: 'move', by: -1 }) },
      { id: 'down', keys: ['down', 'j'], repeats: true, run: () => dispatch({ type: 'move', by: 1 }) },
      { id: 'grab', keys: ['space'], footer: 2, run: () => dispatch({ type: 'lift' }) },
      { id: 'answer', keys: ['enter', 'c'], footer: 3, run: () => give(state.order) },
      ...others,
    ],
    // In a low window the empty row gives way.
    body: ({ height }) => <Rows lines={[...head, ...lines, ...(head.length + lines.length + note.length < height ? [[]] : []), ...note]} height={height} />,
    plain: () => [...head, ...lines, ...note],
  });
}
