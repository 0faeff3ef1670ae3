/** Asks the terminal for its background colour (OSC 11). The answer comes through the input, if at all, while the game already runs. */
import type { Background } from '../plot/index.js';
import type { Environment, Terminal } from './terminal.js';

export const BACKGROUND_QUERY = '\u001b]11;?\u0007';

/** An answer: "rgb:RRRR/GGGG/BBBB" with one to four hexadecimal digits each, ended by BEL or ST. */
export const BACKGROUND_REPLY = /\u001b\]11;rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})(?:\/[0-9a-f]{1,4})?(?:\u0007|\u001b\\)/i;

/** Worth asking where colours are used and nothing has said it yet. The Linux console prints the question. */
export function shouldAskBackground(env: Environment, terminal: Terminal): boolean {
  return terminal.color !== 'none' && !terminal.plain && !env.COLORFGBG && swallowsQuestions(env);
}

/** Whether an operating system command that the terminal does not know stays unseen. */
export function swallowsQuestions({ TERM }: Environment): boolean {
  return TERM !== undefined && !/^(linux|dumb|screen)$/.test(TERM);
}

export function backgroundIn(reply: string): Background | undefined {
  const match = BACKGROUND_REPLY.exec(reply);
  if (match === null) return undefined;
  const [red, green, blue] = match.slice(1, 4).map((hex) => parseInt(hex, 16) / (16 ** hex.length - 1));
  // Perceived brightness, after Rec. 601.
  return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? 'light' : 'dark';
}
