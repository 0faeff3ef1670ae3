/**
 * Standard input handed to Ink one key at a time. On a slow line several keys arrive in one packet; React has to paint between
 * them, or the second acts on the screen that the first has just left. Text typed or pasted in one go stays in one piece.
 */
import { Readable } from 'node:stream';

/** What Ink needs of an input stream. */
export interface RawInput {
  setRawMode?(on: boolean): unknown;
  setEncoding(encoding: BufferEncoding): unknown;
  ref?(): unknown;
  unref?(): unknown;
  read(): unknown;
  on(event: 'readable' | 'end', listener: () => void): unknown;
  off(event: 'readable' | 'end', listener: () => void): unknown;
}

const PASTE_START = '\u001b[200~';
const PASTE_END = '\u001b[201~';
// A control sequence, a two-character escape, a key that is one control character, or a run of text.
const KEY = /\u001b\u001b?(?:\[\[?[0-9;?<=>:]*[ -/]*[@-~$]|O[0-9;]*[A-Za-z])|\u001b[^\u001b[O]|[\u0000-\u001a\u001c-\u001f\u007f]|[^\u0000-\u001f\u007f]+/uy;

/** Cuts a packet into keys; what is an unfinished sequence stays as one piece for Ink's parser to wait on. */
export function splitKeys(packet: string): string[] {
  const keys: string[] = [];
  let index = 0;
  while (index < packet.length) {
    if (packet.startsWith(PASTE_START, index)) {
      const end = packet.indexOf(PASTE_END, index);
      const stop = end < 0 ? packet.length : end + PASTE_END.length;
      keys.push(packet.slice(index, stop));
      index = stop;
      continue;
    }
    KEY.lastIndex = index;
    const match = KEY.exec(packet);
    const key = match === null ? packet.slice(index) : match[0];
    keys.push(key);
    index += key.length;
  }
  return keys;
}

export interface PacedOptions {
  /** An answer of the terminal to a question, to be kept from the keys. */
  readonly reply?: { readonly pattern: RegExp; readonly heard: (reply: string) => void };
}

export class PacedInput extends Readable {
  readonly isTTY = true;
  #waiting: string[] = [];
  #scheduled = false;
  #listening = false;
  #inPaste = false;

  constructor(
    private readonly source: RawInput,
    private readonly options: PacedOptions = {},
  ) {
    // In object mode each key is an item of its own.
    super({ objectMode: true, read: () => {} });
  }

  /** Ink turns raw mode on when it wants keys, and off when it lets go of them. */
  setRawMode(on: boolean): this {
    this.source.setRawMode?.(on);
    if (on === this.#listening) return this;
    this.#listening = on;
    if (on) this.source.on('readable', this.#pull);
    else this.source.off('readable', this.#pull);
    return this;
  }

  override setEncoding(encoding: BufferEncoding): this {
    this.source.setEncoding(encoding);
    return this;
  }

  ref(): this {
    this.source.ref?.();
    return this;
  }

  unref(): this {
    this.source.unref?.();
    return this;
  }

  readonly #pull = (): void => {
    let packet: unknown;
    while ((packet = this.source.read()) !== null && packet !== undefined) {
      const text = this.#withoutReply(String(packet));
      if (text === '') continue;
      // The rest of a paste that came in several packets belongs to the paste, whatever it looks like.
      const keys = this.#inPaste ? [text] : splitKeys(text);
      this.#inPaste = this.#inPaste ? !text.includes(PASTE_END) : (keys.at(-1) ?? '').startsWith(PASTE_START) && !text.endsWith(PASTE_END);
      this.#waiting.push(...keys);
    }
    this.#schedule();
  };

  #withoutReply(packet: string): string {
    const { reply } = this.options;
    const found = reply?.pattern.exec(packet);
    if (reply === undefined || found === null || found === undefined) return packet;
    reply.heard(found[0]);
    return packet.replace(found[0], '');
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      const key = this.#waiting.shift();
      if (key !== undefined) this.push(key);
      this.#schedule();
    });
  }
}
