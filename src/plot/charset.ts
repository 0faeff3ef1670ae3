/**
 * The one table of glyphs outside ASCII. `braille` draws curves with dots, `block` with quadrants (fonts without braille),
 * `ascii` with letters and punctuation (locales without UTF-8).
 */
export type Charset = 'braille' | 'block' | 'ascii';
export const CHARSETS: readonly Charset[] = ['braille', 'block', 'ascii'];

export interface Glyphs {
  readonly horizontal: string;
  readonly vertical: string;
  readonly corner: string; // where the axes meet
  readonly tickX: string; // on the x axis
  readonly tickY: string; // on the y axis
  readonly ruleX: string; // dashed horizontal stroke
  readonly ruleY: string; // dashed vertical stroke
  readonly earlier: string; // where a bar ended in an earlier run
  readonly veilOver: string; // the part of an interval that lies over its bar
  readonly veil: string; // and the part beyond
  readonly full: string;
  readonly upperHalf: string;
  readonly lowerHalf: string;
  /** Empty to full in eighths, growing to the right. */
  readonly eighthsRight: readonly string[];
  /** Empty to full in eighths, growing upwards. */
  readonly eighthsUp: readonly string[];
  /** Light to dark ink. */
  readonly shades: readonly string[];
  /** As shades, for values below zero. */
  readonly negatives: readonly string[];
  /** Behind points: nothing to light. */
  readonly haze: readonly string[];
  /** One a series, distinct without colour. */
  readonly markers: readonly string[];
  /** Fillings for kinds of work, distinct without colour. */
  readonly textures: readonly string[];
  readonly dot: string; // a small dot: idle time, zero weight
  readonly bullet: string;
  readonly bullets: readonly string[]; // by depth
  readonly ellipsis: string;
  readonly arrow: string;
  readonly pointer: string; // what to look at
  readonly down: string;
  readonly ellipsisDown: string; // some are left out in a column
  readonly spanEnd: string; // last cell of a span that touches the next
  readonly check: string;
  readonly cross: string;
  readonly quote: string;
  readonly newline: string;
  readonly band: string; // the sparse dots of a band
  readonly positive: string; // stroke of a positive weight
  readonly negative: string;
  readonly cloud: string; // many points, each a dot
  readonly unit: string; // a unit of a network
  readonly unitOff: string; // a unit that is silent
  readonly brackets: readonly [string, string];
  /** The reading cursor: a line through a plot, and a single place. */
  readonly cursorLine: string;
  readonly cursorAt: string;
}

const unicode: Glyphs = {
  horizontal: '─',
  vertical: '│',
  corner: '└',
  tickX: '┬',
  tickY: '┤',
  ruleX: '╌',
  ruleY: '╎',
  earlier: '┊',
  veilOver: '▒',
  veil: '░',
  full: '█',
  upperHalf: '▀',
  lowerHalf: '▄',
  eighthsRight: [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
  eighthsUp: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  shades: [' ', '░', '▒', '▓', '█'],
  negatives: [' ', '-', '=', '%', '&'],
  haze: [' ', '·', '░'],
  markers: ['●', '▲', '■', '◆', '○', '△', '□', '◇'],
  textures: ['█', '▒', '▚', '░', '▓', '▞', '▤', '▥'],
  dot: '·',
  bullet: '•',
  bullets: ['•', '◦', '▪'],
  ellipsis: '…',
  arrow: '→',
  pointer: '▸',
  down: '↓',
  ellipsisDown: '⋮',
  spanEnd: '▌',
  check: '✓',
  cross: '✗',
  quote: '▏',
  newline: '↵',
  band: '⠂⠐',
  positive: '⠤⠤',
  negative: '⠤⠄',
  cloud: '⠶',
  unit: '●',
  unitOff: '○',
  brackets: ['[', ']'],
  cursorLine: '┃',
  cursorAt: '╋',
};

const ascii: Glyphs = {
  horizontal: '-',
  vertical: '|',
  corner: '+',
  tickX: '+',
  tickY: '+',
  ruleX: '-',
  ruleY: ':',
  earlier: '!',
  veilOver: '=',
  veil: '.',
  full: '#',
  upperHalf: '"',
  lowerHalf: '_',
  eighthsRight: [' ', ' ', ' ', ' ', '=', '=', '#', '#', '#'],
  eighthsUp: [' ', ' ', '.', '.', ':', ':', '|', '#', '#'],
  shades: [' ', '.', ':', '+', '*', '#', '@'],
  negatives: [' ', '-', '=', '%', '&'],
  haze: [' ', '.', ':'],
  markers: ['o', '+', '#', 'x', '*', '%', '@', '~'],
  textures: ['#', '=', '/', '.', '%', '\\', '+', 'o'],
  dot: '.',
  bullet: '*',
  bullets: ['*', '-', '+'],
  ellipsis: '~',
  arrow: '->',
  pointer: '>',
  down: 'v',
  ellipsisDown: ':',
  spanEnd: '|',
  check: 'v',
  cross: 'x',
  quote: '|',
  newline: '\\n',
  band: '::',
  positive: '+',
  negative: '-',
  cloud: '.',
  unit: 'O',
  unitOff: 'o',
  brackets: ['[', ']'],
  cursorLine: '|',
  cursorAt: 'X',
};

const tables: Record<Charset, Glyphs> = { braille: unicode, block: { ...unicode, cloud: '▚', band: '▘▝', positive: '▀▀', negative: '▀▘' }, ascii };

export function glyphsOf(charset: Charset): Glyphs {
  return tables[charset];
}

/** Box drawing and arrows as typed in diagrams, for terminals that have ASCII only; other text stays as it is. */
const DIAGRAM: readonly (readonly [RegExp, string])[] = [
  [/[─━═╌┄┈╴╶]/g, '-'],
  [/[│┃║╎┆┊]/g, '|'],
  [/[┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]/g, '+'],
  [/[→⟶▶▸►]/g, '>'],
  [/[←⟵◀◂◄]/g, '<'],
  [/[↑▲△]/g, '^'],
  [/[↓▼▽]/g, 'v'],
  [/[█▇▆▅▓■]/g, '#'],
  [/[▄▃▂▁░▒□]/g, '.'],
  [/[●○◦•·]/g, 'o'],
  [/×/g, 'x'],
  [/−/g, '-'],
  [/≤/g, '<='],
  [/≥/g, '>='],
  [/≠/g, '!='],
  [/≈/g, '~='],
  [/…/g, '...'],
];

export function diagramTo(charset: Charset, text: string): string {
  if (charset !== 'ascii') return text;
  let mapped = text;
  for (const [pattern, replacement] of DIAGRAM) mapped = mapped.replace(pattern, replacement);
  return mapped;
}
