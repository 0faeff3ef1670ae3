/** The marks that are on screen now, of the panels and of the interface around them, for the help page. */
import type { Frame, Simulation } from '../../lesson/index.js';
import { cursorMark, marksOf, toText, type Mark } from '../../plot/index.js';
import type { Speaker } from '../../words/say.js';
import { words as span } from '../components/lines.js';
import { scrubBar } from '../components/scrub-bar.js';
import type { Game } from '../game-context.js';
import { isLocked, sameSetting } from './params-state.js';
import { changedSince, comparedWith, shownFrame, type SessionState } from './session-state.js';

export function marksOnScreen(state: SessionState, simulation: Simulation, speaker: Speaker, game: Game): readonly Mark[] {
  const { charset } = game;
  const drawn = { charset, color: game.theme.color, speaker };
  const frame = shownFrame(state);
  const marks = (frame?.panels ?? []).flatMap((panel) => marksOf(panel, { ...drawn, overlay: overlayOf(panel, comparedWith(state)?.frame) }));
  return [...withoutDoubles([...marks, ...(state.cursor === undefined ? [] : [cursorMark(drawn)])]), ...ownMarks(state, simulation, game)];
}

function overlayOf({ id, kind }: Frame['panels'][number], earlier: Frame | undefined): Frame['panels'][number] | undefined {
  return earlier?.panels.find((panel) => panel.id === id && panel.kind === kind);
}

/** Those of parameters, metrics and the two lines of state. */
function ownMarks(state: SessionState, simulation: Simulation, { signs, words }: Game): readonly Mark[] {
  const { params, run, past, playback } = state;
  const { ui } = words;
  const when = (shown: boolean, mark: Mark): readonly Mark[] => (shown ? [mark] : []);
  return [
    { sample: [span(signs.pointer, 'accent')], meaning: ui['mark.pointer'] },
    { sample: [span(`${signs.less} ${signs.more}`, 'accent')], meaning: ui['mark.arrows'] },
    ...when(params.rows.some((row) => isLocked(params, row)), { sample: [span('='), span(' 12')], meaning: ui['mark.locked'] }),
    ...when(!sameSetting(params.setting, params.initial), { sample: [span('12', undefined, true)], meaning: ui['mark.changed'] }),
    ...when(changedSince(state), { sample: [span(`12 ${signs.becomes} 20`)], meaning: ui['mark.becomes'] }),
    ...when(Object.values(simulation.metrics).some(({ measured }) => measured), { sample: [span('~0.3')], meaning: ui['mark.measured'] }),
    ...when(run !== undefined, { sample: scrubBar({ newest: 0.5 }, BAR_CELLS, signs), meaning: ui['mark.progress'] }),
    ...when(past !== undefined, { sample: scrubBar({ newest: 0.75, past: 0.3 }, BAR_CELLS, signs), meaning: ui['mark.place'] }),
    ...when(playback.playing, { sample: [span(signs.playing, 'accent')], meaning: ui['mark.playing'] }),
    ...when(run !== undefined, { sample: [span(signs.right, 'good')], meaning: ui['mark.right'] }),
    ...when(run !== undefined, { sample: [span(signs.wrong, 'bad')], meaning: ui['mark.wrong'] }),
  ];
}

const BAR_CELLS = 8;

/** Panels of one simulation share many marks; each is explained once. */
export function withoutDoubles(marks: readonly Mark[]): readonly Mark[] {
  const seen = new Map(marks.map((mark) => [`${toText(mark.sample)} ${mark.meaning}`, mark]));
  return [...seen.values()];
}
