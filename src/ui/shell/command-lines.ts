/** The list above the `:` line: the actions that fit what was typed, the chosen one pointed at. */
import type { Line } from '../../plot/index.js';
import type { Catalogue } from '../../words/index.js';
import { fitLine, line, plainLine, words as span } from '../components/lines.js';
import type { Command } from '../keys/footer.js';
import type { Signs } from '../signs.js';

const NAME_CELLS = 20;

export function commandLines(commands: readonly Command[], cursor: number, height: number, words: Catalogue, signs: Signs): readonly Line[] {
  const title = [span(words.ui['command.title'], 'title')];
  if (commands.length === 0) return [title, plainLine(words.ui['command.none'], 'dim')];
  const room = height - 1;
  const first = Math.max(0, Math.min(cursor - room + 1, commands.length - room));
  const shown = commands.slice(first, first + room).map((command, index) => {
    const chosen = first + index === cursor;
    return line(
      span(chosen ? `${signs.pointer} ` : '  ', 'accent'),
      ...fitLine([span(command.name, chosen ? 'accent' : undefined, chosen)], NAME_CELLS),
      span(command.help, chosen ? undefined : 'dim'),
    );
  });
  return [title, ...shown];
}
