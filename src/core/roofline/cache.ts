// A processor's cache, counted: which reads and writes it answers, and how many bytes it has to fetch. Set-associative, the least
// recently used line goes first (Hennessy and Patterson, "Computer Architecture", appendix B).

export interface CacheSize {
  /** All of it, in bytes: a power of two times `lineBytes` times `ways`. */
  readonly bytes: number;
  /** What one fetch brings. */
  readonly lineBytes?: number;
  /** Places where one line may stay. */
  readonly ways?: number;
}

export class Cache {
  readonly lineBytes: number;
  readonly #ways: number;
  readonly #sets: number;
  /** Line numbers by set, the latest used first; -1: empty. */
  readonly #lines: Int32Array;
  #fetched = 0;

  /** @throws RangeError unless the number of sets is a power of two */
  constructor({ bytes, lineBytes = 64, ways = 8 }: CacheSize) {
    this.lineBytes = lineBytes;
    this.#ways = ways;
    this.#sets = bytes / (lineBytes * ways);
    if (!(Number.isInteger(this.#sets) && this.#sets >= 1 && (this.#sets & (this.#sets - 1)) === 0)) {
      throw new RangeError(`Cache: ${bytes} bytes are not a power of two of sets of ${ways} lines of ${lineBytes} bytes; choose another size`);
    }
    this.#lines = new Int32Array(this.#sets * ways).fill(-1);
  }

  /** Reads or writes the byte at an address. A line that is written is fetched first, as processors do. */
  touch(address: number): void {
    const line = Math.floor(address / this.lineBytes);
    const first = (line & (this.#sets - 1)) * this.#ways;
    const lines = this.#lines;
    let place = first;
    const last = first + this.#ways - 1;
    while (place < last && lines[place] !== line) place++;
    if (lines[place] !== line) this.#fetched++;
    for (; place > first; place--) lines[place] = lines[place - 1];
    lines[first] = line;
  }

  /** Reads or writes `bytes` in a row. */
  sweep(address: number, bytes: number): void {
    for (let at = address - (address % this.lineBytes); at < address + bytes; at += this.lineBytes) this.touch(at);
  }

  /** Bytes fetched so far. */
  get fetched(): number {
    return this.#fetched * this.lineBytes;
  }
}
