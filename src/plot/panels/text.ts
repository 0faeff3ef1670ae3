/** Text panels: lines of words and formulas, broken to the width. */
import type { TextPanel } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { span, type Line } from '../cells.js';
import { diagramTo } from '../charset.js';
import { CURSOR, emphasisMark, emphasisStyle, DIM, sayLeftOut, type DrawContext } from '../context.js';
import { firstShown } from '../inspect/draw.js';
import { wrapSpans } from '../wrap.js';

export function textPanelEmpty(panel: TextPanel): boolean {
  return panel.lines.length === 0;
}

export function drawTextPanel(canvas: Canvas, rect: Rect, panel: TextPanel, context: DrawContext): void {
  const { glyphs, speaker } = context;
  const emphasised = panel.lines.some(({ emphasis }) => emphasis !== undefined && emphasis !== 'none');
  const indent = emphasised && rect.width > 8 ? 2 : 0;
  const { cursor } = context;
  const lines: Line[] = panel.lines.flatMap(({ text, emphasis }, index) => {
    const style = index === cursor?.row ? CURSOR : emphasisStyle(emphasis);
    const words = diagramTo(context.charset, say(text, speaker));
    return wrapSpans([span(words, style)], rect.width - indent).map((line, i) =>
      indent === 0 ? line : [span(i === 0 ? `${emphasisMark(emphasis, glyphs)} ` : '  ', style), ...line],
    );
  });
  if (lines.length <= rect.height) canvas.blit(rect.x, rect.y, lines);
  else {
    const shown = Math.max(0, rect.height - 1);
    const first = firstShown(shown, cursor === undefined ? undefined : lines.findIndex((line) => line.some(({ style }) => style === CURSOR)));
    canvas.blit(rect.x, rect.y, lines.slice(first, first + shown));
    if (rect.height > 0) canvas.put(rect.x, rect.y + shown, sayLeftOut('moreLines', lines.length - shown, context), DIM, rect.x + rect.width);
  }
}
