/** The frame of a step: the shell with the level's header. */
import type { Line } from '../../../plot/index.js';
import { lineWidth, words as span } from '../../components/lines.js';
import { useGame } from '../../game-context.js';
import { bodySize, Shell, type ShellProps } from '../../shell/shell.js';
import type { LevelView } from './level-view.js';
import { stepBars } from './step-bar.js';

interface LevelShellProps extends Omit<ShellProps, 'title' | 'right'> {
  readonly view: LevelView;
  /** After the title of the level: the simulation, where there are several. */
  readonly subtitle?: string;
}

export function LevelShell({ view, subtitle, ...rest }: LevelShellProps) {
  const game = useGame();
  const titled = (title: string): Line => [
    span(`${view.level.number} `, 'accent'),
    span(title, 'title'),
    ...(subtitle === undefined ? [] : [span(` ${game.signs.dot} ${subtitle}`, 'dim')]),
  ];
  const titles = [titled(view.words.title), titled(view.level.short[game.language])];
  const { width } = bodySize(game.columns, game.rows);
  const { title, bar } = headerFitting(titles, stepBars(view.step, game.words, game.signs), width);
  return <Shell {...rest} title={title} right={[span('  '), ...bar]} />;
}

/** The longest title that fits beside all steps, else beside the short bar; the short one cut where nothing fits. */
export function headerFitting(titles: readonly Line[], bars: readonly Line[], cells: number): { readonly title: Line; readonly bar: Line } {
  for (const bar of bars) {
    const title = titles.find((candidate) => lineWidth(candidate) + 2 + lineWidth(bar) <= cells);
    if (title !== undefined) return { title, bar };
  }
  return { title: titles[titles.length - 1], bar: bars[bars.length - 1] };
}
