/**
 * UTF-8 to text without ever showing broken bytes: what is no valid UTF-8 comes out as `<0xE4>`, one mark a byte.
 * Validity is that of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
 */

const encoder = new TextEncoder();

/** UTF-8 bytes of a text; a lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** How the byte is shown when it is no character by itself. */
export function byteMark(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

/** Length of the valid UTF-8 sequence that starts at `start`, or 0 where there is none. */
function sequenceLength(bytes: ArrayLike<number>, start: number): number {
  const first = bytes[start];
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || start + length > bytes.length) return 0;
  for (let i = 1; i < length; i += 1) if ((bytes[start + i] & 0xc0) !== 0x80) return 0;
  const second = bytes[start + 1];
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : length;
}

/** Text of the bytes, with a mark for each byte that belongs to no character. */
export function utf8Text(bytes: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      text += byteMark(bytes[i]);
      i += 1;
      continue;
    }
    let code = length === 1 ? bytes[i] : bytes[i] & (0xff >> (length + 1));
    for (let k = 1; k < length; k += 1) code = (code << 6) | (bytes[i + k] & 0x3f);
    text += String.fromCodePoint(code);
    i += length;
  }
  return text;
}
