/** Small builders of styled lines that every screen uses. Lines, spans and widths are those of src/plot/cells.ts. */
import { fitLine, lineWidth, span, truncate, width, type Line, type Role, type Span, type Style } from '../../plot/cells.js';
import type { Signs } from '../signs.js';

const STYLES = new Map<string, Style>();

/** One shared style object a role, so that its codes are made once. */
export function role(name: Role, bold = false): Style {
  const key = `${name}${bold ? '!' : ''}`;
  let style = STYLES.get(key);
  if (style === undefined) {
    style = bold ? { fg: name, bold } : { fg: name };
    STYLES.set(key, style);
  }
  return style;
}

const PLAIN: Style = {};
export const STRONG: Style = { bold: true };

export function words(text: string, name?: Role, bold = false): Span {
  return span(text, name === undefined ? (bold ? STRONG : PLAIN) : role(name, bold));
}

export function line(...spans: readonly Span[]): Line {
  return spans;
}

export function plainLine(text: string, name?: Role): Line {
  return [words(text, name)];
}

/** Left part and right part at the two ends; the left one is cut when they do not fit. */
export function spread(left: Line, right: Line, cells: number): Line {
  const room = cells - lineWidth(right);
  return lineWidth(right) === 0 ? fitLine(left, cells) : [...fitLine(left, Math.max(0, room)), ...right];
}

/** "███████░░░" */
export function bar(share: number, cells: number, signs: Signs): Line {
  const full = Math.round(Math.min(1, Math.max(0, share)) * cells);
  return [words(signs.barFull.repeat(full), 'accent'), words(signs.barEmpty.repeat(cells - full), 'frame')];
}

/** "★★☆" */
export function stars(count: number, signs: Signs, of = 3): Line {
  return [words(signs.starFull.repeat(count), 'warn'), words(signs.starEmpty.repeat(Math.max(0, of - count)), 'frame')];
}

export function rule(cells: number, signs: Signs): Line {
  return [words(signs.rule.repeat(cells), 'frame')];
}

export { fitLine, lineWidth, truncate, width };
