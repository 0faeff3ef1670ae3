/** The interface's own signs, each with an ASCII form; those of plots are in src/plot/charset.ts. */
import type { Charset } from '../plot/index.js';

export interface Signs {
  readonly rule: string;
  readonly divider: string;
  readonly pointer: string;
  readonly starFull: string;
  readonly starEmpty: string;
  readonly barFull: string;
  readonly barEmpty: string;
  /** Where one stands in a recording, and what of it lies ahead. */
  readonly barAt: string;
  readonly barAhead: string;
  /** From the value of the run to the one that is set. */
  readonly becomes: string;
  readonly playing: string;
  readonly right: string;
  readonly wrong: string;
  readonly open: string;
  /** What the learner picked, right or wrong. */
  readonly picked: string;
  readonly less: string;
  readonly more: string;
  readonly dot: string;
  readonly enter: string;
  readonly vertical: string;
  readonly horizontal: string;
  readonly arrows: string;
  readonly ellipsis: string;
  readonly atLeast: string;
  readonly atMost: string;
}

const UNICODE: Signs = {
  rule: '─',
  divider: '│',
  pointer: '▸',
  starFull: '★',
  starEmpty: '☆',
  barFull: '█',
  barEmpty: '░',
  barAt: '◆',
  barAhead: '▒',
  becomes: '→',
  playing: '▶',
  right: '✓',
  wrong: '✗',
  open: '○',
  picked: '●',
  less: '‹',
  more: '›',
  dot: '·',
  enter: 'Enter',
  vertical: '↑↓',
  horizontal: '←→',
  arrows: '↑↓←→',
  ellipsis: '…',
  atLeast: '≥',
  atMost: '≤',
};

const ASCII: Signs = {
  rule: '-',
  divider: '|',
  pointer: '>',
  starFull: '*',
  starEmpty: '.',
  barFull: '#',
  barEmpty: '.',
  barAt: 'O',
  barAhead: '=',
  becomes: '->',
  playing: '>>',
  right: '+',
  wrong: 'x',
  open: 'o',
  picked: '*',
  less: '<',
  more: '>',
  dot: '-',
  enter: 'Enter',
  vertical: 'Up/Down',
  horizontal: 'Left/Right',
  arrows: 'Arrows',
  ellipsis: '~',
  atLeast: '>=',
  atMost: '<=',
};

export function signsOf(charset: Charset): Signs {
  return charset === 'ascii' ? ASCII : UNICODE;
}
