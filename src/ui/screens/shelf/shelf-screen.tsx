/** The shelf: every finished run of the simulation; pin, name, delete, take up, share, and choose two or more to lay over each other. */
import { Box } from 'ink';
import { useEffect, useReducer, useState } from 'react';
import { UserError } from '../../../lesson/index.js';
import { wrapSpans } from '../../../plot/index.js';
import { canPin, deleteRun, localTime, MAX_NAME, nameRun, pinRun, type RunRecord } from '../../../progress/index.js';
import { fill, sayError } from '../../../words/say.js';
import { CursorAt } from '../../components/cursor-at.js';
import { fieldRow } from '../../components/field-view.js';
import { line, plainLine, width as cellsOf, words as span } from '../../components/lines.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { BODY_TOP, bodySize, MARGIN } from '../../shell/shell.js';
import { firstMetric } from '../../tools/describe-setting.js';
import { fieldCapture } from '../../tools/tool-keys.js';
import type { ToolProps } from '../../tools/tool-props.js';
import { LevelShell } from '../level/level-shell.js';
import { findShared, showShared } from '../share/shared-run.js';
import { ShareScreen } from '../share/share-screen.js';
import { CompareScreen } from './compare-screen.js';
import { runTitle } from './best-line.js';
import { shelfLines, shelfWords, type ShelfView } from './shelf-lines.js';
import { afterDelete, chosenRuns, EMPTY_SHELF, pointed, reduceShelf, shelfOf, type ShelfAction, type ShelfState } from './shelf-state.js';

type Over = 'compare' | 'share';

export function ShelfScreen({ view, session, close }: ToolProps) {
  const game = useGame();
  const { words, signs } = game;
  const { ui } = words;
  const { simulation } = session;
  // Another tutor may have finished runs meanwhile.
  useEffect(() => void game.services.progress.refresh(), [game.services]);
  const runs = shelfOf(game.progress.runs, simulation.id);
  const [state, dispatch] = useReducer((before: ShelfState, action: ShelfAction) => reduceShelf(before, action, runs), EMPTY_SHELF);
  const [over, setOver] = useState<Over>();
  const [error, setError] = useState<UserError>();
  const run = pointed(state, runs);
  const chosen = chosenRuns(state, runs);
  const speaker = { ...view.speaker, simulation: simulation.id };
  const { challenge } = view.lesson;
  const shelf: ShelfView = { state, runs, simulation, metric: firstMetric(view.lesson, simulation), challenge: challenge.simulation === simulation.id ? challenge : undefined, speaker, words, signs };
  const { width } = bodySize(game.columns, game.rows);

  if (over === 'compare' && chosen.length > 1) return <CompareScreen view={view} simulation={simulation} chosen={chosen} close={() => setOver(undefined)} />;
  if (run === undefined) {
    const empty = wrapSpans([span(ui['shelf.empty'])], proseWidth(width));
    return <LevelShell view={view} subtitle={ui['shelf.title']} actions={[{ id: 'toSimulation', keys: ['q', 'escape', 'v'], footer: 1, run: close }]} body={() => <Rows lines={empty} />} plain={() => empty} />;
  }
  if (over === 'share') return <ShareScreen view={view} simulation={simulation} setting={{ values: run.params, seed: run.seed }} version={run.version} files={run.data ?? []} close={() => setOver(undefined)} />;
  if (state.asks?.kind === 'delete') return <AskDelete view={view} run={run} dismiss={() => dispatch({ type: 'dismiss' })} next={() => dispatch({ type: 'goTo', id: afterDelete(run.id, runs) })} />;

  const takeUp = async () => {
    try {
      await showShared(await findShared(run.id, game.services.course, game.progress), game);
      close();
    } catch (fault) {
      if (!(fault instanceof UserError)) throw fault;
      setError(fault);
    }
  };
  const naming = state.asks?.kind === 'name' ? state.asks.field : undefined;
  const name = () => {
    game.remember(nameRun(run.id, naming?.text ?? ''));
    dispatch({ type: 'dismiss' });
  };
  const pin = () => {
    if (run.pinned || canPin(game.progress)) game.remember(pinRun(run.id, !run.pinned));
    else dispatch({ type: 'notice', notice: 'full' });
  };
  const compare = () => (chosen.length > 1 ? setOver('compare') : dispatch({ type: 'notice', notice: 'chooseTwo' }));
  const move = (by: number) => () => dispatch({ type: 'move', by });
  const actions: readonly Action[] =
    naming !== undefined
      ? [
          { id: 'accept', keys: ['enter'], footer: 1, run: name },
          { id: 'dismiss', keys: ['escape'], footer: 2, run: () => dispatch({ type: 'dismiss' }) },
        ]
      : [
          { id: 'up', keys: ['up', 'k'], shown: signs.vertical, footer: 1, repeats: true, run: move(-1) },
          { id: 'down', keys: ['down', 'j'], repeats: true, run: move(1) },
          { id: 'mark', keys: ['space'], footer: 2, repeats: true, run: () => dispatch({ type: 'choose' }) },
          { id: 'compare', keys: ['v'], footer: 3, run: compare },
          { id: 'takeUp', keys: ['enter'], footer: 4, run: () => void takeUp() },
          { id: 'pin', keys: ['m'], footer: 5, run: pin },
          { id: 'name', keys: ['e'], footer: 6, run: () => dispatch({ type: 'name' }) },
          { id: 'remove', keys: ['x', 'delete'], footer: 7, run: () => dispatch({ type: 'delete' }) },
          { id: 'share', keys: ['y'], footer: 8, run: () => setOver('share') },
          { id: 'first', keys: ['g', 'home'], run: move(-runs.length) },
          { id: 'last', keys: ['G', 'end'], run: move(runs.length) },
          { id: 'page', keys: ['pagedown', 'ctrl+d'], run: move(10) },
          { id: 'pageBack', keys: ['pageup', 'ctrl+u'], run: move(-10) },
          { id: 'toSimulation', keys: ['q', 'escape'], footer: 80, run: close },
        ];
  const below = naming === undefined ? undefined : fieldRow(naming, width - 12);
  return (
    <LevelShell
      view={view}
      subtitle={ui['shelf.title']}
      actions={actions}
      typing={naming !== undefined}
      capture={fieldCapture(naming, MAX_NAME, (field) => dispatch({ type: 'typed', field }))}
      marks={() => [
        { sample: [span('A', 'accent', true)], meaning: ui['mark.chosen'] },
        { sample: [span(signs.picked, 'warn')], meaning: ui['mark.pinned'] },
        ...(shelf.challenge === undefined ? [] : [{ sample: [span(signs.starFull, 'warn')], meaning: ui['mark.best'] }]),
      ]}
      body={(size) => {
        const lines = [...shelfLines(shelf, size.width, size.height)];
        if (error !== undefined) lines[lines.length - 1] = [span(sayError(error, speaker), 'bad')];
        if (below !== undefined) lines[lines.length - 1] = line(span(`${ui['shelf.name']}: `, 'accent'), span(below.rows[0], undefined, true));
        return (
          <Box flexDirection="column">
            <Rows lines={lines} />
            {below !== undefined && <CursorAt x={MARGIN + cellsOf(ui['shelf.name']) + 2 + below.cursor.x} y={BODY_TOP + size.height - 1} />}
          </Box>
        );
      }}
      plain={() => [...shelfWords(shelf), ...(naming === undefined ? [] : [plainLine(fill(ui['edit.field'], { text: naming.text }))]), ...(error === undefined ? [] : [plainLine(sayError(error, speaker))])]}
    />
  );
}

type Answer = 'keep' | 'delete';

/** @param next  called before the run goes, so that the pointer knows its neighbours */
function AskDelete({ view, run, dismiss, next }: Pick<ToolProps, 'view'> & { readonly run: RunRecord; readonly dismiss: () => void; readonly next: () => void }) {
  const game = useGame();
  const { ui } = game.words;
  const answer = (choice: Answer) => {
    if (choice === 'keep') return dismiss();
    next();
    game.remember(deleteRun(run.id));
  };
  const items: readonly MenuItem<Answer>[] = [
    { value: 'keep', lines: [plainLine(`1 ${ui['shelf.deleteNo']}`)] },
    { value: 'delete', lines: [plainLine(`2 ${ui['shelf.deleteYes']}`)] },
  ];
  const head = [...wrapSpans([span(fill(ui['shelf.delete'], { name: runTitle(run), when: localTime(run.finishedAt) }))], proseWidth(bodySize(game.columns, game.rows).width)), []];
  return (
    <LevelShell
      view={view}
      subtitle={ui['shelf.title']}
      actions={[...menuActions(game, items.length, (index) => answer(items[index].value)), { id: 'close', keys: ['escape', 'q'], footer: 5, run: dismiss }]}
      body={() => (
        <Box flexDirection="column">
          <Rows lines={head} />
          <Menu items={items} onSelect={answer} />
        </Box>
      )}
      plain={() => [...head, ...items.flatMap((item) => item.lines)]}
    />
  );
}
