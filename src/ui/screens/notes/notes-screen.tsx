/** A level as notes: read on the screen, and written to a file of the learner's choice, never over another unasked. */
import { Box } from 'ink';
import { useEffect, useMemo, useReducer, useState } from 'react';
import type { Line } from '../../../plot/index.js';
import { loadNotes } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { CursorAt } from '../../components/cursor-at.js';
import { fieldRow } from '../../components/field-view.js';
import { fitLine, line, plainLine, width as cellsOf, words as span } from '../../components/lines.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { prose, proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { scrolled } from '../../components/scroll.js';
import { useScroll } from '../../components/scroll-page.js';
import { editStroke, insert } from '../../components/text-edit.js';
import { useGame, type Game, type Route } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import type { Capture } from '../../keys/dispatch.js';
import { bodySize, BODY_TOP, MARGIN, Shell } from '../../shell/shell.js';
import { returnAction } from '../level/step-actions.js';
import { today } from '../review/due.js';
import { faultOf } from '../../components/file-fault.js';
import { besideName, pathEnd, reduceNotes, type NotesState } from './notes-state.js';

type NotesRoute = Extract<Route, { screen: 'notes' }>;
type Choice = 'beside' | 'over' | 'no';

const CHOICES: readonly Choice[] = ['beside', 'over', 'no'];
/** Above the notes: where they go, and an empty row. */
const HEAD_ROWS = 2;
const LONGEST_PATH = 300;

export function NotesScreen({ route }: { readonly route: NotesRoute }) {
  const game = useGame();
  const { ui } = game.words;
  const { files } = game.services;
  const level = game.services.course.levels.find(({ id }) => id === route.level);
  const folder = level?.folder ?? route.level;
  const [state, dispatch] = useReducer(reduceNotes, undefined, (): NotesState => ({ file: files.resolve(`ml-tutor-${folder}.md`), phase: { kind: 'reading' } }));
  const text = useNotes(route.level, game);
  const { phase } = state;
  const { width, height } = bodySize(game.columns, game.rows);
  const lines = useMemo(() => (text === undefined ? [plainLine(ui['level.loading'], 'dim')] : prose(text, width, game.charset)), [text, width, game.charset, ui]);
  const scroll = useScroll(lines.length + HEAD_ROWS);
  const write = (file: string) => {
    if (text === undefined) return;
    try {
      files.write(file, text);
      dispatch({ type: 'written', file });
    } catch (error) {
      dispatch({ type: 'failed', reason: faultOf(error), message: error instanceof Error ? error.message : String(error) });
    }
  };
  const writeOrAsk = () => (files.exists(state.file) ? dispatch({ type: 'exists', beside: besideName(state.file, files.exists) }) : write(state.file));
  const choose = (choice: Choice) => {
    if (phase.kind !== 'exists') return;
    if (choice === 'beside') write(phase.beside);
    else if (choice === 'over') write(state.file);
    else dispatch({ type: 'dismiss' });
  };

  const title = line(span(`${level?.number ?? ''} `, 'accent'), span(level?.short[game.language] ?? '', 'title'), span(` ${game.signs.dot} ${ui['notes.title']}`, 'dim'));
  if (phase.kind === 'exists') {
    const names: Record<Choice, string> = { beside: fill(ui['notes.beside'], { file: phase.beside }), over: ui['notes.over'], no: ui['notes.no'] };
    const head = [...prose(fill(ui['notes.exists'], { file: state.file }), width, game.charset), []];
    const items = CHOICES.map((value, at): MenuItem<Choice> => ({ value, lines: prose(`${at + 1}\\. ${names[value]}`, width - 2, game.charset) }));
    return (
      <Shell
        title={title}
        actions={[...menuActions(game, CHOICES.length, (at) => choose(CHOICES[at])), { id: 'dismiss', keys: ['escape', 'q'], footer: 5, run: () => dispatch({ type: 'dismiss' }) }]}
        body={() => (
          <Box flexDirection="column">
            <Rows lines={head} />
            <Menu items={items} onSelect={choose} />
          </Box>
        )}
        plain={() => [...head, ...items.flatMap((item) => item.lines)]}
      />
    );
  }

  const naming = phase.kind === 'naming' ? phase.field : undefined;
  const capture: Capture = (stroke) => {
    const field = naming === undefined ? undefined : editStroke(naming, stroke, { maxLength: LONGEST_PATH });
    if (field === undefined) return false;
    dispatch({ type: 'typed', field });
    return true;
  };
  const actions: readonly Action[] =
    naming === undefined
      ? [
          ...scroll.actions,
          { id: 'writeNotes', keys: ['enter', 'W'], footer: 2, run: writeOrAsk },
          { id: 'nameNotes', keys: ['e'], footer: 3, run: () => dispatch({ type: 'name' }) },
          returnAction(game),
        ]
      : [
          { id: 'accept', keys: ['enter'], footer: 1, run: () => dispatch({ type: 'named', file: files.resolve(naming.text.trim() === '' ? state.file : naming.text.trim()) }) },
          { id: 'dismiss', keys: ['escape'], footer: 2, run: () => dispatch({ type: 'dismiss' }) },
        ];
  const prompt = `${ui['notes.file']} `;
  const promptCells = cellsOf(prompt);
  const field = naming === undefined ? undefined : fieldRow(naming, width - promptCells);
  const head: Line = field === undefined ? headLine(state, game, width) : line(span(prompt, 'accent'), span(field.rows[0], undefined, true));
  return (
    <Shell
      title={title}
      actions={actions}
      typing={naming !== undefined}
      capture={naming === undefined ? undefined : capture}
      onPaste={(pasted) => naming !== undefined && dispatch({ type: 'typed', field: insert(naming, pasted.trim(), { maxLength: LONGEST_PATH }) })}
      body={() => (
        <Box flexDirection="column">
          <Rows lines={[head, [], ...scrolled(lines, scroll.offset, height - HEAD_ROWS, game.words)]} height={height} />
          {field !== undefined && <CursorAt x={MARGIN + promptCells + field.cursor.x} y={BODY_TOP} />}
        </Box>
      )}
      plain={() => [naming === undefined ? headLine(state, game, proseWidth(width) * 3) : plainLine(`${prompt}${naming.text}`), ...(phase.kind === 'reading' ? lines : [])]}
    />
  );
}

/** Where the notes go, or went. The end of a path says more than its beginning. */
function headLine({ file, phase }: NotesState, { words, signs }: Game, cells: number): Line {
  const { ui } = words;
  const filled = (text: string, path: string) => fill(text, { file: pathEnd(path, cells - cellsOf(fill(text, { file: '' })), signs.ellipsis) });
  switch (phase.kind) {
    case 'written':
      return [span(filled(`${signs.right} ${ui['notes.written']}`, phase.file), 'good')];
    case 'failed':
      return fitLine([span(fill(ui[`notes.fault.${phase.reason}`], { file: phase.file, message: phase.message }), 'bad')], cells, 'left', signs.ellipsis);
    default:
      return [span(filled(ui['notes.into'], file), 'dim')];
  }
}

/** Undefined until lesson and writer are loaded. */
function useNotes(id: string, game: Game): string | undefined {
  const [writer, setWriter] = useState<Awaited<ReturnType<typeof loadNotes>>>();
  useEffect(() => {
    let here = true;
    void loadNotes().then((loaded) => {
      if (here) setWriter(loaded);
    });
    return () => {
      here = false;
    };
  }, []);
  const { language, progress, services } = game;
  const lesson = game.lesson(id);
  const day = today(game);
  return useMemo(
    () => (writer === undefined || lesson === undefined ? undefined : writer.levelNotes({ lesson, words: services.course.loadWords(id, language), language, progress, today: day })),
    [writer, lesson, services, id, language, progress, day],
  );
}
