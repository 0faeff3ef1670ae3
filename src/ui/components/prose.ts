/** Markdown of a lesson as lines for a screen: the width of a comfortable line at most. */
import { renderProse, type Charset, type Line, type Style } from '../../plot/index.js';

/** Longer lines are hard to read back to their beginning. */
const LONGEST_LINE = 92;

/** @param picked  a term that is to stand out */
export function prose(source: string, cells: number, charset: Charset, base?: Style, picked?: string): Line[] {
  return renderProse(source, { width: proseWidth(cells), charset, base, picked });
}

export function proseWidth(cells: number): number {
  return Math.max(20, Math.min(cells, LONGEST_LINE));
}
