/** The marks of the panels on screen and of the interface around them, for the help page. */
import type { Frame } from '../../lesson/index.js';
import { cursorMark, marksOf, toText, type Mark } from '../../plot/index.js';
import type { Speaker } from '../../words/say.js';
import { words as span } from '../components/lines.js';
import type { Game } from '../game-context.js';

export function marksOfFrame(frame: Frame | undefined, earlier: Frame | undefined, reading: boolean, speaker: Speaker, game: Game): readonly Mark[] {
  const { signs, words, charset } = game;
  const own: readonly Mark[] = [
    { sample: [span(signs.pointer, 'accent')], meaning: words.ui['mark.pointer'] },
    { sample: [span('='), span(' 12')], meaning: words.ui['mark.locked'] },
    { sample: [span('12', undefined, true)], meaning: words.ui['mark.changed'] },
    { sample: [span('~0.3')], meaning: words.ui['mark.measured'] },
    { sample: [span(signs.barFull.repeat(3), 'accent'), span(signs.barEmpty.repeat(3), 'frame')], meaning: words.ui['mark.progress'] },
  ];
  const drawn = (frame?.panels ?? []).flatMap((panel) => {
    const overlay = earlier?.panels.find(({ id, kind }) => id === panel.id && kind === panel.kind);
    return marksOf(panel, { charset, color: game.theme.color, speaker, overlay });
  });
  return [...withoutDoubles([...drawn, ...(reading ? [cursorMark({ charset, color: game.theme.color, speaker })] : [])]), ...own];
}

/** Panels of one simulation share many marks; each is explained once. */
function withoutDoubles(marks: readonly Mark[]): readonly Mark[] {
  const seen = new Map(marks.map((mark) => [`${toText(mark.sample)} ${mark.meaning}`, mark]));
  return [...seen.values()];
}
