/** Reading values off panels: every value can be reached, is told as it is, and the cursor is seen without colour. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import { heatmap, line, network, raw, scatter, table, type Panel } from '../../src/lesson/index.js';
import { CHARSETS, lineWidth, moveCursor, readPanel, renderFrame, renderPanel, settle, startCursor, toAnsi, toText, type Cursor, type Move } from '../../src/plot/index.js';
import { formatExact } from '../../src/words/numbers.js';
import { arbitraryPanel } from './panels.arbitrary.js';

const en = { language: 'en' } as const;
const zh = { language: 'zh' } as const;
const MOVES: readonly Move[] = [{ to: 'left' }, { to: 'right' }, { to: 'up' }, { to: 'down' }];
const samples = samplePanels('en');

function sample(id: string): Panel {
  const panel = samples.find((candidate) => candidate.id === id);
  if (panel === undefined) throw new Error(`no sample ${id}`);
  return panel;
}

function started(panel: Panel): Cursor {
  const cursor = startCursor(panel);
  if (cursor === undefined) throw new Error(`nothing to read on ${panel.id}`);
  return cursor;
}

/** Every place that the four arrows lead to. */
function reached(panel: Panel): readonly Cursor[] {
  const seen = new Map<string, Cursor>();
  const queue = [started(panel)];
  for (const cursor of queue) {
    const at = settle(panel, cursor);
    if (at === undefined) throw new Error('the arrows left the panel');
    const key = JSON.stringify(at);
    if (seen.has(key)) continue;
    seen.set(key, at);
    queue.push(...MOVES.map((move) => moveCursor(panel, at, move)));
  }
  return [...seen.values()];
}

/** How many places there are, counted from the data alone. */
function placesIn(panel: Panel): number {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  switch (panel.kind) {
    case 'line':
      return panel.series.length * new Set(panel.series.flatMap(({ x }) => x)).size;
    case 'scatter':
      return sum(panel.series.map(({ x }) => x.length));
    case 'bars':
      return panel.bars.length;
    case 'histogram':
      return panel.series.length * (panel.edges.length - 1);
    case 'heatmap':
      return panel.grid.rows * panel.grid.columns;
    case 'image':
      return sum(panel.groups.flatMap(({ pictures }) => pictures.map(({ rows, columns }) => rows * columns)));
    case 'table':
      return panel.rows.length * panel.columns.length;
    case 'tokens':
      return panel.tokens.length;
    case 'network':
      return sum(panel.layers.map(({ units }) => units));
    case 'timeline':
      return panel.spans.length;
    case 'text':
      return panel.lines.length;
  }
}

describe('the reading cursor', () => {
  it.each(samples.filter((panel) => startCursor(panel) !== undefined && panel.id !== 'large-mask').map((panel) => [`${panel.kind} ${panel.id}`, panel] as const))('reaches every value of a panel by the arrows (%s)', (_, panel) => {
    expect(reached(panel)).toHaveLength(placesIn(panel));
  });

  it('stays on any panel, wherever it is sent, and a panel that changes under it keeps it within', () => {
    const moves = fc.array(fc.record({ to: fc.constantFrom<Move['to']>('left', 'right', 'up', 'down', 'first', 'last'), by: fc.constantFrom(undefined, 10) }), { maxLength: 12 });
    fc.assert(
      fc.property(arbitraryPanel(), arbitraryPanel(), moves, (panel, other, path) => {
        const start = startCursor(panel);
        if (start === undefined) return;
        const end = path.reduce((cursor, move) => moveCursor(panel, cursor, move), start);
        expect(settle(panel, end)).toBeDefined();
        for (const shown of [panel, other]) {
          for (const speaker of [en, zh]) expect(readPanel(shown, end, speaker) ?? 'nothing').toMatch(/^[^\n\u0000-\u001f]+$/);
          const lines = renderPanel(shown, { width: 60, height: 12, charset: 'braille', color: 'none', speaker: en, cursor: end });
          expect(lines.map(lineWidth)).toEqual(new Array(12).fill(60));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('goes to the ends, in steps of ten, and past the edge of a picture to the next', () => {
    const weights = sample('weights');
    const at = (...path: Move[]) => settle(weights, path.reduce((cursor, move) => moveCursor(weights, cursor, move), started(weights)));
    expect(at({ to: 'right', by: 10 })).toMatchObject({ row: 0, column: 10 });
    expect(at({ to: 'last' }, { to: 'down', by: 10 }, { to: 'up' })).toMatchObject({ row: 9, column: 39 });
    const support = sample('support');
    if (support.kind !== 'image') throw new Error('support is an image panel');
    const { columns } = support.groups[0].pictures[0];
    const end = moveCursor(support, started(support), { to: 'last' });
    expect(end).toMatchObject({ item: 0, column: columns - 1 });
    expect(moveCursor(support, end, { to: 'right' })).toMatchObject({ item: 1, column: 0 });
    expect(moveCursor(support, moveCursor(support, end, { to: 'right' }), { to: 'left' })).toEqual(end);
    expect(moveCursor(support, started(support), { to: 'right', by: 10 })).toMatchObject({ item: 1 });
  });

  it('at the end of a curve follows a run that goes on; elsewhere it keeps its place', () => {
    const curve = (length: number) => line({ id: 'c', title: raw('c'), x: { label: raw('x') }, y: { label: raw('y') }, series: [{ id: 's', label: raw('s'), x: Array.from({ length }, (_, i) => i), y: Array.from({ length }, (_, i) => i * i) }] });
    expect(readPanel(curve(9), started(curve(5)), en)).toBe('x 8 (9/9) · s: 64');
    const back = moveCursor(curve(5), started(curve(5)), { to: 'left' });
    expect(readPanel(curve(9), back, en)).toBe('x 3 (4/9) · s: 9');
    expect(readPanel(curve(9), moveCursor(curve(5), back, { to: 'right' }), en)).toBe('x 8 (9/9) · s: 64');
  });
});

describe('a reading', () => {
  const axis = (label: string) => ({ label: raw(label) });

  it('tells x and the value of every curve, the chosen one first, in both languages', () => {
    const panel = line({
      id: 'loss',
      title: raw('loss'),
      x: axis('step'),
      y: { ...axis('loss'), format: 'percent' },
      series: [
        { id: 'a', label: raw('training'), x: [1, 2, 4], y: [0.5, 0.123456789, 0.25], low: [0.4, 0.1, 0.2], high: [0.6, 0.2, 0.3] },
        { id: 'b', label: raw('test'), x: [1, 2, 3], y: [0.75, null, 0.5] },
      ],
    });
    const at = (row: number, column: number, speaker: typeof en | typeof zh = en) => readPanel(panel, { item: 0, row, column }, speaker);
    expect(at(0, 1)).toBe('step 2 (2/4) · training: 12.34568 % (10 % to 20 %); test: -');
    expect(at(1, 0)).toBe('step 1 (1/4) · test: 75 %; training: 50 % (40 % to 60 %)');
    expect(at(0, 2)).toBe('step 3 (3/4) · training: -; test: 50 %');
    expect(at(1, 3, zh)).toBe('step 4（4/4） · test：-；training：25 %（20 % 到 30 %）');
  });

  it('tells the value of an earlier run at the same place, where it has one', () => {
    const curve = (values: readonly number[], xs: readonly number[] = [1, 2]) => line({ id: 'l', title: raw('l'), x: axis('step'), y: axis('loss'), series: [{ id: 'a', label: raw('training'), x: xs, y: values }, { id: 'b', label: raw('test'), x: xs, y: values.map((value) => value + 1) }] });
    const at = { item: 0, row: 1, column: 0 };
    expect(readPanel(curve([1, 2]), at, en, curve([5, 6]))).toBe('step 1 (1/2) · test: 2; earlier run: 6; training: 1');
    expect(readPanel(curve([1, 2]), at, zh, curve([5, 6]))).toContain('test：2；先前的运行：6；');
    expect(readPanel(curve([1, 2]), at, en, curve([5, 6], [3, 4]))).toBe('step 1 (1/2) · test: 2; training: 1');
    const candidates = sample('candidates');
    if (candidates.kind !== 'bars') throw new Error('candidates are bars');
    const before = { ...candidates, bars: candidates.bars.map((bar) => ({ ...bar, value: 0.5 })).reverse() };
    expect(readPanel(candidates, started(candidates), en, before)).toContain('probability: 41.2 %; earlier run: 50 %;');
    const shift = sample('shift');
    if (shift.kind !== 'histogram') throw new Error('shift is a histogram');
    const bins = { ...shift, series: shift.series.map((series) => ({ ...series, counts: series.counts.map(() => 7) })) };
    expect(readPanel(shift, started(shift), en, bins)).toContain('; earlier run: 7;');
    expect(readPanel(shift, started(shift), en, { ...bins, edges: bins.edges.map((edge) => edge + 1) })).not.toContain('earlier');
    expect(readPanel(shift, started(shift), en, candidates)).not.toContain('earlier');
  });

  it('tells row, column and value of a grid, with their names', () => {
    const grid = heatmap({ id: 'g', title: raw('g'), grid: { rows: 2, columns: 3, values: [0, 1, 2, 3, 4.123456, null] }, rowLabels: [raw('cat'), raw('dog')] });
    expect(readPanel(grid, { item: 0, row: 1, column: 1 }, en)).toBe('row 2 dog, column 2 · 4.123456');
    expect(readPanel(grid, { item: 0, row: 1, column: 2 }, zh)).toBe('第 2 行 dog，第 3 列 · 没有数值');
    const of = (scale: 'binary' | 'categories') => readPanel({ ...grid, grid: { ...grid.grid, scale } }, { item: 0, row: 0, column: 0 }, en);
    expect([of('binary'), of('categories')]).toEqual(['row 1 cat, column 1 · off', 'row 1 cat, column 1 · class 0']);
  });

  it('tells what lies behind a point, by the fixed ends of the axes', () => {
    const background = { rows: 2, columns: 2, values: [1, 2, 3, 4] };
    const ends = { min: 0, max: 1 };
    const panel = scatter({ id: 's', title: raw('s'), x: { ...axis('a'), ...ends }, y: { ...axis('b'), ...ends }, background, series: [{ id: 'p', label: raw('p'), x: [0.1, 0.9, 0.9], y: [0.9, 0.1, null], names: [raw('iris'), raw('rose'), raw('lily')] }] });
    expect(readPanel(panel, { item: 0, row: 0, column: 0 }, en)).toBe('p, point 1/2 · iris; a: 0.1; b: 0.9; background: 1');
    expect(readPanel(panel, { item: 1, row: 0, column: 0 }, en)).toBe('p, point 2/2 · rose; a: 0.9; b: 0.1; background: 4');
  });

  it('tells the weights of a unit, and where the largest comes from', () => {
    const panel = network({ id: 'n', title: raw('n'), layers: [{ label: raw('in'), units: 2 }, { label: raw('out'), units: 3, values: [0.5, 0, 0] }], weights: [[1, null, 3, -2, null, 6]] });
    expect(readPanel(panel, { item: 0, row: 0, column: 1 }, en)).toBe('out, unit 1/3 · value: 0.5; 2 of 2 weights in, largest -2 from unit 2');
    expect(readPanel(panel, { item: 0, row: 1, column: 1 }, en)).toBe('out, unit 2/3 · value: 0; no weight in');
    expect(readPanel(panel, { item: 0, row: 1, column: 0 }, en)).toBe('in, unit 2/2 · 2 of 3 weights out, largest 6 to unit 3');
  });

  it('calls a row of a table by its words', () => {
    const panel = table({ id: 't', title: raw('t'), columns: [{ label: raw('model') }, { label: raw('error'), digits: 1 }], rows: [{ cells: [raw('k-NN'), 0.123456] }, { cells: [raw('tree'), null] }] });
    expect(readPanel(panel, { item: 0, row: 0, column: 1 }, en)).toBe('row 1/2 k-NN, error · 0.123456');
    expect(readPanel(panel, { item: 0, row: 1, column: 1 }, en)).toBe('row 2/2 tree, error · -');
    expect(readPanel(panel, { item: 0, row: 1, column: 0 }, en)).toBe('row 2/2, model · tree');
  });

  it('never shortens a number beyond single precision', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
        const read = Number(formatExact(value).replaceAll(',', ''));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.abs(value) * 5e-7);
      }),
    );
    expect([formatExact(1234567.25), formatExact(0.1 + 0.2), formatExact(-0), formatExact(1.25e-7), formatExact(0.5, { format: 'percent' }), formatExact(1.5, { format: 'seconds' }, 'zh'), formatExact(123456789, { format: 'bytes' }), formatExact(2e20)]).toEqual([
      '1,234,567',
      '0.3',
      '0',
      '1.25e-7',
      '50 %',
      '1.5 秒',
      '123,456,789 B',
      '2e20',
    ]);
  });
});

describe('the cursor as drawn', () => {
  const options = { width: 70, height: 16, color: 'none', speaker: en } as const;
  const drawable = samples.filter((panel) => startCursor(panel) !== undefined);

  it.each(CHARSETS)('is seen on every kind of panel without any colour (%s)', (charset) => {
    for (const panel of drawable) {
      const seen = (cursor?: Cursor) => renderPanel(panel, { ...options, charset, cursor }).map((drawn) => toAnsi(drawn, { color: 'none', background: 'dark' })).join('\n');
      expect(seen(started(panel)), panel.id).not.toBe(seen());
      const on = moveCursor(panel, started(panel), { to: panel.kind === 'line' || panel.kind === 'histogram' ? 'left' : 'right', by: panel.kind === 'heatmap' ? 10 : 1 });
      expect(seen(on), panel.id).not.toBe(seen(started(panel)));
    }
  });

  it('stands where the value is drawn: on a curve, on a point, in a cell', () => {
    const column = (panel: Panel, cursor: Cursor) => renderPanel(panel, { ...options, charset: 'braille', cursor }).map(toText).find((drawn) => drawn.includes('└'))?.indexOf('╋');
    const loss = sample('loss');
    const places = Array.from({ length: 240 }, (_, at) => column(loss, { item: 0, row: 0, column: at }) ?? -1);
    expect(places[0]).toBeGreaterThan(0);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(places[239] - places[0]).toBeGreaterThan(40);
    const mask = renderPanel(sample('mask'), { ...options, charset: 'braille', cursor: { item: 0, row: 47, column: 95 } }).map(toText);
    // 96 columns and 48 rows in dots, two by four a cell; the title stands above.
    expect(mask[12].indexOf('╋')).toBe(47);
  });

  it('is seen at the last value, though that lies a hair beyond a fixed end of the axis; not at one far outside', () => {
    const ends = (max: number): Panel => line({ id: 'l', title: raw('l'), x: { label: raw('x'), min: 1, max, scale: 'log', reversed: true }, y: { label: raw('y') }, series: [{ id: 's', label: raw('s'), x: [1 - 1e-9, 10, 100], y: [1, 2, 3] }] });
    const foot = (panel: Panel, column: number) => renderPanel(panel, { ...options, charset: 'braille', cursor: { item: 0, row: 0, column } }).map(toText).find((drawn) => drawn.includes('└')) ?? '';
    expect(foot(ends(100), 2)).toMatch(/╋ *$/);
    expect(foot(ends(100), 0)).toContain('╋');
    expect(foot(ends(20), 0)).not.toContain('╋');
  });

  it('marks the bar of an earlier run by its name, wherever it stands', () => {
    const candidates = sample('candidates');
    if (candidates.kind !== 'bars') throw new Error('candidates are bars');
    const overlay = { ...candidates, bars: [...candidates.bars].reverse() };
    expect(readPanel(candidates, started(candidates), en, overlay)).toContain('probability: 41.2 %; earlier run: 41.2 %;');
    const drawn = renderPanel(candidates, { ...options, charset: 'braille', overlay }).map(toText);
    const first = drawn.find((row) => row.includes('霜')) ?? '';
    expect(first.indexOf('┊')).toBeGreaterThanOrEqual(first.lastIndexOf('█'));
  });

  it('brings what does not fit into view: bars, rows, tokens, lanes, units', () => {
    const bars = sample('candidates');
    if (bars.kind !== 'bars') throw new Error('candidates are bars');
    const small = { ...options, height: 5, charset: 'braille' } as const;
    const name = '明月';
    const at = bars.bars.findIndex(({ label }) => typeof label === 'object' && 'raw' in label && label.raw === name);
    expect(renderPanel(bars, small).map(toText).join('\n')).not.toContain(name);
    expect(renderPanel(bars, { ...small, cursor: { item: 0, row: at, column: 0 } }).map(toText).join('\n')).toContain(name);
    const scores = sample('scores');
    expect(renderPanel(scores, { ...small, cursor: { item: 0, row: 3, column: 0 } }).map(toText).join('\n')).toContain('k-NN');
    const wide = sample('wide');
    const unit = (row: number) => renderPanel(wide, { ...options, charset: 'braille', cursor: { item: 0, row, column: 0 } }).map(toText).findIndex((drawn) => drawn.includes('['));
    expect(unit(0)).toBeGreaterThan(0);
    expect(unit(71)).toBeGreaterThan(unit(0));
  });

  it('turns to the page of the panel that is read', () => {
    const frame = { width: 40, height: 12, charset: 'braille', color: 'none', speaker: en } as const;
    const read = samples[samples.length - 3];
    const drawn = renderFrame(samples, { ...frame, reading: { panel: read.id, cursor: started(read) } });
    expect(drawn.page).toBeGreaterThan(3);
    expect(drawn.first).toBeLessThanOrEqual(samples.length - 3);
    expect(renderFrame(samples, frame)).toMatchObject({ page: 0, first: 0 });
  });
});
