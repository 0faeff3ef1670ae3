/** Several runs in one plot: what is merged and how, and that each run can be told without colour. */
import { describe, expect, test } from 'vitest';
import { bars, heatmap, histogram, line, raw, scatter, type Panel } from '../../src/lesson/index.js';
import { describePanel, marksOf, overlayRuns, renderPanel, toText } from '../../src/plot/index.js';

const speaker = { language: 'en' } as const;
const runs = (...panels: readonly (readonly Panel[])[]) => panels.map((own, index) => ({ tag: 'ABC'[index], name: `${'ABC'[index]} run ${index}`, panels: own }));
const curve = (y: readonly number[], more: Partial<Parameters<typeof line>[0]> = {}) =>
  line({ id: 'loss', title: raw('loss'), x: { label: raw('step'), min: 0, max: y.length - 1 }, y: { label: raw('loss'), min: 0 }, series: [{ id: 's', label: raw('train'), x: y.map((_, i) => i), y, emphasis: 'good' }], ...more });
const drawn = (panel: Panel) => renderPanel(panel, { width: 60, height: 14, charset: 'braille', color: 'none', speaker }).map(toText).join('\n');

describe('curves', () => {
  const [panel] = overlayRuns(runs([curve([3, 2, 1])], [curve([3, 1, 0.5, 0.2, 0.1])]), speaker);

  test('share a plot: one series a run, named after it, with a mark of its own', () => {
    expect(panel).toMatchObject({ kind: 'line', id: 'loss', series: [{ id: 's.A', label: { raw: 'A run 0' }, y: [3, 2, 1] }, { id: 's.B', label: { raw: 'B run 1' } }] });
    expect(drawn(panel)).toMatch(/● A run 0/);
    expect(drawn(panel)).toMatch(/▲ B run 1/);
    const marks = marksOf(panel, { charset: 'ascii', color: 'none', speaker }).map(({ sample }) => toText(sample));
    expect(new Set(marks).size).toBe(marks.length);
  });

  test('lose their emphasis, and the axes reach as far as the longest', () => {
    expect(panel.kind === 'line' && panel.series.map(({ emphasis }) => emphasis)).toEqual([undefined, undefined]);
    expect(panel).toMatchObject({ x: { min: 0, max: 4 }, y: { min: 0 } });
    expect(panel.kind === 'line' && panel.y.max).toBeUndefined();
  });

  test('of several series stand side by side, series by series', () => {
    const two = (offset: number) => curve([], { series: ['train', 'test'].map((id, index) => ({ id, label: raw(id), x: [0, 1], y: [offset, offset + index], low: [0, 0], high: [1, 1] })) });
    const [both] = overlayRuns(runs([two(1)], [two(2)]), speaker);
    expect(both.kind === 'line' && both.series.map(({ label, low }) => [label, low])).toEqual(['A train', 'B train', 'A test', 'B test'].map((text) => [{ raw: text }, undefined]));
  });

  test('that are too many for one plot get one each, with all runs in it', () => {
    const three = (offset: number) => curve([], { series: ['train', 'test', 'other'].map((id) => ({ id, label: raw(id), x: [0, 1], y: [offset, offset] })) });
    const panels = overlayRuns(runs([three(1)], [three(2)]), speaker);
    expect(panels.map(({ id, title }) => [id, title])).toEqual(['train', 'test', 'other'].map((id) => [`loss.${id}`, { raw: `${id}: loss` }]));
    for (const one of panels) expect(one).toMatchObject({ kind: 'line', series: [{ label: { raw: 'A run 0' }, y: [1, 1] }, { label: { raw: 'B run 1' }, y: [2, 2] }] });
  });

  test('rules that all share stand once, others say whose they are', () => {
    const rule = (at: number, label: string) => ({ axis: 'y' as const, at, label: raw(label) });
    const [ruled] = overlayRuns(runs([curve([1], { rules: [rule(0, 'chance'), rule(1, 'best')] })], [curve([1], { rules: [rule(0, 'chance'), rule(2, 'best')] })]), speaker);
    expect(ruled.kind === 'line' && ruled.rules?.map(({ at, label }) => [at, label])).toEqual([[0, { raw: 'chance' }], [1, { raw: 'A best' }], [2, { raw: 'B best' }]]);
  });
});

test('points share a plot; a background only where it is the same', () => {
  const cloud = (value: number) => scatter({ id: 'p', title: raw('points'), x: { label: raw('x'), min: 0, max: 1 }, y: { label: raw('y'), min: 0, max: 1 }, series: [{ id: 's', label: raw('class'), x: [0.5], y: [value] }], background: { rows: 1, columns: 1, values: [value] } });
  expect(overlayRuns(runs([cloud(0)], [cloud(1)]), speaker)[0]).toMatchObject({ kind: 'scatter', series: [{ label: { raw: 'A run 0' } }, { label: { raw: 'B run 1' } }], background: undefined });
  expect(overlayRuns(runs([cloud(1)], [cloud(1)]), speaker)[0]).toMatchObject({ background: { values: [1] } });
});

test('bars of one label stand under each other, with the letter of their run', () => {
  const chart = (entries: Record<string, number>) => bars({ id: 'b', title: raw('bars'), value: { label: raw('share') }, bars: Object.entries(entries).map(([label, value]) => ({ label: raw(label), value, emphasis: 'primary' })) });
  const [panel] = overlayRuns(runs([chart({ one: 1, two: 2 })], [chart({ two: 3, three: 4 })]), speaker);
  expect(panel.kind === 'bars' && panel.bars.map(({ label, value, emphasis }) => [label, value, emphasis])).toEqual([
    [{ raw: 'A one' }, 1, undefined],
    [{ raw: 'A two' }, 2, undefined],
    [{ raw: 'B two' }, 3, undefined],
    [{ raw: 'B three' }, 4, undefined],
  ]);
});

describe('histograms', () => {
  const counts = (edges: readonly number[], values: readonly number[]) => histogram({ id: 'h', title: raw('weights'), x: { label: raw('w') }, y: { label: raw('count') }, edges, series: [{ id: 's', label: raw('layer'), counts: values }] });

  test('of the same bins are outlines in one histogram', () => {
    const [panel] = overlayRuns(runs([counts([0, 1, 2], [4, 1])], [counts([0, 1, 2], [2, 3])]), speaker);
    expect(panel).toMatchObject({ kind: 'histogram', series: [{ counts: [4, 1] }, { label: { raw: 'B run 1' }, counts: [2, 3] }] });
    expect(drawn(panel)).toMatch(/● A run 0/);
  });

  test('of other bins are steps, which say the same of each bin', () => {
    const [panel] = overlayRuns(runs([counts([0, 1, 2], [4, 1])], [counts([0, 2, 4], [2, 3])]), speaker);
    expect(panel).toMatchObject({ kind: 'line', series: [{ mark: 'steps', x: [0, 1, 2], y: [4, 1, 0] }, { x: [0, 2, 4], y: [2, 3, 0] }] });
    expect(describePanel(panel, speaker).rows).toContainEqual(['2', '0', '3']);
  });
});

test('other kinds, and what only one run has, stand alone under the name of their run', () => {
  const map = heatmap({ id: 'm', title: raw('mask'), grid: { rows: 1, columns: 1, values: [1] } });
  const panels = overlayRuns(runs([curve([1]), map], [map]), speaker);
  expect(panels.map(({ id, kind, title }) => [id, kind, title])).toEqual([
    ['loss.A', 'line', { raw: 'A run 0: loss' }],
    ['m.A', 'heatmap', { raw: 'A run 0: mask' }],
    ['m.B', 'heatmap', { raw: 'B run 1: mask' }],
  ]);
});
