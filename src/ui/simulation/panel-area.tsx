/** The panels of the shown frame, or one of them as sentences and a table. Drawn anew only when the frame or the window changes. */
import { useMemo } from 'react';
import type { Frame } from '../../lesson/index.js';
import { fitLine, renderFrame, wrapSpans, type Line, type Role } from '../../plot/index.js';
import { describePanel } from './plot-shim.js';
import { fill, say, type Speaker } from '../../words/say.js';
import { plainLine, words as span } from '../components/lines.js';
import { Rows } from '../components/rows.js';
import { useGame } from '../game-context.js';
import type { SimulationSession } from './session.js';
import { comparedWith, shownFrame } from './session-state.js';
import { failureText } from './status-lines.js';

export interface PanelPage {
  readonly lines: readonly Line[];
  readonly pages: number;
}

/** The page of panels to be drawn in the given cells. */
export function usePanelPage(session: SimulationSession, speaker: Speaker, width: number, height: number): PanelPage {
  const { theme, charset, words } = useGame();
  const { state } = session;
  const frame = shownFrame(state);
  const earlier = comparedWith(state)?.frame;
  const failure = state.run?.status === 'failed' ? failureText(state.run, speaker, words) : undefined;
  return useMemo(() => {
    if (failure !== undefined) return { lines: idleLines(failure, height, width, 'bad'), pages: 1 };
    if (frame === undefined) return { lines: idleLines(state.run === undefined ? words.ui['run.invite'] : '', height, width, 'dim'), pages: 1 };
    const options = { width, height, charset, color: theme.color, speaker };
    const drawn = renderFrame(frame.panels, { ...options, page: state.page, overlays: earlier?.panels });
    if (drawn.pages <= 1) return { lines: drawn.lines, pages: drawn.pages };
    // One row tells that there are further pages; the picture keeps its height on each of them.
    const shorter = renderFrame(frame.panels, { ...options, height: height - 1, page: state.page, overlays: earlier?.panels });
    const note = fill(words.ui['panels.page'], { page: String(shorter.page + 1), pages: String(shorter.pages) });
    return { lines: [...shorter.lines, fitLine([span(note, 'dim')], width, 'right')], pages: shorter.pages };
  }, [frame, failure, state.run === undefined, earlier, state.page, width, height, charset, theme, speaker.language, speaker.lesson, speaker.simulation]);
}

/** A few words in the middle of the empty page. */
function idleLines(text: string, height: number, width: number, role: Role): readonly Line[] {
  const lines = wrapSpans([span(text, role)], width - 4);
  const above = Math.max(0, Math.floor((height - lines.length) / 2));
  return [...Array.from({ length: above }, (): Line => []), ...lines.map((line) => fitLine(line, width, 'center'))];
}

/** The chosen panel in words. */
export function panelTable(frame: Frame | undefined, index: number, speaker: Speaker, width: number, signs: { readonly pointer: string }): readonly Line[] {
  const panel = frame?.panels[Math.min(index, frame.panels.length - 1)];
  if (frame === undefined || panel === undefined) return [];
  const place: Line = [span(`${signs.pointer} `, 'accent'), span(say(panel.title, speaker), 'title'), span(`  ${Math.min(index, frame.panels.length - 1) + 1}/${frame.panels.length}`, 'dim')];
  return [place, [], ...describePanel(panel, speaker, width)];
}

export function PanelArea({ lines, width, height }: { readonly lines: readonly Line[]; readonly width: number; readonly height: number }) {
  return <Rows lines={lines} width={width} height={height} />;
}

/** Every panel in words, for a screen reader. */
export function panelsInWords(frame: Frame | undefined, speaker: Speaker): readonly Line[] {
  if (frame === undefined) return [];
  return frame.panels.flatMap((panel) => [plainLine(say(panel.title, speaker)), ...describePanel(panel, speaker, 100)]);
}
