/** Asks what to begin anew: a level, or everything. What is thrown away is kept for one undo, and everything is copied to a file before. */
import { Box } from 'ink';
import { extentOf, reset } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { plainLine, words as span } from '../../components/lines.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { optionLines } from '../../components/option-lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { useGame, type Route } from '../../game-context.js';
import { bodySize, Shell } from '../../shell/shell.js';

type ResetRoute = Extract<Route, { screen: 'reset' }>;
type Choice = 'keep' | 'level' | 'all';

export function ResetScreen({ route }: { readonly route: ResetRoute }) {
  const game = useGame();
  const { ui } = game.words;
  const { services, progress } = game;
  const level = services.course.levels.find(({ id }) => id === route.level);
  const choices: readonly Choice[] = level === undefined || !Object.hasOwn(progress.lessons, level.id) ? ['keep', 'all'] : ['keep', 'level', 'all'];
  const answer = (choice: Choice) => {
    if (choice === 'level' && level !== undefined) {
      game.sessions.forget({ id: level.id, simulations: level.simulations.map((id) => ({ id })) });
      game.remember(reset({ kind: 'level', lesson: level.id, simulations: level.simulations }));
    } else if (choice === 'all') {
      services.progress.backup();
      game.sessions.forgetAll();
      game.remember(reset({ kind: 'all' }));
    }
    game.go({ screen: 'home' });
  };
  const { levels, runs } = extentOf(progress);
  const name: Record<Choice, string> = {
    keep: ui['reset.keep'],
    level: fill(ui['reset.level'], { number: level?.number ?? 0, title: level?.title[game.language] ?? '' }),
    all: fill(ui['reset.all'], { levels, runs }),
  };
  const { width } = bodySize(game.columns, game.rows);
  const cells = proseWidth(width) - 2;
  const items = choices.map((value, at): MenuItem<Choice> => ({ value, lines: optionLines({ number: at + 1, text: name[value] }, cells, game.charset) }));
  const head = [plainLine(ui['reset.question'], 'title'), [], ...prose(ui['reset.undo'], width, game.charset, { fg: 'dim' }), []];
  return (
    <Shell
      title={[span(ui['reset.title'], 'title')]}
      actions={[...menuActions(game, items.length, (at) => answer(choices[at])), { id: 'close', keys: ['escape', 'q'], footer: 5, run: () => game.goBack() }]}
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
