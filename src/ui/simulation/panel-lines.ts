/** The panels of the shown frame as lines: a page of them, one of them large, or one in words. Drawn anew only when something in them changes. */
import { useMemo } from 'react';
import type { Frame } from '../../lesson/index.js';
import { describePanel, descriptionLines, fitLine, readPanel, renderFrame, renderPanel, wrapSpans, wrapText, type Line, type Role } from '../../plot/index.js';
import { fill, say, type Speaker } from '../../words/say.js';
import { plainLine, words as span } from '../components/lines.js';
import { useGame } from '../game-context.js';
import type { SimulationSession } from './session.js';
import type { Catalogue } from '../../words/index.js';
import { comparedWith, shownFrame, type SessionState } from './session-state.js';
import { failureText } from './status-lines.js';

export interface PanelPage {
  readonly lines: readonly Line[];
  readonly pages: number;
  /** The panel that stands first on the page. */
  readonly first: number;
}

/** The page of panels to be drawn in the given cells. */
export function usePanelPage(session: SimulationSession, speaker: Speaker, width: number, height: number): PanelPage {
  const { theme, charset, words } = useGame();
  const { state } = session;
  const frame = shownFrame(state);
  const earlier = comparedWith(state)?.frame;
  const failure = state.run?.status === 'failed' ? failureText(state.run, speaker, words) : undefined;
  return useMemo(() => {
    if (failure !== undefined) return { lines: idleLines(failure, height, width, 'bad'), pages: 1, first: 0 };
    if (frame === undefined) return { lines: idleLines(state.run === undefined ? words.ui['run.invite'] : '', height, width, 'dim'), pages: 1, first: 0 };
    const options = { width, height, charset, color: theme.color, speaker, seeAll: words.ui['panels.all'] };
    if (state.focus === 'panels') {
      const index = Math.min(state.panel, frame.panels.length - 1);
      const panel = frame.panels[index];
      if (panel === undefined) return { lines: [], pages: 1, first: 0 };
      const overlay = earlier?.panels.find(({ id, kind }) => id === panel.id && kind === panel.kind);
      const note = fill(words.ui['panels.one'], { index: String(index + 1), total: String(frame.panels.length) });
      return { lines: [...renderPanel(panel, { ...options, height: height - 1, overlay, cursor: state.cursor }), fitLine([span(note, 'dim')], width, 'right')], pages: 1, first: index };
    }
    const read = state.cursor === undefined ? undefined : frame.panels[Math.min(state.panel, frame.panels.length - 1)];
    const shown = { ...options, page: state.page, overlays: earlier?.panels, ...(read === undefined || state.cursor === undefined ? {} : { reading: { panel: read.id, cursor: state.cursor } }) };
    const drawn = renderFrame(frame.panels, shown);
    if (drawn.pages <= 1) return drawn;
    // One row tells that there are further pages; the picture keeps its height on each of them.
    const shorter = renderFrame(frame.panels, { ...shown, height: height - 1 });
    const note = fill(words.ui[read === undefined ? 'panels.page' : 'panels.pageReading'], { page: String(shorter.page + 1), pages: String(shorter.pages) });
    return { lines: [...shorter.lines, fitLine([span(note, 'dim')], width, 'right')], pages: shorter.pages, first: shorter.first };
  }, [frame, failure, state.run === undefined, earlier, state.page, state.panel, state.focus, state.cursor, width, height, charset, theme, speaker.language, speaker.lesson, speaker.simulation]);
}

/** A few words in the middle of the empty page. */
function idleLines(text: string, height: number, width: number, role: Role): readonly Line[] {
  const lines = wrapSpans([span(text, role)], width - 4);
  const above = Math.max(0, Math.floor((height - lines.length) / 2));
  return [...Array.from({ length: above }, (): Line => []), ...lines.map((line) => fitLine(line, width, 'center'))];
}

/** The chosen panel in words: sentences wrapped, then its table as far as the width goes. */
export function panelTable(frame: Frame | undefined, index: number, speaker: Speaker, width: number): readonly Line[] {
  if (frame === undefined || frame.panels.length === 0) return [];
  const at = Math.min(index, frame.panels.length - 1);
  const description = describePanel(frame.panels[at], speaker);
  const [, ...table] = descriptionLines({ ...description, sentences: [] });
  return [
    [span(description.title, 'title'), span(`  ${at + 1}/${frame.panels.length}`, 'dim')],
    ...description.sentences.flatMap((sentence) => wrapText(sentence, width)).map((text) => plainLine(text)),
    ...(table.length > 0 ? [[], ...table.map((text, row) => fitLine([span(text, row === 0 && description.header.length > 0 ? 'dim' : undefined)], width))] : []),
  ];
}

/** The value under the reading cursor in one line; undefined while none is read. */
export function readingOf(state: SessionState, speaker: Speaker, words: Catalogue): { readonly title: string; readonly text: string } | undefined {
  const { cursor, panel: index } = state;
  if (cursor === undefined) return undefined;
  const frame = shownFrame(state);
  const earlier = comparedWith(state)?.frame;
  const panel = frame?.panels[Math.min(index, frame.panels.length - 1)];
  if (panel === undefined) return { title: '', text: words.plot.readNothing };
  const before = earlier?.panels.find(({ id }) => id === panel.id);
  return { title: say(panel.title, speaker), text: readPanel(panel, cursor, speaker, before) ?? words.plot.readNothing };
}

/** Every panel in sentences, for a screen reader; a table, which can be long, is read when asked for. */
export function panelsInWords(frame: Frame | undefined, speaker: Speaker): readonly Line[] {
  return (frame?.panels ?? []).flatMap((panel) => {
    const { title, sentences } = describePanel(panel, speaker);
    return [plainLine(title), ...sentences.map((sentence) => plainLine(sentence))];
  });
}
