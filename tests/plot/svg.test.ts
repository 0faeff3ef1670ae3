import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samplePanels } from '../../scripts/gallery/samples.js';
import { bars, heatmap, LANGUAGES, line, raw, textPanel, type Panel, type PanelKind } from '../../src/lesson/index.js';
import { toSvg } from '../../src/plot/index.js';
import { arbitraryPanel } from './panels.arbitrary.js';

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** A strict reader of the XML that is written here; throws where it is not well-formed. */
function parse(source: string): Node {
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '').trimEnd();
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const pieces = /<(\/?)([\w:]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let end = 0;
  for (let match = pieces.exec(body); match; match = pieces.exec(body)) {
    end = pieces.lastIndex;
    const [, closing, name, attributes, empty, text] = match;
    const top = open[open.length - 1];
    if (text !== undefined) {
      if (/&(?!amp;|lt;|gt;|quot;)|>/.test(text)) throw new Error(`not escaped: ${text}`);
      top.text += text.replace(/&(amp|lt|gt|quot);/g, (_, sign: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[sign] ?? '');
    } else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const node: Node = { name, attributes: Object.fromEntries([...attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])), children: [], text: '' };
      top.children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (end !== body.length || open.length !== 1 || root.children.length !== 1) throw new Error(`not well-formed at ${end}: ${body.slice(end, end + 60)}`);
  return root.children[0];
}

const all = (node: Node): Node[] => [node, ...node.children.flatMap(all)];
const named = (source: string, name: string) => all(parse(source)).filter((node) => node.name === name);
const texts = (source: string) => named(source, 'text').map(({ text }) => text.replace(/\u00a0/g, ' '));
const en = { speaker: { language: 'en' as const } };

describe('panels as SVG', () => {
  test('any panel is a well-formed document of finite numbers', () => {
    fc.assert(
      fc.property(fc.array(arbitraryPanel(), { maxLength: 3 }), fc.constantFrom(...LANGUAGES), (panels, language) => {
        const source = toSvg(panels, { speaker: { language }, title: 'a <b> & "c"', footer: "it's" });
        for (const { name, attributes } of all(parse(source))) {
          for (const value of Object.values(attributes)) expect(value, name).not.toMatch(/NaN|Infinity|undefined|\de[+-]\d\d/);
          expect(Number(attributes.width ?? 0), name).toBeGreaterThanOrEqual(0);
          expect(Number(attributes.height ?? 0), name).toBeGreaterThanOrEqual(0);
        }
        // XML 1.0 has no control characters, no lone surrogates and no non-characters.
        expect(source).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u);
      }),
      { numRuns: 300 },
    );
  });

  test('names in a document are its own, and each that is used is there', () => {
    const source = toSvg(samplePanels('en'), en);
    const ids = named(source, 'clipPath').map(({ attributes }) => attributes.id);
    expect(new Set(ids).size).toBe(ids.length);
    const used = [...source.matchAll(/url\(#(\w+)\)/g)].map(([, id]) => id);
    expect(used.length).toBeGreaterThan(5);
    expect(ids).toEqual(expect.arrayContaining(used));
  });

  const shapes: Record<PanelKind, string> = { line: 'polyline', scatter: 'circle', bars: 'rect', histogram: 'rect', heatmap: 'path', image: 'path', table: 'text', tokens: 'text', network: 'line', timeline: 'rect', text: 'text' };
  test.each(Object.keys(shapes))('%s is drawn in shapes, with its title, in both languages', (kind) => {
    for (const language of LANGUAGES) {
      for (const panel of samplePanels(language).filter((sample) => sample.kind === kind && sample.id !== 'empty')) {
        const source = toSvg([panel], { speaker: { language } });
        expect(named(source, shapes[panel.kind]).length, panel.id).toBeGreaterThan(1);
        const title = typeof panel.title === 'object' && 'raw' in panel.title ? panel.title.raw : '';
        expect(texts(source).join(''), panel.id).toContain(title.slice(0, 12));
      }
    }
  });

  test('one without data says so', () => {
    const empty = samplePanels('en').filter(({ id }) => id === 'empty');
    expect(texts(toSvg(empty, en))).toContain('no data yet');
  });

  test('a curve goes through its values; where one is missing it is broken', () => {
    const axis = (label: string) => ({ label: raw(label), min: 0, max: 10 });
    const panel = line({ id: 'p', title: raw('t'), x: axis('x'), y: axis('y'), series: [{ id: 's', label: raw('s'), x: [0, 5, 10, 10], y: [0, 5, null, 10] }] });
    const source = toSvg([panel], en);
    const [first, ...rest] = named(source, 'polyline').map(({ attributes }) => attributes.points.split(' ').map((pair) => pair.split(',').map(Number)));
    expect(first).toHaveLength(2);
    const lone = rest.flat();
    expect(lone).toHaveLength(1);
    const [[x0, y0], [x1, y1]] = first;
    const [[x2, y2]] = lone;
    expect(x1 - x0).toBeCloseTo(x2 - x1, 1);
    expect(y0 - y1).toBeCloseTo(y1 - y2, 1);
    expect(y0).toBeGreaterThan(y2);
  });

  test('bars are as long as their values, and say them', () => {
    const panel = bars({ id: 'p', title: raw('t'), value: { label: raw('v'), min: 0 }, bars: [1, 2, 4].map((value) => ({ label: raw(`bar ${value}`), value })) });
    const source = toSvg([panel], en);
    const widths = named(source, 'rect').slice(1).map(({ attributes }) => Number(attributes.width));
    expect(widths[1] / widths[0]).toBeCloseTo(2, 1);
    expect(widths[2] / widths[0]).toBeCloseTo(4, 1);
    expect(texts(source)).toEqual(expect.arrayContaining(['bar 1', 'bar 2', 'bar 4', '1', '2', '4']));
  });

  test('a large grid stays a small file: neighbours of one colour are one shape', () => {
    const grid = (scale: 'binary' | 'sequential') => heatmap({ id: 'p', title: raw('t'), grid: { rows: 200, columns: 200, values: Array.from({ length: 40_000 }, (_, i) => (scale === 'binary' ? Number(i % 200 > 100) : Math.floor(i / 200) / 200)), scale } });
    for (const scale of ['binary', 'sequential'] as const) expect(toSvg([grid(scale)], en).length).toBeLessThan(30_000);
  });

  test('words of data are words, whatever they hold', () => {
    const nasty = '<script>alert("x")</script>&\u0007\ud800';
    const panel: Panel = textPanel({ id: 'p', title: raw(nasty), lines: [{ text: raw(nasty) }] });
    const source = toSvg([panel], { ...en, title: nasty });
    expect(source).not.toContain('<script');
    expect(texts(source).filter((text) => text.includes('<script>alert("x")</script>&')).length).toBe(3);
  });

  test('says whose figures they are, in a language that fonts are chosen by', () => {
    const source = toSvg([], { speaker: { language: 'zh' }, title: '剪枝', footer: 'ml-tutor run walk --seed 3' });
    expect(parse(source).attributes).toMatchObject({ 'xml:lang': 'zh-Hans', role: 'img' });
    expect(parse(source).attributes['font-family']).toContain('CJK SC');
    expect(texts(source)).toEqual(['剪枝', 'ml-tutor run walk --seed 3']);
  });
});
