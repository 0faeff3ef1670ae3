/**
 * Character tokenizer, for Chinese: one id a character. Id 0 is endOfText, id 1 is UNKNOWN, shown as □, the mark Chinese
 * editions print where a character is lost; then the characters, commonest first.
 */
import { expectTokenId, type Tokenizer } from './tokenizer.js';

export const UNKNOWN_CHARACTER = '□';

export class CharacterTokenizer implements Tokenizer {
  readonly vocabularySize: number;
  readonly endOfText = 0;
  /** Id of characters outside the vocabulary. */
  readonly unknown = 1;
  readonly characters: readonly string[];
  readonly #ids = new Map<string, number>();

  /** @param characters  distinct single characters (code points), without □ */
  constructor(characters: readonly string[]) {
    this.characters = characters;
    characters.forEach((character, index) => {
      if ([...character].length !== 1 || character === UNKNOWN_CHARACTER || this.#ids.has(character)) {
        throw new RangeError(`CharacterTokenizer: expected distinct single characters other than ${UNKNOWN_CHARACTER}, got ${JSON.stringify(character)} at ${index}`);
      }
      this.#ids.set(character, index + 2);
    });
    this.vocabularySize = characters.length + 2;
  }

  /** The commonest characters of the texts; of equally common ones the smaller code point comes first. */
  static train(texts: Iterable<string>, vocabularySize: number): CharacterTokenizer {
    if (!Number.isInteger(vocabularySize) || vocabularySize < 3) {
      throw new RangeError(`CharacterTokenizer.train: expected a vocabulary of at least 3, got ${vocabularySize}`);
    }
    const counts = new Map<string, number>();
    for (const text of texts) for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    counts.delete(UNKNOWN_CHARACTER);
    const codePoint = (character: string) => character.codePointAt(0) ?? 0;
    const ordered = [...counts].sort(([a, m], [b, n]) => n - m || codePoint(a) - codePoint(b));
    return new CharacterTokenizer(ordered.slice(0, vocabularySize - 2).map(([character]) => character));
  }

  encode(text: string): Int32Array {
    return Int32Array.from([...text], (character) => this.#ids.get(character) ?? this.unknown);
  }

  encodeDocument(text: string): Int32Array {
    return this.encode(text.trim());
  }

  decode(ids: ArrayLike<number>): string {
    let text = '';
    for (let i = 0; i < ids.length; i += 1) {
      const id = ids[i];
      expectTokenId('CharacterTokenizer.decode', id, this.vocabularySize);
      text += id === this.endOfText ? '\n' : id === this.unknown ? UNKNOWN_CHARACTER : this.characters[id - 2];
    }
    return text;
  }

  label(id: number): string {
    return id === this.endOfText ? '⏎' : this.decode([id]);
  }

  /** The distinct characters of a text that the vocabulary lacks, in order. */
  unknownCharacters(text: string): string[] {
    return [...new Set(text)].filter((character) => !this.#ids.has(character));
  }
}
