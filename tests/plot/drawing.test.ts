/** What single drawings must show exactly: positions, gaps, counts of dots, remarks on what is left out. */
import { describe, expect, it } from 'vitest';
import { bars, heatmap, histogram, image, line, raw, scatter, table, timeline, tokens, type LinePanel, type Panel } from '../../src/lesson/index.js';
import { renderPanel, toText, type ColorMode, type Charset } from '../../src/plot/index.js';

const speaker = { language: 'en' } as const;
const draw = (panel: Panel, width: number, height: number, charset: Charset = 'braille', color: ColorMode = 'truecolor', overlay?: Panel) =>
  renderPanel(panel, { width, height, charset, color, speaker, overlay }).map(toText);

const curve = (y: readonly (number | null)[], more: Partial<LinePanel> = {}): LinePanel =>
  line({ id: 'l', title: raw('t'), x: { label: raw('x') }, y: { label: raw('t'), min: 0, max: 1 }, series: [{ id: 's', label: raw('t'), x: y.map((_, i) => i), y }], ...more });

/** Columns of the plot area that hold a dot or a mark. */
function inked(rows: readonly string[]): number[] {
  const found = new Set<number>();
  for (const row of rows) {
    const axis = row.search(/[│┤]/);
    if (axis < 0) continue;
    Array.from(row).forEach((char, column) => {
      if (column > axis && char !== ' ') found.add(column - axis - 1);
    });
  }
  return [...found].sort((a, b) => a - b);
}

describe('line', () => {
  it('leaves a gap where values are missing and never draws NaN', () => {
    const values = Array.from({ length: 81 }, (_, i) => (i >= 30 && i <= 50 ? null : 0.5));
    const columns = inked(draw(curve(values), 84, 12));
    const area = Math.max(...columns) + 1;
    expect(columns.filter((column) => column > area * 0.39 && column < area * 0.61)).toEqual([]);
    expect(columns.length).toBeGreaterThan(area * 0.7);
    expect(draw(curve(values.map((value) => value ?? NaN)), 84, 12)).toEqual(draw(curve(values), 84, 12));
  });

  it('puts values at their height: the top row holds the maximum, the bottom row the minimum', () => {
    const rows = draw(curve([0, 0, 0, 1, 1, 1]), 40, 12).filter((row) => /[│┤]/.test(row));
    const right = (row: string) => /[^ ]/.test(row.slice(-6));
    expect(right(rows[0])).toBe(true);
    expect(right(rows[rows.length - 1])).toBe(false);
    expect(rows[rows.length - 1].slice(5, 12)).toMatch(/[⠀-⣿●]/);
  });

  it('clips at fixed ends instead of bending the axis', () => {
    const rows = draw(curve([0.5, 5, 0.5]), 40, 12);
    expect(rows.join('\n')).toContain('1.0┤');
    expect(rows.join('\n')).not.toMatch(/[2-5]\.0┤/);
  });

  it('gives one point, constant and empty data a sensible range', () => {
    const free = (y: number[]) => draw({ ...curve(y), y: { label: raw('t') } }, 40, 12).join('\n');
    expect(free([0.4])).toContain('●');
    expect(free([0.4, 0.4, 0.4])).toMatch(/0\.4\d*┤/);
    expect(free([])).toContain('no data yet');
    expect(free([0])).toMatch(/0(\.\d)?┤/);
  });

  it('names each curve at the height where it ends', () => {
    const two = curve([0.1, 0.1], { series: ['low', 'high'].map((name, i) => ({ id: name, label: raw(name), x: [0, 1], y: [0.5, i === 0 ? 0.1 : 0.9] })) });
    const rows = draw(two, 60, 14);
    const row = (name: string) => rows.findIndex((text) => text.includes(name));
    expect(row('high')).toBeLessThan(row('low'));
    expect(rows[row('high')]).toMatch(/▲ ▲ high|▲ high/);
  });

  it('shows an earlier run behind the present one and says so', () => {
    const rows = draw(curve([0.2, 0.2]), 40, 12, 'braille', 'truecolor', curve([0.9, 0.9]));
    expect(rows[0]).toContain('earlier run');
    const upper = (drawn: readonly string[]) => drawn.slice(1, 5).join('');
    expect(upper(rows)).toMatch(/[⠀-⣿]/);
    expect(upper(draw(curve([0.2, 0.2]), 40, 12))).not.toMatch(/[⠀-⣿]/);
  });

  it('has ticks of a log axis at powers of ten', () => {
    const text = draw({ ...curve([1]), y: { label: raw('loss'), scale: 'log' }, series: [{ id: 's', label: raw('s'), x: [0, 1, 2], y: [1000, 1, 0.001] }] }, 50, 16).join('\n');
    const ticks = [...text.matchAll(/([\d.,]+)┤/g)].map(([, tick]) => Number(tick.replace(',', '')));
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    for (const tick of ticks) expect(Math.log10(tick)).toBeCloseTo(Math.round(Math.log10(tick)), 12);
  });
});

describe('scatter', () => {
  it('draws points at their places, none outside the axes', () => {
    const panel = scatter({ id: 's', title: raw('t'), x: { label: raw('x'), min: 0, max: 1 }, y: { label: raw('y'), min: 0, max: 1 }, series: [{ id: 'a', label: raw('t'), x: [0, 1, 7, 0.5], y: [0, 1, 7, null] }] });
    expect(draw(panel, 40, 14).join('').split('●').length - 1).toBe(2);
  });

  it('names points right of their marks, left where the right has no room, and leaves out names that have none', () => {
    const panel = (x: number[], y: number[], names: string[]) => scatter({ id: 's', title: raw('t'), x: { label: raw('x'), min: 0, max: 1 }, y: { label: raw('y'), min: 0, max: 1 }, series: [{ id: 'a', label: raw('t'), x, y, names: names.map(raw) }] });
    const rows = draw(panel([0, 1, 0.5], [0, 1, 0.5], ['west', 'east', '中心']), 40, 14).join('\n');
    expect(rows).toContain('●west');
    expect(rows).toContain('east●');
    expect(rows).toContain('●中心');
    const crowded = draw(panel([0.5, 0.58, 0.5], [0.5, 0.5, 1], ['between', 'right', 'alone']), 40, 14).join('\n');
    expect(crowded).toContain('●right');
    expect(crowded).toContain('●alone');
    expect(crowded).toContain('between●');
    expect(draw(panel([0, 1], [0.5, 0.5], ['a name longer than the whole plot is wide', 'b']), 30, 14).join('\n')).not.toContain('longer');
  });

  it('draws a series with its own glyph, which needs no legend where it is the name', () => {
    const panel = scatter({ id: 's', title: raw('t'), x: { label: raw('x'), min: 0, max: 1 }, y: { label: raw('y'), min: 0, max: 1 }, series: ['p', 'q'].map((name, i) => ({ id: name, label: raw(name), glyph: name, x: [0.2 + i / 2, 0.3 + i / 2], y: [0.1, 0.9] })) });
    const text = draw(panel, 40, 14).join('\n');
    expect(text.match(/[pq]/g)).toEqual(['p', 'q', 'p', 'q']);
    expect(draw({ ...panel, series: panel.series.map((series) => ({ ...series, label: raw('name') })) }, 40, 14).join('\n')).toContain('p name');
  });

  it('says how many points the fixed ends leave out; a missing value is none of them', () => {
    const panel = (x: number[]) => scatter({ id: 's', title: raw('t'), x: { label: raw('x'), min: 0, max: 1 }, y: { label: raw('y'), min: 0, max: 1 }, series: [{ id: 'a', label: raw('t'), x, y: [0, 1, 7, null, 0.5] }] });
    expect(draw(panel([0, 1, 7, 0.5, -3]), 40, 14).join('\n')).toContain('2 outside the axes');
    expect(draw(panel([0, 1, 0.5, 0.5, 1]), 40, 14).join('\n')).toContain('1 outside the axes');
    expect(draw(panel([0, 1]), 40, 14).join('\n')).not.toContain('outside');
  });
});

describe('bars', () => {
  const panel = bars({ id: 'b', title: raw('t'), value: { label: raw('v'), min: 0, max: 1 }, bars: [1, 0.5, 0.0001, 0].map((value, i) => ({ label: raw(`b${i}`), value })) });
  it('fills in eighths in proportion; a trace for what rounds to nothing, none for zero', () => {
    const rows = draw(panel, 30, 6).filter((row) => row.startsWith('b'));
    const full = (row: string) => row.split('█').length - 1;
    expect(full(rows[0])).toBe(full(rows[1]) * 2 + (rows[1].includes('▌') ? 1 : 0));
    expect(rows[2]).toContain('▏');
    expect(rows[3]).not.toMatch(/[▏█]/);
  });

  it('keeps bar and interval apart without colour: solid, veiled, beyond', () => {
    const withInterval = { ...panel, bars: [{ label: raw('b'), value: 0.5, interval: [0.25, 0.75] as const }] };
    const row = draw(withInterval, 50, 6).find((text) => text.startsWith('b')) ?? '';
    const [, solid, over, beyond] = /(█+)(▒+)(░+)/.exec(row) ?? [];
    expect([over.length, beyond.length].every((cells) => Math.abs(cells - solid.length) <= 1)).toBe(true);
  });

  it('says how many do not fit', () => {
    const many = { ...panel, bars: Array.from({ length: 30 }, (_, i) => ({ label: raw(`b${i}`), value: i })) };
    const rows = draw(many, 40, 10);
    expect(rows.filter((row) => /^b\d/.test(row)).length + Number(/(\d+) more/.exec(rows.join('\n'))?.[1])).toBe(30);
  });
});

describe('histogram', () => {
  it('has a column as high as its count', () => {
    const panel = histogram({ id: 'h', title: raw('t'), x: { label: raw('x') }, y: { label: raw('n'), min: 0, max: 4 }, edges: [0, 1, 2, 3], series: [{ id: 's', label: raw('n'), counts: [4, 2, 0] }] });
    const rows = draw(panel, 40, 12).filter((row) => /[│┤]/.test(row));
    const height = (column: number) => rows.filter((row) => row[column] === '█').length;
    expect(height(8)).toBe(rows.length);
    expect(rows).toHaveLength(7);
    expect(height(18)).toBe(3);
    expect(rows[3][18]).toBe('▄'); // three and a half
    expect(height(32)).toBe(0);
  });
});

describe('heatmap', () => {
  const mask = (rows: number, columns: number, every: number) =>
    heatmap({ id: 'm', title: raw('t'), grid: { rows, columns, scale: 'binary', values: Array.from({ length: rows * columns }, (_, i) => (i % every === 0 ? 1 : 0)) } });
  const dots = (rows: readonly string[]) => rows.join('').split('').reduce((sum, char) => {
    const bits = char.charCodeAt(0) - 0x2800;
    return bits > 0 && bits < 256 ? sum + bits.toString(2).split('1').length - 1 : sum;
  }, 0);

  it('shows a mask one dot a weight', () => {
    for (const every of [1, 3, 7]) expect(dots(draw(mask(32, 64, every), 40, 12))).toBe(Math.ceil((32 * 64) / every));
  });

  it('says how a mask that is too large was aggregated', () => {
    expect(draw(mask(100, 300, 2), 60, 12).join('\n')).toMatch(/each cell: share on of 5 x 5/);
  });

  it('prints values where there is room, and only there', () => {
    const panel = heatmap({ id: 'c', title: raw('t'), showValues: true, format: 'integer', grid: { rows: 2, columns: 2, values: [91, 9, 12, 88] } });
    expect(draw(panel, 30, 8).join(' ')).toMatch(/91\s+9\s.*12\s+88/s);
    expect(draw(panel, 4, 8).join(' ')).not.toContain('91 ');
  });

  it('tells values by density where there are few colours, negative ones by other signs', () => {
    const panel = heatmap({ id: 'd', title: raw('t'), grid: { rows: 1, columns: 4, scale: 'diverging', values: [-1, -0.5, 0.5, 1] } });
    expect(draw(panel, 30, 6, 'braille', 'none')[1]).toMatch(/^&+=+▒+█+ *$/);
  });
});

describe('image', () => {
  it('shows ink as density without colours and leaves out no picture silently', () => {
    const pictures = Array.from({ length: 9 }, () => ({ rows: 8, columns: 8, pixels: Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 1 : 0)) }));
    const panel = image({ id: 'i', title: raw('t'), groups: [{ pictures }] });
    expect(draw(panel, 20, 6, 'ascii', 'none')[1]).toMatch(/^@@@@ +/);
    expect(draw(panel, 30, 6, 'ascii').join('\n')).toMatch(/\d more/);
  });

  it('moves pictures closer together where that keeps them in one row', () => {
    const pictures = Array.from({ length: 5 }, () => ({ rows: 8, columns: 8, pixels: new Array<number>(64).fill(1) }));
    const row = (cells: number) => draw(image({ id: 'i', title: raw('t'), groups: [{ pictures }] }), cells, 5, 'ascii', 'none')[1].trimEnd();
    expect(row(48)).toBe(new Array<string>(5).fill('@@@@@@@@').join('  '));
    expect(row(47)).toBe(new Array<string>(5).fill('@@@@@@@@').join(' '));
  });

  it('draws in dots, with marks beside, where most pictures would have to be left out', () => {
    const pixels = Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 1 : 0)); // the left half is ink
    const pictures = Array.from({ length: 9 }, (_, i) => ({ rows: 8, columns: 8, pixels, emphasis: i === 0 ? ('bad' as const) : ('none' as const) }));
    const rows = draw(image({ id: 'i', title: raw('t'), groups: [{ pictures }] }), 30, 6);
    expect(rows[1].trimEnd()).toBe('⣿⣿  ✗⣿⣿   ⣿⣿   ⣿⣿   ⣿⣿   ⣿⣿');
    expect(rows.join('').match(/⣿⣿/g)).toHaveLength(18); // nine pictures, two rows of cells each
  });
});

describe('table', () => {
  it('aligns numbers right and words left, by cells', () => {
    const panel = table({ id: 't', title: raw('t'), columns: [{ label: raw('名称') }, { label: raw('n'), format: 'integer' }], rows: [{ cells: [raw('学习率'), 5] }, { cells: [raw('lr'), 1234] }] });
    expect(draw(panel, 30, 6).map((row) => row.trimEnd()).slice(1, 5)).toEqual(['名称        n', '─────────────', '学习率      5', 'lr      1,234']);
  });
});

describe('tokens', () => {
  it('puts heavy tokens in brackets with their number where there are no shades', () => {
    const panel = tokens({ id: 'k', title: raw('t'), tokens: [{ text: '好', weight: 0.9 }, { text: '的', weight: 0.1 }] });
    expect(draw(panel, 30, 5, 'braille', 'none')[1].trimEnd()).toBe('[好 0.90]的');
    expect(draw(panel, 30, 5)[1].trimEnd()).toBe('好的');
  });

  it('follows what grows at its end', () => {
    const panel = tokens({ id: 'k', title: raw('t'), tokens: Array.from({ length: 60 }, (_, i) => ({ text: ` word${i}`, ...(i > 50 ? { emphasis: 'primary' as const } : {}) })) });
    const text = draw(panel, 30, 6).join('\n');
    expect(text).toContain('word59');
    expect(text).toMatch(/\d+ more lines/);
    const lines = renderPanel(panel, { width: 40, height: 6, charset: 'braille', color: 'none', speaker, seeAll: 't shows all' }).map(toText);
    expect(lines.join('\n')).toMatch(/\d+ more lines \(t shows all\)/);
  });
});

describe('timeline', () => {
  it('keeps idle time visible and touching spans apart', () => {
    const panel = timeline({
      id: 'g',
      title: raw('t'),
      x: { label: raw('ms'), min: 0, max: 10 },
      lanes: [{ id: 'a', label: raw('A') }],
      kinds: [{ id: 'f', label: raw('forward') }],
      spans: [
        { lane: 'a', kind: 'f', start: 0, end: 2 },
        { lane: 'a', kind: 'f', start: 2, end: 4 },
        { lane: 'a', kind: 'f', start: 8, end: 10 },
      ],
    });
    const row = draw(panel, 43, 8, 'braille', 'none').find((text) => text.startsWith('A'));
    expect(row).toMatch(/^A.█+▌█+·+█+ *$/);
  });
});
