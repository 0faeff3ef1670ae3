/** Rules: dotted lines across a plot at one value, with their names: horizontal ones in the legend, vertical ones beside the line. */
import type { Rule } from '../lesson/panels.js';
import { say } from '../words/say.js';
import { columnAt } from './axes.js';
import type { Canvas, Rect } from './canvas.js';
import { truncate, width } from './cells.js';
import { RULE, type DrawContext } from './context.js';
import type { Dots, Pen } from './dots.js';
import type { LegendEntry } from './legend.js';
import type { Scale } from './scale.js';

const visible = (share: number) => share >= 0 && share <= 1;

export function drawRules(dots: Dots, rules: readonly Rule[], x: Scale, y: Scale, context: DrawContext): void {
  for (const rule of rules) {
    const share = (rule.axis === 'x' ? x : y).at(rule.at);
    if (!visible(share)) continue;
    const pen: Pen = { style: RULE, ascii: rule.axis === 'x' ? context.glyphs.ruleY : context.glyphs.ruleX, pattern: [1, 2] };
    if (rule.axis === 'x') dots.stroke(dots.px(share), 0, dots.px(share), dots.height - 1, solidIn(dots, pen));
    else dots.stroke(0, dots.py(share), dots.width - 1, dots.py(share), solidIn(dots, pen));
  }
}

/** One character a cell has no room for a pattern. */
function solidIn(dots: Dots, pen: Pen): Pen {
  return dots.charset === 'ascii' ? { ...pen, pattern: undefined } : pen;
}

export function ruleEntries(rules: readonly Rule[], y: Scale, context: DrawContext): LegendEntry[] {
  return rules
    .filter(({ axis }) => axis === 'y')
    .map((rule) => ({ mark: context.glyphs.ruleX, label: say(rule.label, context.speaker), style: RULE, at: Number.isNaN(y.at(rule.at)) ? undefined : y.at(rule.at) }));
}

/** Names of vertical rules stand at the top beside their lines, each a row below the one before. */
export function drawRuleNames(canvas: Canvas, area: Rect, rules: readonly Rule[], x: Scale, context: DrawContext): void {
  let row = 0;
  for (const rule of rules) {
    const share = x.at(rule.at);
    if (rule.axis !== 'x' || !visible(share) || row >= area.height) continue;
    const column = columnAt(share, area.width);
    const label = say(rule.label, context.speaker);
    const roomRight = area.width - column - 2;
    const roomLeft = column - 1;
    const onRight = width(label) <= roomRight || roomRight >= roomLeft;
    const text = truncate(label, onRight ? roomRight : roomLeft, context.glyphs.ellipsis);
    canvas.put(area.x + (onRight ? column + 2 : column - 1 - width(text)), area.y + row, text, RULE, area.x + area.width);
    row++;
  }
}
