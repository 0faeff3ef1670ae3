/** The learner's own line: what it asks for, how each architecture is handed it, and what each makes of it. */
import { UserError } from '../../src/lesson/index.js';
import { BLANK, DIGITS, idsOf, knows, type Writing } from './language.js';
import type { Architecture, Models, Task } from './judging.js';
import { blanksAfter, continueLines, fillAtOnce, repairLines, type Written } from './writing.js';

export const LONGEST = 16;

export interface OwnLine {
  readonly task: Task;
  /** As read, with digits before the equals sign made three. */
  readonly ids: readonly number[];
}

/**
 * Blanks ask for filling in, an equals sign at the end for rewriting, anything else for going on.
 * @throws UserError line.empty, line.symbol, line.number
 */
export function readLine(typed: string, writing: Writing): OwnLine {
  let line = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (line === '') throw new UserError('line.empty');
  const odd = Array.from(line).filter((symbol) => !knows(symbol, writing));
  if (odd.length > 0) throw new UserError('line.symbol', { symbols: [...new Set(odd)].join(' '), known: writing === 'roman' ? '0-9 = I V X L C D M _' : '0-9 = + _' });
  const equals = line.indexOf('=');
  if (equals >= 0) {
    const number = line.slice(0, equals);
    if (!/^[\d_]{1,3}$/.test(number) || /^0+$/.test(number) || line.lastIndexOf('=') > equals) throw new UserError('line.number', { line });
    line = number.padStart(DIGITS, '0') + line.slice(equals);
  }
  const task: Task = line.includes('_') ? 'fill' : line.endsWith('=') ? 'rewrite' : 'continue';
  return { task, ids: idsOf(line) };
}

/** @throws UserError view.layer */
export function checkView(layer: number, layers: number): void {
  if (layer > layers) throw new UserError('view.layer', { layer, layers });
}

/** What is handed to the encoder: blanks for all that is missing, as many as lines most often need. */
export function withBlanks({ task, ids }: OwnLine, answerLength: number): number[] {
  return task === 'fill' ? [...ids] : blanksAfter(ids, Math.max(1, DIGITS + 1 + answerLength - ids.length));
}

/** What is handed to the encoder-decoder: one blank for all that is missing. */
export function withOneBlank({ task, ids }: OwnLine): number[] {
  return task === 'fill' ? [...ids] : [...ids, BLANK];
}

/** What is handed to the decoder: all before the first blank. */
export function beforeBlank({ ids }: OwnLine): number[] {
  const blank = ids.indexOf(BLANK);
  return blank < 0 ? [...ids] : ids.slice(0, blank);
}

export interface Reply {
  /** What the model is handed. */
  readonly given: readonly number[];
  /** The line that it makes of it; none from a model that is not trained. */
  readonly written?: readonly number[];
  readonly passes?: number;
}

export function repliesOf(models: Models, trained: readonly Architecture[], own: OwnLine, answerLength: number): Record<Architecture, Reply> {
  const [blanks, start, gapped] = [withBlanks(own, answerLength), beforeBlank(own), withOneBlank(own)];
  const reply = (architecture: Architecture, given: readonly number[], write: () => Pick<Reply, 'written' | 'passes'>): Reply => ({ given, ...(trained.includes(architecture) ? write() : {}) });
  const first = ({ lines, passes }: Written) => ({ written: lines[0], passes });
  return {
    encoder: reply('encoder', blanks, () => ({ written: fillAtOnce(models.encoder, [blanks])[0], passes: 1 })),
    decoder: reply('decoder', start, () => first(continueLines(models.decoder, [start]))),
    both: reply('both', gapped, () => first(repairLines(models.both, [gapped]))),
  };
}
