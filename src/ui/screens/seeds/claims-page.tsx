/** The claims of the level, each checked here and now over as many seeds as the learner wants. */
import { useState, useSyncExternalStore } from 'react';
import { prose, proseWidth } from '../../components/prose.js';
import { ScrolledRows } from '../../components/scrolled-rows.js';
import { lastOffset } from '../../components/scroll.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import { claimLines } from '../../simulation/claim-lines.js';
import { fill } from '../../../words/say.js';
import type { Line } from '../../../plot/index.js';
import type { ToolProps } from '../../tools/tool-props.js';
import { LevelShell } from '../level/level-shell.js';
import type { SeedsAction, SeedsSetup } from './seeds-state.js';

interface ClaimsPageProps extends Pick<ToolProps, 'view' | 'close'> {
  readonly setup: SeedsSetup;
  readonly dispatch: (action: SeedsAction) => void;
}

export function ClaimsPage({ view, setup, dispatch, close }: ClaimsPageProps) {
  const game = useGame();
  const { signs, words } = game;
  const { claims } = view.lesson;
  const check = game.sessions.claims(view.lesson);
  useSyncExternalStore(check.subscribe, () => check.states);
  const [offset, setOffset] = useState(0);
  const { width, height } = bodySize(game.columns, game.rows);
  const chosen = Math.min(setup.claim, claims.length - 1);
  const cells = proseWidth(width);
  const head = [...prose(fill(words.ui['seeds.claims.help'], { count: String(setup.count) }), cells, game.charset, { fg: 'dim' }), []];
  const blocks = claims.map((claim, index) => claimLines({ words: view.words, speaker: view.speaker, claim, state: check.of(claim.id), chosen: index === chosen }, game, cells));
  const lines: readonly Line[] = [...head, ...blocks.flat()];
  const last = lastOffset(lines.length, height);

  const move = (by: -1 | 1) => {
    const next = Math.max(0, Math.min(claims.length - 1, chosen + by));
    dispatch({ type: 'claim', by, of: claims.length });
    const top = next === 0 ? 0 : head.length + blocks.slice(0, next).flat().length;
    const bottom = head.length + blocks.slice(0, next + 1).flat().length + 1;
    setOffset(Math.max(0, Math.min(last, top < offset ? top : bottom > offset + height - 1 ? bottom - height + 1 : offset)));
  };
  const actions: readonly Action[] = [
    { id: 'up', keys: ['up', 'k'], shown: signs.vertical, footer: 1, repeats: true, run: () => move(-1) },
    { id: 'down', keys: ['down', 'j'], repeats: true, run: () => move(1) },
    { id: 'check', keys: ['enter', 'space'], footer: 2, run: () => check.check(claims[chosen], setup.count) },
    { id: 'checkAll', keys: ['a'], footer: 3, run: () => check.checkAll(claims, setup.count) },
    ...(check.busy ? [{ id: 'stop', keys: ['escape', 'c'], footer: 4, run: () => check.stop() } satisfies Action] : []),
    { id: 'figures', keys: ['tab', 'shift+tab'], footer: 5, run: () => dispatch({ type: 'page' }) },
    { id: 'toSimulation', keys: check.busy ? ['q', 'S'] : ['q', 'escape', 'S'], footer: 80, run: close },
  ];
  return <LevelShell view={view} subtitle={words.ui['seeds.title']} actions={actions} body={(size) => <ScrolledRows lines={lines} offset={Math.min(offset, last)} height={size.height} />} plain={() => lines} />;
}
