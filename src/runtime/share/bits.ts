/** Values as bits and back: whole numbers of any size, decimal numbers exactly as they are written, texts. */
import { bitsOf } from './digits.js';

const GROUP_BITS = 4;

export class BitWriter {
  readonly bits: number[] = [];

  flag(value: boolean): void {
    this.bits.push(value ? 1 : 0);
  }

  /** In exactly `count` bits. */
  fixed(value: number, count: number): void {
    this.bits.push(...bitsOf(value, count));
  }

  /** Groups of four bits, lowest first, each with a bit that says whether another follows. */
  whole(value: bigint): void {
    let rest = value;
    do {
      const group = Number(rest & 15n);
      rest >>= BigInt(GROUP_BITS);
      this.flag(rest > 0n);
      this.fixed(group, GROUP_BITS);
    } while (rest > 0n);
  }

  /** As digits and a power of ten: 0.2 is 2 and -1. What is read back is the same number, bit for bit. */
  decimal(value: number): void {
    const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
    if (whole === undefined) throw new RangeError(`BitWriter.decimal: ${value} is not finite`);
    const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, '');
    const short = digits === '0' ? '0' : digits.replace(/0+$/, '');
    const power = digits === '0' ? 0 : Number(exponent) - fraction.length + digits.length - short.length;
    this.flag(sign === '-');
    this.whole(BigInt(power < 0 ? -2 * power - 1 : 2 * power));
    this.whole(BigInt(short));
  }

  /** @param value  well-formed Unicode */
  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.whole(BigInt(bytes.length));
    for (const byte of bytes) this.fixed(byte, 8);
  }
}

export class BitReader {
  #at = 0;

  constructor(private readonly bits: readonly number[]) {}

  /** Whether nothing is left but zeros that fill the last digit. */
  get atEnd(): boolean {
    return this.bits.length - this.#at < 5 && this.bits.slice(this.#at).every((bit) => bit === 0);
  }

  flag(): boolean {
    return this.#next() === 1;
  }

  fixed(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.#next();
    return value;
  }

  whole(): bigint {
    let value = 0n;
    let shift = 0n;
    let more = true;
    while (more) {
      more = this.flag();
      value |= BigInt(this.fixed(GROUP_BITS)) << shift;
      shift += BigInt(GROUP_BITS);
    }
    return value;
  }

  decimal(): number {
    const negative = this.flag();
    const power = this.whole();
    const digits = this.whole();
    return Number(`${negative ? '-' : ''}${digits}e${power % 2n === 1n ? -(power + 1n) / 2n : power / 2n}`);
  }

  text(): string {
    const length = this.whole();
    if (length > BigInt(this.bits.length)) throw new RangeError('BitReader.text: longer than what is left');
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from({ length: Number(length) }, () => this.fixed(8)));
  }

  #next(): number {
    const bit = this.bits[this.#at++];
    if (bit === undefined) throw new RangeError('BitReader: nothing is left');
    return bit;
  }
}
