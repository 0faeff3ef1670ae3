/** The options of a question as lines: numbered, wrapped, with what is known about each. */
import { type Line, type Role, wrapSpans } from '../../plot/index.js';
import { prose } from './prose.js';
import { words as span } from './lines.js';
import type { Charset } from '../../plot/index.js';

export interface OptionView {
  readonly number: number;
  readonly text: string;
  /** Before the text: right, wrong, chosen. */
  readonly sign?: string;
  readonly role?: Role;
  /** Markdown under it. */
  readonly reason?: string;
}

const INDENT = 3;

export function optionLines({ number, text, sign, role, reason }: OptionView, cells: number, charset: Charset): readonly Line[] {
  const head = `${number}. ${sign === undefined ? '' : `${sign} `}`;
  const body = wrapSpans([span(text, role)], cells - INDENT);
  const lines = body.map((line, index): Line => [index === 0 ? span(head, role ?? 'dim') : span(' '.repeat(INDENT)), ...line]);
  if (reason === undefined) return lines;
  return [...lines, ...prose(reason, cells - INDENT - 2, charset, { fg: 'dim' }).map((line): Line => [span(' '.repeat(INDENT + 2)), ...line])];
}
