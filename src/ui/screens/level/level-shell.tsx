/** The frame of a step: the shell with the level's header. */
import { lineWidth, words as span } from '../../components/lines.js';
import { useGame } from '../../game-context.js';
import { bodySize, Shell, type ShellProps } from '../../shell/shell.js';
import type { LevelView } from './level-view.js';
import { stepBar } from './step-bar.js';

interface LevelShellProps extends Omit<ShellProps, 'title' | 'right'> {
  readonly view: LevelView;
  /** After the title of the level: the simulation, where there are several. */
  readonly subtitle?: string;
}

export function LevelShell({ view, subtitle, ...rest }: LevelShellProps) {
  const game = useGame();
  const title = [
    span(`${view.level.number} `, 'accent'),
    span(view.words.title, 'title'),
    ...(subtitle === undefined ? [] : [span(` ${game.signs.dot} ${subtitle}`, 'dim')]),
  ];
  const { width } = bodySize(game.columns, game.rows);
  return <Shell {...rest} title={title} right={[span('  '), ...stepBar(view.step, lineWidth(title), width, game.words, game.signs)]} />;
}
