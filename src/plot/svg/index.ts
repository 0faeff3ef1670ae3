/**
 * Panels as pictures: SVG from panel data (vectors, not a dump of cells), on white, for reports. Every kind has a drawing; texts are
 * words that can be selected, in fonts for Chinese and English, measured by the cells they would take in a terminal.
 */
import type { Panel } from '../../lesson/panels.js';
import { say, type Speaker } from '../../words/say.js';
import { panelEmpty } from '../panels/index.js';
import { sayPlot } from '../words.js';
import { wrapText } from '../wrap.js';
import { cellsIn, color, FONT, label, SIZE, TEXT, type Drawing, type SvgContext } from './canvas.js';
import { barsSvg, timelineSvg } from './panels/bars.js';
import { histogramSvg, lineSvg, scatterSvg } from './panels/curves.js';
import { heatmapSvg, imageSvg } from './panels/grids.js';
import { networkSvg } from './panels/network.js';
import { tableSvg, textSvg, tokensSvg } from './panels/words.js';
import { element, words } from './xml.js';

export interface SvgOptions {
  readonly speaker: Speaker;
  /** Pixels, margins included; 760 unless told. */
  readonly width?: number;
  /** Above all panels. */
  readonly title?: string;
  /** Below all panels: how the figures can be had again. */
  readonly footer?: string;
}

const WIDTH = 760;
const MARGIN = 20;
const GAP = 30;

/** The panels below each other as one SVG document. */
export function toSvg(panels: readonly Panel[], { speaker, width = WIDTH, title, footer }: SvgOptions): string {
  let names = 0;
  const context: SvgContext = { speaker, width: width - 2 * MARGIN, unique: () => `part${++names}` };
  const drawings = [...(title === undefined ? [] : [lines(title, 20, context, { 'font-weight': 600 })]), ...panels.map((panel) => drawPanel(panel, context)), ...(footer === undefined ? [] : [lines(footer, 11, context, { fill: color('dim') })])];
  let y = MARGIN;
  const placed = drawings.map(({ height, parts }) => {
    const group = element('g', { transform: `translate(${MARGIN} ${Math.round(y)})` }, [element('g', {}, parts)]);
    y += height + GAP;
    return group;
  });
  const height = Math.ceil(Math.max(MARGIN, y - GAP) + MARGIN);
  const name = title ?? panels.map((panel) => say(panel.title, speaker)).join(', ');
  const body = [element('title', {}, [words(name) || ' ']), element('rect', { width, height, fill: '#ffffff' }), ...placed];
  const root = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'xml:lang': speaker.language === 'zh' ? 'zh-Hans' : 'en', 'font-family': FONT, 'font-size': SIZE, fill: TEXT, role: 'img' };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', root, body)}\n`;
}

function drawPanel(panel: Panel, context: SvgContext): Drawing {
  const { speaker } = context;
  const title = lines(say(panel.title, speaker), 16, context, { 'font-weight': 600 });
  const body = panelEmpty(panel) ? lines(sayPlot('empty', {}, speaker), SIZE, context, { fill: color('dim') }) : drawBody(panel, context);
  const caption = panel.caption === undefined ? { height: 0, parts: [] } : lines(say(panel.caption, speaker), SIZE, context, { fill: color('dim') });
  const at = (y: number, { parts }: Drawing) => (parts.length === 0 ? [] : [element('g', { transform: `translate(0 ${Math.round(y)})` }, parts)]);
  const below = title.height + 8 + body.height;
  return { height: below + caption.height, parts: [...at(0, title), ...at(title.height + 8, body), ...at(below, caption)] };
}

function drawBody(panel: Panel, context: SvgContext): Drawing {
  switch (panel.kind) {
    case 'line':
      return lineSvg(panel, context);
    case 'scatter':
      return scatterSvg(panel, context);
    case 'bars':
      return barsSvg(panel, context);
    case 'histogram':
      return histogramSvg(panel, context);
    case 'heatmap':
      return heatmapSvg(panel, context);
    case 'image':
      return imageSvg(panel, context);
    case 'table':
      return tableSvg(panel, context);
    case 'tokens':
      return tokensSvg(panel, context);
    case 'network':
      return networkSvg(panel, context);
    case 'timeline':
      return timelineSvg(panel, context);
    case 'text':
      return textSvg(panel, context);
  }
}

function lines(text: string, size: number, context: SvgContext, style: Readonly<Record<string, string | number>>): Drawing {
  const wrapped = wrapText(text, cellsIn(context.width, size));
  const pitch = Math.round(size * 1.4);
  return { height: wrapped.length * pitch, parts: wrapped.map((line, i) => label(0, i * pitch + size, line, { 'font-size': size, ...style })) };
}
