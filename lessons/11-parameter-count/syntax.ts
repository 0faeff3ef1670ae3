/**
 * The little language in which a network is typed: layers separated by commas or line ends, each a name with plain numbers,
 * options of a letter and a number, and flags: `conv 3 5 k5 s1, relu, 4x block h4`. What the words mean is for the kinds of layers.
 */
import { UserError } from '../../src/lesson/index.js';

/** One layer as it was typed. */
export interface Statement {
  /** From 1, as errors and tables count. */
  readonly number: number;
  readonly name: string;
  /** In lower case with single blanks, for tables and errors. */
  readonly source: string;
  readonly numbers: readonly number[];
  /** `k5` is { k: 5 }. */
  readonly options: Readonly<Record<string, number>>;
  readonly flags: readonly string[];
}

const MOST_LAYERS = 400;
const SEPARATORS = /[,;\n，；、]|->|→/;
const NUMBER = /^\d+(\.\d+)?$/;
const OPTION = /^([a-z])=?(\d+)$/;
const REPEAT = /^(\d+)\s*[x×]\s+(.*)$/;

/** @throws UserError layers.empty, layers.tooMany, layers.twice */
export function parseLayers(text: string): Statement[] {
  const pieces = text.toLowerCase().split(SEPARATORS).map((piece) => piece.trim().replace(/\s+/g, ' ')).filter((piece) => piece !== '');
  if (pieces.length === 0) throw new UserError('layers.empty');
  const statements: Statement[] = [];
  for (const piece of pieces) {
    const [, times, source] = REPEAT.exec(piece) ?? [piece, '1', piece];
    if (statements.length + Number(times) > MOST_LAYERS) throw new UserError('layers.tooMany', { most: MOST_LAYERS });
    for (let i = 0; i < Number(times); i++) statements.push(parseStatement(statements.length + 1, source));
  }
  if (statements.length === 0) throw new UserError('layers.empty');
  return statements;
}

function parseStatement(number: number, source: string): Statement {
  const [name, ...words] = source.split(' ');
  const numbers: number[] = [];
  const options: Record<string, number> = {};
  const flags: string[] = [];
  for (const word of words) {
    const option = OPTION.exec(word);
    if (NUMBER.test(word)) numbers.push(Number(word));
    else if (!option) flags.push(word);
    else if (Object.hasOwn(options, option[1])) throw new UserError('layers.twice', { number, source, word: option[1] });
    else options[option[1]] = Number(option[2]);
  }
  return { number, name, source, numbers, options, flags };
}
