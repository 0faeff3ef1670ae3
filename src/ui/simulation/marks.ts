/** The marks of the panels on screen and of the interface around them, for the help page. */
import type { Frame } from '../../lesson/index.js';
import { marksOf } from './plot-shim.js';
import type { Speaker } from '../../words/say.js';
import { words as span } from '../components/lines.js';
import type { Game } from '../game-context.js';
import type { Mark } from '../shell/help.js';

export function marksOfFrame(frame: Frame | undefined, speaker: Speaker, game: Game): readonly Mark[] {
  const { signs, words, charset } = game;
  const own: readonly Mark[] = [
    { sample: [span(signs.pointer, 'accent')], meaning: words.ui['mark.pointer'] },
    { sample: [span('='), span(' 12')], meaning: words.ui['mark.locked'] },
    { sample: [span('12', undefined, true)], meaning: words.ui['mark.changed'] },
    { sample: [span('~0.3')], meaning: words.ui['mark.measured'] },
    { sample: [span(signs.barFull.repeat(3), 'accent'), span(signs.barEmpty.repeat(3), 'frame')], meaning: words.ui['mark.progress'] },
  ];
  return [...(frame === undefined ? [] : frame.panels.flatMap((panel) => marksOf(panel, { charset, color: game.theme.color, speaker }))), ...own];
}
