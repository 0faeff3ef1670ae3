/** The summary of a level: what was earned and predicted, the claims to be checked live, the sources, the next level. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { proseWidth } from '../../components/prose.js';
import { ScrolledRows } from '../../components/scroll-page.js';
import { lastOffset } from '../../components/scroll.js';
import { useGame, type Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import { openLevel } from '../home/open-level.js';
import { LevelShell } from '../level/level-shell.js';
import { stepActions } from '../level/step-actions.js';
import type { LevelView } from '../level/level-view.js';
import { summaryPage } from './summary-lines.js';

export function SummaryScreen({ view }: { readonly view: LevelView }) {
  const game = useGame();
  const { lesson } = view;
  const check = game.sessions.claims(lesson);
  useSyncExternalStore(check.subscribe, () => check.states);
  useEffect(() => () => check.stop(), [check]);
  const [cursor, setCursor] = useState(0);
  const [offset, setOffset] = useState(0);
  const { width, height } = bodySize(game.columns, game.rows);
  const pageAt = (claim: number) => summaryPage(view, game.progress.lessons[view.level.id], check, claim, game, proseWidth(width));
  const { lines } = pageAt(cursor);
  const last = lastOffset(lines.length, height);

  /** The arrows go from claim to claim, and past the last one to the end of the page. */
  const move = (by: -1 | 1) => {
    const next = cursor + by;
    if (next < 0 || next >= lesson.claims.length) {
      setOffset(Math.min(last, Math.max(0, offset + by)));
      return;
    }
    setCursor(next);
    const { pointed } = pageAt(next);
    setOffset(Math.min(last, pointed < offset ? pointed : pointed > offset + height - 5 ? pointed - height + 5 : offset));
  };
  const actions: readonly Action[] = [
    { id: 'up', keys: ['up', 'k'], shown: game.signs.vertical, footer: 1, repeats: true, run: () => move(-1) },
    { id: 'down', keys: ['down', 'j'], repeats: true, run: () => move(1) },
    { id: 'pageBack', keys: ['pageup', 'ctrl+u'], run: () => setOffset(Math.max(0, offset - height + 2)) },
    { id: 'page', keys: ['pagedown', 'ctrl+d'], run: () => setOffset(Math.min(last, offset + height - 2)) },
    ...(lesson.claims.length > 0 ? [{ id: 'check', keys: ['enter', 'c'], footer: 2, run: () => check.check(lesson.claims[cursor]) } satisfies Action] : []),
    ...(!check.busy ? [] : [{ id: 'cancel', keys: ['x'], footer: 3, run: () => check.stop() } satisfies Action]),
    ...nextLevel(view, game),
    ...stepActions(game, view),
  ];
  return (
    <LevelShell
      view={view}
      actions={actions}
      body={(size) => <ScrolledRows lines={lines} offset={Math.min(offset, last)} height={size.height} />}
      plain={() => lines}
    />
  );
}

function nextLevel(view: LevelView, game: Game): readonly Action[] {
  const { levels } = game.services.course;
  const next = levels.find(({ number, available }) => available && number > view.level.number);
  return next === undefined ? [] : [{ id: 'nextLevel', keys: ['n'], footer: 4, run: () => openLevel(game, next.id) }];
}
