/** The Markdown of cards to styled lines of a width: paragraphs, lists, quotes, code, tables, and terms of the glossary. */
import type { Style, Span, Line } from './cells.js';
import { blankLine, fitLine, lineWidth, pad, span, truncate, width as widthOf, withoutControls } from './cells.js';
import { diagramTo, glyphsOf, type Charset, type Glyphs } from './charset.js';
import { parseMarkdown, type PhrasingContent, type RootContent } from './markdown.js';
import { proseTable } from './prose-table.js';
import { wrapSpans } from './wrap.js';

export interface ProseOptions {
  /** In cells. */
  readonly width: number;
  readonly charset: Charset;
  /** Style of ordinary words; the default foreground unless told. */
  readonly base?: Style;
  /** Id of a term that is to stand out wherever it occurs. */
  readonly picked?: string;
}

/** @returns as many lines as the passage needs, each of exactly `width` cells */
export function renderProse(source: string, options: ProseOptions): Line[] {
  const cells = Math.max(1, Math.floor(options.width));
  const context: ProseContext = { charset: options.charset, glyphs: glyphsOf(options.charset), base: options.base ?? {}, picked: options.picked };
  return blocks(parseMarkdown(source).children, cells, context, 0).map((line) => fitLine(line, cells, 'left', context.glyphs.ellipsis));
}

export interface ProseContext {
  readonly charset: Charset;
  readonly glyphs: Glyphs;
  readonly base: Style;
  readonly picked?: string;
}

/** Blocks one under the other, a blank line between two. */
function blocks(nodes: readonly RootContent[], cells: number, context: ProseContext, depth: number, tight = false): Line[] {
  const lines: Line[] = [];
  for (const node of nodes) {
    const drawn = block(node, Math.max(1, cells), context, depth);
    if (drawn.length === 0) continue;
    if (lines.length > 0 && !tight) lines.push(blankLine(0));
    lines.push(...drawn);
  }
  return lines;
}

function block(node: RootContent, cells: number, context: ProseContext, depth: number): Line[] {
  const { glyphs } = context;
  switch (node.type) {
    case 'paragraph':
      return wrapSpans(inline(node.children, context.base, context), cells);
    case 'heading':
      return wrapSpans(inline(node.children, { ...context.base, fg: 'title' }, context), cells);
    case 'list': {
      const loose = node.spread === true || node.children.some(({ spread }) => spread === true);
      const start = node.start ?? 1;
      const labels = node.children.map((_, i) => (node.ordered ? `${start + i}.` : glyphs.bullets[depth % glyphs.bullets.length]));
      const indent = labels.reduce((most, label) => Math.max(most, widthOf(label)), 0) + 1;
      return node.children.flatMap((item, i) => {
        const body = blocks(item.children, cells - indent, context, depth + 1, !loose);
        const lines = hang(body.length > 0 ? body : [[]], span(pad(labels[i], indent - 1, 'right') + ' ', { fg: 'dim' }), indent);
        return loose && i > 0 ? [blankLine(0), ...lines] : lines;
      });
    }
    case 'blockquote':
      return blocks(node.children, cells - 2, { ...context, base: { ...context.base, fg: 'dim' } }, depth).map((line) => [span(`${glyphs.quote} `, { fg: 'frame' }), ...line]);
    case 'code':
      return node.value.split('\n').map((text) => [span('  '), span(truncate(diagramTo(context.charset, withoutControls(text)), cells - 2, glyphs.ellipsis), { fg: 'code' })]);
    case 'table':
      return proseTable(node, cells, context, (children, style) => inline(children, style, context));
    case 'thematicBreak':
      return [[span(glyphs.horizontal.repeat(cells), { fg: 'frame' })]];
    case 'html':
      return wrapSpans([span(node.value, context.base)], cells);
    default:
      return [];
  }
}

/** A first line behind a label, the others behind as many blanks. */
function hang(lines: readonly Line[], label: Span, indent: number): Line[] {
  return lines.map((line, i) => (i === 0 ? [label, ...line] : lineWidth(line) === 0 ? line : [span(' '.repeat(indent)), ...line]));
}

function inline(nodes: readonly PhrasingContent[], style: Style, context: ProseContext): Span[] {
  return nodes.flatMap((node): Span[] => {
    switch (node.type) {
      case 'text':
      case 'html':
        return [span(joinSoftBreaks(node.value), style)];
      case 'emphasis':
        return inline(node.children, { ...style, italic: true }, context);
      case 'strong':
        return inline(node.children, { ...style, bold: true }, context);
      case 'inlineCode':
        return [span(diagramTo(context.charset, node.value), { ...style, fg: 'code' })];
      case 'link':
        return inline(node.children, node.url.startsWith('#') ? { ...style, fg: 'term', ...(node.url === `#${context.picked}` ? { inverse: true } : {}) } : { ...style, underline: true }, context);
      case 'break':
        return [span('\n', style)];
      case 'image':
        return [span(node.alt ?? '', style)];
      default:
        return 'children' in node ? inline(node.children, style, context) : [];
    }
  });
}

// Han, kana and full-width punctuation: between two of them the end of a source line is no space.
const WIDE = '[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”‘’…—]';
const SOFT_BETWEEN_WIDE = new RegExp(`(?<=${WIDE})\\n(?=${WIDE})`, 'gu');

function joinSoftBreaks(text: string): string {
  return text.replace(SOFT_BETWEEN_WIDE, '').replace(/\n/g, ' ');
}
