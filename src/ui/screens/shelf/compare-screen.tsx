/** Chosen runs over each other: replayed in the background for their plots, while their figures stand there at once. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { layoutPanels, marksOf, renderFrame, wrapSpans, type FrameOptions, type Line } from '../../../plot/index.js';
import { fill } from '../../../words/say.js';
import { bar, fitLine, plainLine, words as span } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { lastOffset, scrollBy, scrolled } from '../../components/scroll.js';
import { useGame } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import { withoutDoubles } from '../../simulation/marks.js';
import { failureWords } from '../../tools/job-lines.js';
import { panelWords, spokenPanel } from '../../tools/tool-body.js';
import type { RunRecord } from '../../../progress/index.js';
import type { Panel, Simulation } from '../../../lesson/index.js';
import { useReading } from '../../tools/use-reading.js';
import { LevelShell } from '../level/level-shell.js';
import type { LevelView } from '../level/level-view.js';
import { comparedName, comparePanels, isFigures, type ComparedRun } from './compare-panels.js';

interface CompareProps {
  readonly view: LevelView;
  readonly simulation: Simulation;
  readonly chosen: readonly { readonly tag: string; readonly record: RunRecord }[];
  readonly close: () => void;
}

const BAR_CELLS = 24;

/** In a low window every panel has a page to itself. Else the first page is the first plot with the figures (and, where it is wide, with what differs), which would be cut short among more. */
const LOW = 16;
const NARROW = 95;

interface Drawn {
  readonly lines: readonly Line[];
  readonly page: number;
  readonly pages: number;
  /** Place of the first panel of the page. */
  readonly first: number;
}

/** @param reading  where values are read: its page is the one that is drawn */
function drawPage(panels: readonly Panel[], page: number, { reading, ...options }: FrameOptions): Drawn {
  const { width, height, speaker } = options;
  const overview = width < NARROW ? 2 : Math.max(2, panels.findLastIndex(isFigures) + 1);
  const groups = (height < LOW ? panels.map((panel) => [panel]) : [panels.slice(0, overview), panels.slice(overview)]).filter((group) => group.length > 0);
  // One row tells that there are further pages.
  const pages = groups.flatMap((group) => layoutPanels(group, width, height - 1, speaker).map((placed, at) => ({ group, at, placed })));
  if (pages.length <= 1) return { lines: renderFrame(panels, { ...options, reading }).lines, page: 0, pages: 1, first: 0 };
  const read = pages.findIndex(({ placed }) => placed.some(({ panel }) => panel.id === reading?.panel));
  const here = read >= 0 ? read : Math.min(page, pages.length - 1);
  const { group, at, placed } = pages[here];
  return { lines: renderFrame(group, { ...options, height: height - 1, page: at, reading: read >= 0 ? reading : undefined }).lines, page: here, pages: pages.length, first: panels.indexOf(placed[0].panel) };
}

export function CompareScreen({ view, simulation, chosen, close }: CompareProps) {
  const game = useGame();
  const { words, signs, charset, theme, tools } = game;
  const { ui } = words;
  const { replays } = tools;
  const speaker = { ...view.speaker, simulation: simulation.id };
  const all = useSyncExternalStore(replays.subscribe, () => replays.all);
  useEffect(() => {
    replays.want(chosen.map(({ record }) => record), simulation.data);
    return () => replays.stop();
    // The runs were chosen before this was opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [replays, simulation]);
  const [page, setPage] = useState(0);
  const [table, setTable] = useState(false);
  const [offset, setOffset] = useState(0);

  const runs = chosen.map(({ tag, record }): ComparedRun => {
    const replay = all.get(record.id);
    return { tag, record, panels: replay?.kind === 'frame' ? replay.frame.panels : undefined };
  });
  const going = chosen.flatMap(({ record }) => {
    const replay = all.get(record.id);
    return replay?.kind === 'going' ? [replay.progress] : [];
  });
  const panels = comparePanels({ runs, simulation, speaker, words });
  const remarks = runs.flatMap((run): readonly string[] => {
    const replay = all.get(run.record.id);
    const name = comparedName(run);
    if (replay?.kind === 'failed') return [fill(ui['compare.failed'], { name, reason: failureWords(replay.failure, speaker, words) })];
    return run.record.version === simulation.version ? [] : [fill(ui['compare.older'], { name, then: String(run.record.version), now: String(simulation.version) })];
  });
  const luck = new Set(chosen.map(({ record }) => record.seed)).size > 1 ? [ui['compare.luck']] : [];

  const reading = useReading(table ? [] : panels, speaker);

  const { width, height } = bodySize(game.columns, game.rows);
  const note: readonly Line[] =
    reading.line !== undefined
      ? [reading.line]
      : going.length > 0
        ? [[...bar(going.reduce((sum, progress) => sum + progress, chosen.length - going.length) / chosen.length, BAR_CELLS, signs), span(` ${fill(ui['compare.replaying'], { count: String(chosen.length) })}`)]]
        : [...remarks.flatMap((text) => wrapSpans([span(text, 'warn')], width)), ...luck.map((text) => plainLine(text, 'dim'))].slice(0, 4);
  const room = height - note.length;
  const lines = table ? panels.flatMap((panel) => [...panelWords(panel, speaker, width), []]) : [];
  const options = { width, height: room, charset, color: theme.color, speaker, seeAll: ui['panels.all'] };
  const drawn = drawPage(panels, page, { ...options, reading: reading.at });
  const pageNote = drawn.pages <= 1 ? [] : [fitLine([span(fill(ui[reading.at === undefined ? 'panels.page' : 'panels.pageReading'], { page: String(drawn.page + 1), pages: String(drawn.pages) }), 'dim')], width, 'right')];
  const turn = (by: number) => () => setPage(Math.max(0, Math.min(drawn.pages - 1, drawn.page + by)));
  const scroll = (by: number) => () => setOffset((before) => scrollBy(before, by, lines.length, room));

  const back: Action = { id: 'toShelf', keys: ['q', 'escape', 'v'], footer: 80, run: close };
  const keys: readonly Action[] = [
    ...(table && !game.plain && lastOffset(lines.length, room) > 0
      ? ([
          { id: 'scrollUp', keys: ['up', 'k'], shown: signs.vertical, footer: 1, repeats: true, run: scroll(-1) },
          { id: 'scrollDown', keys: ['down', 'j'], repeats: true, run: scroll(1) },
        ] satisfies readonly Action[])
      : []),
    ...(!table && !game.plain && drawn.pages > 1
      ? ([
          { id: 'page', keys: ['pagedown', 'ctrl+d', 'right', 'down', 'j', 'space'], shown: signs.horizontal, footer: 1, repeats: true, run: turn(1) },
          { id: 'pageBack', keys: ['pageup', 'ctrl+u', 'left', 'up', 'k'], repeats: true, run: turn(-1) },
        ] satisfies readonly Action[])
      : []),
    { id: 'table', keys: ['t'], footer: 2, run: () => setTable(!table) },
    ...(table ? [] : reading.begin(drawn.first)),
    back,
  ];
  const actions: readonly Action[] = reading.at === undefined ? keys : [...reading.actions, { ...back, keys: ['q', 'v'] }];
  return (
    <LevelShell
      view={view}
      subtitle={ui['compare.title']}
      actions={actions}
      marks={() => withoutDoubles(panels.flatMap((panel) => marksOf(panel, { charset, color: theme.color, speaker })))}
      body={() => <Rows lines={[...(table ? scrolled(lines, offset, room, words) : [...drawn.lines, ...pageNote]), ...Array.from({ length: table ? Math.max(0, room - lines.length) : 0 }, (): Line => []), ...note]} height={height} />}
      plain={() =>
        going.length > 0
          ? [plainLine(fill(ui['compare.replaying'], { count: String(chosen.length) }))]
          : [...(reading.line === undefined ? [] : [reading.line]), ...panels.flatMap((panel) => spokenPanel(panel, speaker, table || isFigures(panel))), ...[...remarks, ...luck].map((text) => plainLine(text))]
      }
    />
  );
}
