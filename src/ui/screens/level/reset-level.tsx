/** Asks whether a level shall be begun anew, and does it. What it throws away can be had back on the map. */
import { Box } from 'ink';
import { fill } from '../../../words/say.js';
import { wrapText } from '../../../plot/index.js';
import { reset } from '../../../progress/index.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { plainLine } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { useGame, type Game } from '../../game-context.js';
import { bodySize } from '../../shell/shell.js';
import { LevelShell } from './level-shell.js';
import type { LevelView } from './level-view.js';

type Choice = 'keep' | 'forget';
const CHOICES: readonly Choice[] = ['keep', 'forget'];

export function ResetLevel({ view, close }: { readonly view: LevelView; readonly close: () => void }) {
  const game = useGame();
  const { ui } = game.words;
  const answer = (choice: Choice) => (choice === 'forget' ? forget(game, view) : close());
  const items: readonly MenuItem<Choice>[] = CHOICES.map((value, index) => ({ value, lines: [plainLine(`${index + 1} ${ui[`resetLevel.${value}`]}`)] }));
  const { width } = bodySize(game.columns, game.rows);
  const head = [...wrapText(fill(ui['resetLevel.question'], { title: view.words.title }), width).map((text) => plainLine(text)), []];
  return (
    <LevelShell
      view={view}
      actions={[...menuActions(game, CHOICES.length, (index) => answer(CHOICES[index])), { id: 'close', keys: ['escape', 'q'], footer: 5, run: close }]}
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

function forget(game: Game, { lesson, level }: LevelView): void {
  game.sessions.forget(lesson);
  game.remember(reset({ kind: 'level', lesson: level.id, simulations: lesson.simulations.map(({ id }) => id) }));
  game.go({ screen: 'home' });
}
