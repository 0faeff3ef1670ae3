/**
 * The panels of several runs laid over each other, as panels: curves, points, bars and histograms share one plot, told apart by mark and
 * label and not by colour alone; other kinds stand one after the other, each with the name of its run. Pure.
 */
import { raw } from '../lesson/label.js';
import type { Axis, Bar, BarsPanel, HistogramPanel, LinePanel, Panel, PanelKind, Rule, ScatterPanel } from '../lesson/panels.js';
import { say, type Speaker } from '../words/say.js';
import { sayPlot } from './words.js';

export interface RunPanels {
  /** A letter. */
  readonly tag: string;
  /** What it is called where there is room; begins with the tag. */
  readonly name: string;
  readonly panels: readonly Panel[];
}

interface Of<P extends Panel> {
  readonly run: RunPanels;
  readonly panel: P;
}

/** In the order of the first run; what only later runs have comes last. Labels are said in the speaker's language. */
export function overlayRuns(runs: readonly RunPanels[], speaker: Speaker): readonly Panel[] {
  const ids = [...new Set(runs.flatMap(({ panels }) => panels.map(({ id }) => id)))];
  return ids.flatMap((id) => {
    const group = runs.flatMap((run): Of<Panel>[] => {
      const panel = run.panels.find((candidate) => candidate.id === id);
      return panel === undefined ? [] : [{ run, panel }];
    });
    return merged(group, speaker) ?? group.map(({ run, panel }) => ({ ...panel, id: `${id}.${run.tag}`, title: raw(sayPlot('titled', { name: run.name, title: say(panel.title, speaker) }, speaker)) }));
  });
}

function merged(group: readonly Of<Panel>[], speaker: Speaker): readonly Panel[] | undefined {
  if (group.length < 2) return undefined;
  const lines = ofKind(group, 'line');
  if (lines.length === group.length) return apart(lines, speaker).map((part) => mergeLines(part, speaker));
  const scatters = ofKind(group, 'scatter');
  if (scatters.length === group.length) return apart(scatters, speaker).map((part) => mergeScatters(part, speaker));
  const bars = ofKind(group, 'bars');
  if (bars.length === group.length) return [mergeBars(bars, speaker)];
  const histograms = ofKind(group, 'histogram');
  if (histograms.length === group.length) return apart(histograms, speaker).map((part) => mergeHistograms(part, speaker));
  return undefined;
}

/** More curves than this in one plot cannot be followed: then each series gets a plot of its own, with that series of all runs. */
const MOST_TOGETHER = 4;

function apart<P extends Panel & { readonly series: readonly { readonly id: string; readonly label: Panel['title'] }[] }>(group: readonly Of<P>[], speaker: Speaker): readonly (readonly Of<P>[])[] {
  const all = group.flatMap(({ panel }) => panel.series);
  const ids = [...new Set(all.map(({ id }) => id))];
  if (ids.length < 2 || all.length <= MOST_TOGETHER) return [group];
  return ids.map((id) =>
    group.flatMap(({ run, panel }) => {
      const own = panel.series.filter((series) => series.id === id);
      if (own.length === 0) return [];
      const title = raw(sayPlot('titled', { name: say(own[0].label, speaker), title: say(panel.title, speaker) }, speaker));
      return [{ run, panel: { ...panel, id: `${panel.id}.${id}`, title, series: own } }];
    }),
  );
}

function ofKind<K extends PanelKind>(group: readonly Of<Panel>[], kind: K): Of<Extract<Panel, { kind: K }>>[] {
  const is = (panel: Panel): panel is Extract<Panel, { kind: K }> => panel.kind === kind;
  return group.flatMap(({ run, panel }) => (is(panel) ? [{ run, panel }] : []));
}

/** The same series of all runs side by side; the name of the run alone where there is but one series. */
function inTurn<S extends { readonly id: string; readonly label: Panel['title'] }>(group: readonly { readonly run: RunPanels; readonly series: readonly S[] }[], speaker: Speaker): S[] {
  const ids = [...new Set(group.flatMap(({ series }) => series.map(({ id }) => id)))];
  return ids.flatMap((id) =>
    group.flatMap(({ run, series }) => {
      const own = series.find((candidate) => candidate.id === id);
      if (own === undefined) return [];
      return [{ ...own, id: `${id}.${run.tag}`, label: raw(ids.length === 1 ? run.name : `${run.tag} ${say(own.label, speaker)}`) }];
    }),
  );
}

/** Colours follow the runs, so an emphasis would hide which is which. */
const unstressed = { emphasis: undefined };

function mergeLines(group: readonly Of<LinePanel>[], speaker: Speaker): LinePanel {
  const [{ panel }] = group;
  const series = inTurn(group.map(({ run, panel }) => ({ run, series: panel.series })), speaker);
  // More than two bands over each other cannot be read.
  const bands = series.length <= 2 ? {} : { low: undefined, high: undefined };
  return { ...panel, x: hull(group.map(({ panel }) => panel.x)), y: hull(group.map(({ panel }) => panel.y)), series: series.map((one) => ({ ...one, ...unstressed, ...bands })), rules: rulesOf(group, speaker) };
}

function mergeScatters(group: readonly Of<ScatterPanel>[], speaker: Speaker): ScatterPanel {
  const [{ panel }] = group;
  const series = inTurn(group.map(({ run, panel }) => ({ run, series: panel.series })), speaker);
  const alike = group.every(({ panel: other }) => JSON.stringify([other.background, other.x, other.y]) === JSON.stringify([panel.background, panel.x, panel.y]));
  return {
    ...panel,
    x: hull(group.map(({ panel }) => panel.x)),
    y: hull(group.map(({ panel }) => panel.y)),
    series: series.map((one) => ({ ...one, ...unstressed })),
    background: alike ? panel.background : undefined,
    rules: rulesOf(group, speaker),
  };
}

function mergeBars(group: readonly Of<BarsPanel>[], speaker: Speaker): BarsPanel {
  const labels = [...new Set(group.flatMap(({ panel }) => panel.bars.map(({ label }) => say(label, speaker))))];
  const bars = labels.flatMap((label) =>
    group.flatMap(({ run, panel }): Bar[] => {
      const own = panel.bars.find((bar) => say(bar.label, speaker) === label);
      return own === undefined ? [] : [{ ...own, ...unstressed, label: raw(`${run.tag} ${label}`) }];
    }),
  );
  return { ...group[0].panel, value: hull(group.map(({ panel }) => panel.value)), bars, rules: rulesOf(group, speaker) };
}

/** Bins that differ cannot share one histogram; as steps they can share one plot. */
function mergeHistograms(group: readonly Of<HistogramPanel>[], speaker: Speaker): HistogramPanel | LinePanel {
  const [{ panel }] = group;
  const axes = { x: hull(group.map(({ panel }) => panel.x)), y: hull(group.map(({ panel }) => panel.y)), rules: rulesOf(group, speaker) };
  if (group.every(({ panel: other }) => JSON.stringify(other.edges) === JSON.stringify(panel.edges))) {
    return { ...panel, ...axes, series: inTurn(group.map(({ run, panel }) => ({ run, series: panel.series })), speaker) };
  }
  const steps = group.map(({ run, panel: { series, edges } }) => ({ run, series: series.map(({ id, label, counts }) => ({ id, label, mark: 'steps' as const, x: edges, y: [...counts, 0] })) }));
  const { id, title, caption, weight } = panel;
  return { kind: 'line', id, title, caption, weight, ...axes, series: inTurn(steps, speaker) };
}

/** Fixed ends stay fixed only where all have them, and reach as far as any. */
function hull(axes: readonly Axis[]): Axis {
  const ends = (of: (axis: Axis) => number | undefined) => axes.flatMap((axis) => of(axis) ?? []);
  const [least, most] = [ends(({ min }) => min), ends(({ max }) => max)];
  return { ...axes[0], min: least.length === axes.length ? Math.min(...least) : undefined, max: most.length === axes.length ? Math.max(...most) : undefined };
}

/** A rule that all runs share stands once; others say whose they are. */
function rulesOf(group: readonly Of<Panel & { readonly rules?: readonly Rule[] }>[], speaker: Speaker): readonly Rule[] {
  const key = (rule: Rule) => JSON.stringify([rule.axis, rule.at, say(rule.label, speaker)]);
  const sets = group.map(({ panel }) => new Set((panel.rules ?? []).map(key)));
  const shared = (rule: Rule) => sets.every((set) => set.has(key(rule)));
  return group.flatMap(({ run, panel }, index) =>
    (panel.rules ?? []).flatMap((rule): Rule[] => (shared(rule) ? (index === 0 ? [rule] : []) : [{ ...rule, label: raw(`${run.tag} ${say(rule.label, speaker)}`) }])),
  );
}
