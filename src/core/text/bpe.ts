/**
 * Byte-pair-encoding tokenizer. Ids 0 to 255 are the bytes, then one id a merge, then endOfText. Bytes are the base, so any
 * text can be encoded and decodes to itself (a lone surrogate, which is no text, comes back as U+FFFD).
 */
import { trainBpe, type Merge } from './bpe-train.js';
import { expectTokenId, type Tokenizer } from './tokenizer.js';
import { byteMark, utf8Bytes, utf8Text } from './utf8.js';
import { splitWords } from './words.js';

/** Words whose ids are remembered; the cache starts anew beyond that. */
const CACHE_LIMIT = 20_000;

export class BpeTokenizer implements Tokenizer {
  readonly vocabularySize: number;
  readonly endOfText: number;
  readonly merges: readonly Merge[];
  readonly #bytes: Uint8Array[] = [];
  readonly #rank = new Map<number, number>();
  readonly #cache = new Map<string, readonly number[]>();

  /** @param merges  in the order they were learned; each may use the bytes and the tokens of earlier merges only */
  constructor(merges: readonly Merge[]) {
    this.merges = merges;
    for (let byte = 0; byte < 256; byte += 1) this.#bytes.push(Uint8Array.of(byte));
    merges.forEach(([left, right], index) => {
      expectTokenId(`BpeTokenizer: merge ${index}`, left, 256 + index);
      expectTokenId(`BpeTokenizer: merge ${index}`, right, 256 + index);
      this.#bytes.push(Uint8Array.of(...this.#bytes[left], ...this.#bytes[right]));
      this.#rank.set(left * 0x100000 + right, index);
    });
    this.endOfText = 256 + merges.length;
    this.vocabularySize = this.endOfText + 1;
  }

  /**
   * Learns a tokenizer from documents.
   * @param vocabularySize  bytes, merges and endOfText together; at least 257
   */
  static train(texts: Iterable<string>, vocabularySize: number): BpeTokenizer {
    if (!Number.isInteger(vocabularySize) || vocabularySize < 257) {
      throw new RangeError(`BpeTokenizer.train: expected a vocabulary of at least 257 (256 bytes and endOfText), got ${vocabularySize}`);
    }
    return new BpeTokenizer(trainBpe(texts, vocabularySize - 257));
  }

  encode(text: string): Int32Array {
    const ids: number[] = [];
    for (const word of splitWords(text)) for (const id of this.#encodeWord(word)) ids.push(id);
    return Int32Array.from(ids);
  }

  /** With a space before the first word, so that it is the token it would be after another word (as SentencePiece does). */
  encodeDocument(text: string): Int32Array {
    const trimmed = text.trim();
    return this.encode(trimmed === '' ? '' : ` ${trimmed}`);
  }

  decode(ids: ArrayLike<number>): string {
    let text = '';
    let bytes: number[] = [];
    for (let i = 0; i < ids.length; i += 1) {
      if (ids[i] === this.endOfText) {
        text += `${utf8Text(bytes)}\n`;
        bytes = [];
      } else {
        bytes.push(...this.bytes(ids[i]));
      }
    }
    return text + utf8Text(bytes);
  }

  label(id: number): string {
    if (id === this.endOfText) return '⏎';
    const bytes = this.bytes(id);
    if (bytes.length === 1 && (bytes[0] < 0x20 || bytes[0] === 0x7f)) return byteMark(bytes[0]);
    return utf8Text(bytes);
  }

  /** The bytes a token stands for; none for endOfText. */
  bytes(id: number): Uint8Array {
    expectTokenId('BpeTokenizer', id, this.vocabularySize);
    return id === this.endOfText ? new Uint8Array(0) : this.#bytes[id];
  }

  /** Merges of one word, earliest learned first, as in training. */
  #encodeWord(word: string): readonly number[] {
    const known = this.#cache.get(word);
    if (known) return known;
    const ids = [...utf8Bytes(word)];
    while (ids.length > 1) {
      let best = Infinity;
      let at = -1;
      for (let i = 0; i + 1 < ids.length; i += 1) {
        const rank = this.#rank.get(ids[i] * 0x100000 + ids[i + 1]);
        if (rank !== undefined && rank < best) {
          best = rank;
          at = i;
        }
      }
      if (at < 0) break;
      ids.splice(at, 2, 256 + best);
    }
    if (this.#cache.size >= CACHE_LIMIT) this.#cache.clear();
    this.#cache.set(word, ids);
    return ids;
  }
}
