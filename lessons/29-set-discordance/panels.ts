/** The pictures: how well the sets are told apart before and after, by which columns, against what chance gives, and what it means for the model. */
import { columnOf } from '../../src/core/linalg/index.js';
import { bars, heatmap, histogram, image, message, raw, type Bar, type Panel } from '../../src/lesson/index.js';
import { ADVERSARIES, differs, type Adversary, type Null, type Verdict } from './adversary.js';
import type { ModelScore } from './model.js';
import type { Pair } from './pair.js';
import { mostTelling } from './repair.js';

export interface Found {
  readonly verdict: Verdict;
  /** Once the shuffles are done. */
  readonly null?: Null;
  readonly pValue?: number;
  readonly after?: { readonly auc: number; readonly pValue: number };
}
export type Findings = Partial<Record<Adversary, Found>>;

/** The AUCs as bars; the veil over each is the range that chance alone gives. */
export function separation(findings: Findings, shuffles: number): Panel {
  const rows = ADVERSARIES.flatMap((kind): Bar[] => {
    const found = findings[kind];
    if (!found) return [];
    const interval = found.null?.interval;
    const emphasis = (p: number | undefined) => (p === undefined || !found.null ? 'none' : differs(p, found.null) ? 'bad' : 'good');
    const before: Bar = { label: `bar.${kind}`, value: found.verdict.auc, interval, emphasis: emphasis(found.pValue), note: noteOf(found.pValue) };
    if (!found.after) return [before];
    return [before, { label: 'bar.repaired', value: found.after.auc, interval, emphasis: emphasis(found.after.pValue), note: noteOf(found.after.pValue) }];
  });
  const share = findings.forest?.null?.share;
  return bars({
    id: 'separation',
    title: 'panel.separation',
    weight: 1,
    value: { label: 'axis.auc', min: 0, max: 1, digits: 3 },
    bars: rows,
    rules: [{ axis: 'x', at: 0.5, label: 'rule.chance' }],
    caption: share === undefined ? 'caption.waiting' : message('caption.null', { share: Math.round(100 * share), shuffles }),
  });
}

const noteOf = (p: number | undefined) => (p === undefined ? undefined : message('note.p', { p: p.toFixed(3) }));

/** Each column on its own, and its share in the forest. */
export function features(pair: Pair, telling: Float64Array, forest: Verdict | undefined, dropped: readonly number[]): Panel {
  const top = mostTelling(telling).slice(0, 24);
  return bars({
    id: 'features',
    title: 'panel.features',
    value: { label: 'axis.singleAuc', min: 0.5, max: 1, digits: 2 },
    bars: top.map((j) => ({
      label: pair.side && j >= pair.side * pair.side ? `feature.${pair.names[j]}` : raw(pair.names[j]),
      value: telling[j],
      emphasis: dropped.includes(j) ? 'muted' : 'primary',
      note: forest && message('note.share', { share: (100 * forest.importance[j]).toFixed(0) }),
    })),
    caption: 'caption.features',
  });
}

/** What the model's accuracy was said to be, and what it is. */
export function modelScores(before: ModelScore, after: ModelScore | undefined): Panel {
  const pairOf = (score: ModelScore, when: string): Bar[] => [
    { label: `bar.expected${when}`, value: score.expected, emphasis: 'muted' },
    { label: `bar.test${when}`, value: score.test, emphasis: 'primary' },
  ];
  return bars({
    id: 'model',
    title: 'panel.model',
    value: { label: 'axis.accuracy', min: 0, max: 1, format: 'percent', digits: 1 },
    bars: [...pairOf(before, 'Before'), ...(after ? pairOf(after, 'After') : [])],
    caption: 'caption.model',
  });
}

/** The AUCs of shuffled labels of one classifier, and where the real one is. */
export function nullDistribution(kind: Adversary, { verdict, null: found }: Found): Panel | undefined {
  if (!found || found.aucs.length < 2) return undefined;
  const [low, high] = [0.3, 0.7];
  const bins = 20;
  const counts = new Array<number>(bins).fill(0);
  for (const auc of found.aucs) counts[Math.min(bins - 1, Math.max(0, Math.floor(((auc - low) / (high - low)) * bins)))]++;
  return histogram({
    id: `null-${kind}`,
    title: `panel.null.${kind}`,
    x: { label: 'axis.auc', min: low, max: high, digits: 2 },
    y: { label: 'axis.count', format: 'integer', min: 0 },
    edges: Array.from({ length: bins + 1 }, (_, i) => low + (i * (high - low)) / bins),
    series: [{ id: 'shuffled', label: 'series.shuffled', counts }],
    rules: verdict.auc < high ? [{ axis: 'x', at: verdict.auc, label: 'rule.seen' }] : [],
    caption: verdict.auc < high ? undefined : message('caption.beyond', { auc: verdict.auc.toFixed(3) }),
  });
}

/** Where in the picture the sets differ: the single-column AUCs of the pixels. */
export function where(side: number, telling: Float64Array): Panel {
  return heatmap({
    id: 'where',
    title: 'panel.where',
    grid: { rows: side, columns: side, values: Array.from(telling.subarray(0, side * side)), min: 0.5, max: 1, scale: 'sequential' },
    digits: 2,
    caption: 'caption.where',
  });
}

/** The first pictures of each set, for the eye. */
export function examples(pair: Pair, side: number): Panel {
  const row = (x: Pair['train'], i: number) => ({
    rows: side,
    columns: side,
    pixels: Array.from({ length: side * side }, (_, j) => Math.min(1, Math.max(0, columnOf(x, j)[i] / 16))),
  });
  const shown = [0, 1, 2, 3, 4];
  return image({
    id: 'examples',
    title: 'panel.examples',
    groups: [
      { label: 'group.train', pictures: shown.map((i) => row(pair.train, i)) },
      { label: 'group.test', pictures: shown.map((i) => row(pair.test, i)) },
    ],
  });
}
