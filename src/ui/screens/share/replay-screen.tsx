/** Asks for a share code or the id of a run, says what is wrong with it, and goes to the simulation with its parameters and seed. */
import { Box } from 'ink';
import { useEffect, useState } from 'react';
import { UserError } from '../../../lesson/index.js';
import { wrapSpans, type Line } from '../../../plot/index.js';
import { fill, sayError } from '../../../words/say.js';
import { CursorAt } from '../../components/cursor-at.js';
import { fieldRow } from '../../components/field-view.js';
import { line, plainLine, words as span } from '../../components/lines.js';
import { proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { insert, startEdit, type TextEdit } from '../../components/text-edit.js';
import { useGame, type Route } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { BODY_TOP, bodySize, MARGIN, Shell } from '../../shell/shell.js';
import { fieldCapture } from '../../tools/tool-keys.js';
import { findShared, showShared, type SharedRun } from './shared-run.js';

/** A code with a long text in it has a few hundred characters. */
const LONGEST = 4000;

export function ReplayScreen({ route }: { readonly route: Extract<Route, { screen: 'replay' }> }) {
  const game = useGame();
  const { ui } = game.words;
  const [field, setField] = useState<TextEdit>(startEdit(route.text));
  const [error, setError] = useState<UserError>();
  /** Found, but something must be said first. */
  const [found, setFound] = useState<SharedRun>();

  const show = async (run: SharedRun) => {
    const go = (to: Route) => {
      game.goBack(); // whence one came is not where one wants to go back to
      game.go(to);
    };
    try {
      await showShared(run, { ...game, go });
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault;
      setFound(undefined);
      setError(fault);
    }
  };
  const replay = async () => {
    if (field.text.trim() === '') return;
    if (found !== undefined) return show(found);
    try {
      const run = await findShared(field.text, game.services.course, game.progress);
      if (remarks(run, ui).length === 0) await show(run);
      else setFound(run);
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault;
      setError(fault);
    }
  };
  // A code given on the command line needs no Enter of its own.
  useEffect(() => {
    void replay();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const typed = (next: TextEdit) => {
    setField(next);
    setError(undefined);
    setFound(undefined);
  };

  const { width } = bodySize(game.columns, game.rows);
  const cells = proseWidth(width);
  const head: readonly Line[] = [...wrapSpans([span(ui['replay.ask'])], cells), []];
  const view = fieldRow(field, cells - 2);
  const said: readonly Line[] =
    error !== undefined
      ? wrapSpans([span(sayError(error, { language: game.language }), 'bad')], cells)
      : found === undefined
        ? []
        : [...remarks(found, ui), ui['replay.go']].flatMap((text) => wrapSpans([span(text, 'warn')], cells));
  const actions: readonly Action[] = [
    { id: 'accept', keys: ['enter'], footer: 1, run: () => void replay() },
    { id: 'dismiss', keys: ['escape'], footer: 2, run: game.goBack },
  ];
  return (
    <Shell
      title={[span(ui['replay.title'], 'title')]}
      actions={actions}
      typing
      capture={fieldCapture(field, LONGEST, typed)}
      onPaste={(text) => typed(insert(field, text, { maxLength: LONGEST }))}
      body={() => (
        <Box flexDirection="column">
          <Rows lines={[...head, line(span(`${game.signs.pointer} `, 'accent'), span(view.rows[0], undefined, true)), [], ...said]} />
          <CursorAt x={MARGIN + 2 + view.cursor.x} y={BODY_TOP + head.length} />
        </Box>
      )}
      plain={() => [...head, plainLine(fill(ui['edit.field'], { text: field.text })), ...said]}
    />
  );
}

/** What must be known before the run is taken for the same. */
function remarks({ simulation, version, files }: SharedRun, ui: ReturnType<typeof useGame>['words']['ui']): readonly string[] {
  return [
    ...(version === simulation.version ? [] : [fill(ui['replay.version'], { then: String(version), now: String(simulation.version) })]),
    ...(files === 'unknown' ? [ui['replay.file']] : []),
  ];
}
