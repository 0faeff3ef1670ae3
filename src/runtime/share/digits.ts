/**
 * The writing of share codes: bits in Crockford's base 32 (no I, L, O, U to be misread; small letters, O for 0 and I or L for 1 are
 * understood), in groups of four, closed by a checksum of 20 bits. A cyclic code of that degree finds every change of up to 20 bits in
 * a row: any wrong character, any two exchanged neighbours.
 */
import { UserError } from '../../user-error.js';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5;
const GROUP = 4;
const CHECK_BITS = 20;
const CHECK_DIGITS = CHECK_BITS / BITS;
/** Primitive, so that two wrong bits anywhere are found as well. */
const POLYNOMIAL = 0x1cd613;
/** Not zero, so that zeros at the beginning count. */
const INITIAL = 0xfffff;

/** What a code is at least long: a format, a simulation, a version, a seed and the checksum. */
const SHORTEST = 14;

/** Whether a text is meant as a share code rather than as the id of a run. */
export function looksLikeCode(text: string): boolean {
  return characters(text).length >= SHORTEST - 4;
}

export function writeDigits(bits: readonly number[]): string {
  const padded = [...bits, ...new Array<number>((BITS - (bits.length % BITS)) % BITS).fill(0)];
  const all = [...padded, ...bitsOf(remainder(padded), CHECK_BITS)];
  let text = '';
  for (let at = 0; at < all.length; at += BITS) {
    if (at > 0 && (at / BITS) % GROUP === 0) text += '-';
    text += DIGITS[valueOf(all.slice(at, at + BITS))];
  }
  return text;
}

/** @throws UserError share.character, share.damaged */
export function readDigits(text: string): number[] {
  const values = characters(text).map((character) => {
    const value = DIGITS.indexOf(character);
    if (value < 0) throw new UserError('share.character', { character });
    return value;
  });
  if (values.length < SHORTEST) throw new UserError('share.damaged', { code: text.trim() });
  const bits = values.flatMap((value) => bitsOf(value, BITS));
  const payload = bits.slice(0, (values.length - CHECK_DIGITS) * BITS);
  if (valueOf(bits.slice(payload.length)) !== remainder(payload)) throw new UserError('share.damaged', { code: text.trim() });
  return payload;
}

/** Without what a mail or a line break may have put between; full-width forms as their plain ones. */
function characters(text: string): string[] {
  return [...text.normalize('NFKC').toUpperCase().replace(/[\s\-\u2010-\u2015\u2212_]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')];
}

function remainder(bits: readonly number[]): number {
  let register = INITIAL;
  for (const bit of bits) {
    register = (register << 1) ^ (bit << CHECK_BITS);
    if (register & (1 << CHECK_BITS)) register ^= POLYNOMIAL;
  }
  return register;
}

export function bitsOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (value >>> (count - 1 - index)) & 1);
}

function valueOf(bits: readonly number[]): number {
  return bits.reduce((value, bit) => value * 2 + bit, 0);
}
