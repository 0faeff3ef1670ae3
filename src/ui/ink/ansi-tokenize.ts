/**
 * Stands before `@alcalzone/ansi-tokenize` in the bundled Ink, which takes every row of every frame apart into styled characters
 * twice and puts it together again: simple texts are taken apart without a segmenter, rows of the last frames are remembered,
 * and equal styles are one object. The same results, by tests/ui/ink.test.ts.
 */
import {
  ansiCodesToString,
  diffAnsiCodes,
  reduceAnsiCodesIncremental,
  tokenize as tokenizeAny,
  type AnsiCode,
  type StyledChar,
  type Token,
} from '@alcalzone/ansi-tokenize';
import { characterWidth, SIMPLE_STYLED } from '../../plot/simple-text.js';
import { Memory } from './memory.js';

const UNSTYLED: AnsiCode[] = [];

const rows = new Memory<string, Token[]>(512);
const codeTokens = new Memory<string, readonly Token[]>(2048);
const taken = new WeakMap<Token[], StyledChar[]>();
/** Codes -> the one array of that style. */
const styles = new Memory<string, AnsiCode[]>(2048);
const changes = new WeakMap<AnsiCode[], WeakMap<AnsiCode[], string>>();

export function tokenize(text: string, end?: number): Token[] {
  if (end !== undefined) return tokenizeAny(text, end);
  return rows.get(text, SIMPLE_STYLED.test(text) ? tokenizeSimple : tokenizeWhole);
}

function tokenizeWhole(text: string): Token[] {
  return tokenizeAny(text);
}

function tokenizeSimple(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at++) {
    const value = text[at];
    if (value === '\x1b') {
      const end = text.indexOf('m', at);
      tokens.push(...codeTokens.get(text.slice(at, end + 1), tokenizeWhole));
      at = end;
    } else {
      tokens.push({ type: 'char', value, fullWidth: value !== '\n' && characterWidth(value) === 2 });
    }
  }
  return tokens;
}

export function styledCharsFromTokens(tokens: Token[]): StyledChar[] {
  let chars = taken.get(tokens);
  if (chars === undefined) {
    chars = styled(tokens);
    taken.set(tokens, chars);
  }
  return chars;
}

function styled(tokens: readonly Token[]): StyledChar[] {
  const chars: StyledChar[] = [];
  let codes = UNSTYLED;
  for (const token of tokens) {
    if (token.type === 'ansi') codes = shared(reduceAnsiCodesIncremental(codes, [token]));
    else if (token.type === 'char') chars.push({ type: 'char', value: token.value, fullWidth: token.fullWidth, styles: codes });
  }
  return chars;
}

function shared(codes: AnsiCode[]): AnsiCode[] {
  if (codes.length === 0) return UNSTYLED;
  let key = '';
  for (const { code, endCode } of codes) key += `${code}\0${endCode}\0`;
  return styles.get(key, () => codes);
}

export function styledCharsToString(chars: StyledChar[]): string {
  let text = '';
  let current = UNSTYLED;
  for (const { value, styles: own } of chars) {
    const next = own.length === 0 ? UNSTYLED : own;
    if (next !== current) {
      // What opens a string is written as it stands, not as a change from nothing.
      text += text === '' ? ansiCodesToString(next) : change(current, next);
      current = next;
    }
    text += value;
  }
  return current === UNSTYLED ? text : text + change(current, UNSTYLED);
}

function change(from: AnsiCode[], to: AnsiCode[]): string {
  let known = changes.get(from);
  if (known === undefined) {
    known = new WeakMap();
    changes.set(from, known);
  }
  let text = known.get(to);
  if (text === undefined) {
    text = ansiCodesToString(diffAnsiCodes(from, to));
    known.set(to, text);
  }
  return text;
}
