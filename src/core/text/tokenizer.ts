/**
 * What every tokenizer of the core can do. Token ids run from 0 to vocabularySize - 1; one of them, endOfText, stands between
 * documents and is never produced by encode().
 */
export interface Tokenizer {
  readonly vocabularySize: number;
  /** Id of the token that separates documents. */
  readonly endOfText: number;
  encode(text: string): Int32Array;
  /** Ids of a text that begins a document or a prompt: white space at both ends dropped, words as they look inside a text. */
  encodeDocument(text: string): Int32Array;
  /** Text of a sequence of ids; endOfText becomes a line break. Never contains half a character. */
  decode(ids: ArrayLike<number>): string;
  /** One token as it can be shown alone: `⏎` for endOfText, `<0xE4>` for a byte that is no character by itself. A leading space is kept. */
  label(id: number): string;
}

/** Throws a RangeError unless id is a token id of a vocabulary of that size. */
export function expectTokenId(where: string, id: number, vocabularySize: number): void {
  if (!Number.isInteger(id) || id < 0 || id >= vocabularySize) {
    throw new RangeError(`${where}: expected a token id from 0 to ${vocabularySize - 1}, got ${id}`);
  }
}
