/**
 * The frame for screen readers: no alternate screen, nothing is redrawn. What is new on a screen is appended as lines, what
 * stayed the same is not said again; below it one line says which keys there are.
 */
import { Box, Static, Text } from 'ink';
import { useRef } from 'react';
import { toText, type Line } from '../../plot/cells.js';
import { useGame } from '../game-context.js';
import { showKey, type Action } from '../keys/actions.js';
import { freshLines } from './fresh-lines.js';

export function PlainShell({ title, lines, actions, prompt }: { readonly title: Line; readonly lines: readonly Line[]; readonly actions: readonly Action[]; readonly prompt?: string }) {
  const { words } = useGame();
  const said = useRef<{ page: readonly string[]; log: readonly string[] }>({ page: [], log: [] });
  const page = [toText(title), ...lines.map(toText)].map((text) => text.trimEnd()).filter((text) => text !== '');
  const fresh = freshLines(said.current.page, page);
  if (fresh.length > 0) said.current = { page, log: [...said.current.log, ...fresh] };
  else said.current = { ...said.current, page };
  const keys = actions
    .filter((action) => action.footer !== undefined)
    .sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0))
    .map((action) => `${spoken(action)} ${words.ui.actions[action.id].label}`);
  return (
    <Box flexDirection="column">
      <Static items={[...said.current.log]}>{(text, index) => <Text key={index}>{text}</Text>}</Static>
      <Text>{prompt ?? keys.join('; ')}</Text>
    </Box>
  );
}

/** Arrows by their names; a pair of actions by both. */
function spoken({ keys, shown }: Action): string {
  if (shown === undefined) return showKey(keys[0] ?? '', true);
  return shown.replace('↑↓', 'Up, Down ').replace('←→', 'Left, Right ').replace('→', 'Right').replace('←', 'Left').trim();
}
