/**
 * Panels: what a simulation shows, as plain data (structured-clone and JSON safe). They say what the picture is,
 * never how a terminal draws it; src/plot does that. Missing values are null, not NaN.
 */
import type { Formatted } from './format.js';
import type { Label } from './label.js';

export type Emphasis = 'none' | 'primary' | 'good' | 'bad' | 'muted';
export type Value = number | null;

interface PanelBase {
  /** Stable within a simulation: the same picture keeps its place from frame to frame and in overlays. */
  readonly id: string;
  readonly title: Label;
  /** One line under the picture. */
  readonly caption?: Label;
  /** Share of the height relative to the other panels; 1 unless told. The first panel is the hero. */
  readonly weight?: number;
}

export interface Axis extends Formatted {
  readonly label: Label;
  readonly unit?: Label;
  readonly scale?: 'linear' | 'log';
  /** Large values at the left (x) or at the bottom (y): "weights kept" falls as pruning goes on. */
  readonly reversed?: boolean;
  /** Fixed ends keep the picture still while a run goes on. */
  readonly min?: number;
  readonly max?: number;
}

/** A straight line across a plot at one value: a threshold, a baseline, the true mean. */
export interface Rule {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: Label;
}

export interface Series {
  readonly id: string;
  readonly label: Label;
  readonly x: readonly number[];
  readonly y: readonly Value[];
  readonly emphasis?: Emphasis;
}

export interface LineSeries extends Series {
  readonly mark?: 'line' | 'points' | 'both' | 'steps';
  /** A band around the line: interval or spread, as long as y. */
  readonly low?: readonly Value[];
  readonly high?: readonly Value[];
}
export interface LinePanel extends PanelBase {
  readonly kind: 'line';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly LineSeries[];
  readonly rules?: readonly Rule[];
}

/** Values on a regular grid, row by row from the top; rows x columns of them. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly Value[];
  readonly min?: number;
  readonly max?: number;
  /** sequential: low to high. diverging: around zero. binary: off and on (masks). categories: class numbers 0, 1, 2... */
  readonly scale?: 'sequential' | 'diverging' | 'binary' | 'categories';
}

export interface PointSeries extends Series {
  /** One character that is drawn instead of the series' mark: a class that is a digit or a letter names its own points. */
  readonly glyph?: string;
  /** What each point is, as long as y; written beside its mark where there is room. */
  readonly names?: readonly Label[];
}
export interface ScatterPanel extends PanelBase {
  readonly kind: 'scatter';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly PointSeries[];
  /** Behind the points, over the whole plot area: a density or a decision boundary. Needs fixed axis ends. */
  readonly background?: Grid;
  readonly rules?: readonly Rule[];
}

export interface Bar {
  readonly label: Label;
  readonly value: number;
  /** Ends of an interval drawn over the bar. */
  readonly interval?: readonly [number, number];
  readonly emphasis?: Emphasis;
  /** Behind the value: "kept", "drawn". */
  readonly note?: Label;
}
/** Horizontal bars; at most as many as fit are drawn, then a line says how many more there are. */
export interface BarsPanel extends PanelBase {
  readonly kind: 'bars';
  readonly value: Axis;
  readonly bars: readonly Bar[];
  readonly rules?: readonly Rule[];
}

export interface HistogramPanel extends PanelBase {
  readonly kind: 'histogram';
  readonly x: Axis;
  readonly y: Axis;
  /** Bin edges, one more than there are counts. */
  readonly edges: readonly number[];
  readonly series: readonly { readonly id: string; readonly label: Label; readonly counts: readonly number[] }[];
  readonly rules?: readonly Rule[];
}

export interface HeatmapPanel extends PanelBase, Formatted {
  readonly kind: 'heatmap';
  readonly grid: Grid;
  readonly rowLabels?: readonly Label[];
  readonly columnLabels?: readonly Label[];
  readonly x?: Label;
  readonly y?: Label;
  /** Print the number in each cell where there is room (confusion and attention matrices). */
  readonly showValues?: boolean;
}

export interface Picture {
  readonly rows: number;
  readonly columns: number;
  /** 0 (paper) to 1 (ink), row by row. */
  readonly pixels: readonly number[];
  readonly caption?: Label;
  readonly emphasis?: Emphasis;
}
/** Small pictures in labelled rows: a support set, reconstructions, filters. */
export interface ImagePanel extends PanelBase {
  readonly kind: 'image';
  readonly groups: readonly { readonly label?: Label; readonly pictures: readonly Picture[] }[];
}

export interface Column extends Formatted {
  readonly label: Label;
  readonly align?: 'left' | 'right';
}
export type Cell = number | null | Label;
export interface TablePanel extends PanelBase {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly emphasis?: Emphasis }[];
}

export interface Token {
  readonly text: string;
  /** 0 to 1 (or -1 to 1 when the panel is signed); shades the token. */
  readonly weight?: number;
  readonly emphasis?: Emphasis;
}
/** Running text cut into tokens, each with a weight: a prompt and its continuation, attention, attribution. */
export interface TokensPanel extends PanelBase {
  readonly kind: 'tokens';
  readonly tokens: readonly Token[];
  readonly signed?: boolean;
  /** What the weight is, for the legend. */
  readonly weightLabel?: Label;
}

export interface NetworkPanel extends PanelBase {
  readonly kind: 'network';
  readonly layers: readonly { readonly label: Label; readonly units: number; readonly values?: readonly number[] }[];
  /** weights[l] joins layer l to l + 1: units[l] x units[l + 1], row by row; null: cut away. */
  readonly weights?: readonly (readonly Value[])[];
}

/** A Gantt chart: who does what when. */
export interface TimelinePanel extends PanelBase {
  readonly kind: 'timeline';
  readonly x: Axis;
  readonly lanes: readonly { readonly id: string; readonly label: Label }[];
  /** Kinds of work, in legend order. */
  readonly kinds: readonly { readonly id: string; readonly label: Label }[];
  readonly spans: readonly {
    readonly lane: string;
    readonly kind: string;
    readonly start: number;
    readonly end: number;
    readonly label?: Label;
  }[];
}

/** Lines of words and formulas with the current numbers in them. */
export interface TextPanel extends PanelBase {
  readonly kind: 'text';
  readonly lines: readonly { readonly text: Label; readonly emphasis?: Emphasis }[];
}

export type Panel =
  | LinePanel
  | ScatterPanel
  | BarsPanel
  | HistogramPanel
  | HeatmapPanel
  | ImagePanel
  | TablePanel
  | TokensPanel
  | NetworkPanel
  | TimelinePanel
  | TextPanel;
export type PanelKind = Panel['kind'];

type Make<P extends Panel> = (panel: Omit<P, 'kind'>) => P;
const make =
  <P extends Panel>(kind: P['kind']): Make<P> =>
  (panel) =>
    ({ kind, ...panel }) as P;

export const line = make<LinePanel>('line');
export const scatter = make<ScatterPanel>('scatter');
export const bars = make<BarsPanel>('bars');
export const histogram = make<HistogramPanel>('histogram');
export const heatmap = make<HeatmapPanel>('heatmap');
export const image = make<ImagePanel>('image');
export const table = make<TablePanel>('table');
export const tokens = make<TokensPanel>('tokens');
export const network = make<NetworkPanel>('network');
export const timeline = make<TimelinePanel>('timeline');
export const textPanel = make<TextPanel>('text');
