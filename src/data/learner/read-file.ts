/** Reads a learner's file into text: size checked before and while reading, encoding found, never more than the limit in memory. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from '../../user-error.js';
import { cleanLine, cleanText } from './clean.js';

export const MAX_FILE_BYTES = 20_000_000;

/** The file's name without folders, fit for the screen. */
export function displayName(path: string): string {
  return cleanLine(basename(path)) || '?';
}

/**
 * The whole file as clean text.
 * @throws UserError file.missing, file.folder, file.unreadable, file.tooLarge, file.empty, file.spreadsheet, file.binary, file.encoding
 */
export function readTextFile(path: string): string {
  return decodeText(readBytes(path), displayName(path));
}

/** Bytes of a regular file, a pipe or standard input. @throws UserError as {@link readTextFile} */
function readBytes(path: string): Uint8Array {
  const file = displayName(path);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw new UserError('file.folder', { file });
    if (stat.size > MAX_FILE_BYTES) throw tooLarge(file, megabytes(stat.size));
    return readAll(descriptor, file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UserError('file.missing', { file: cleanLine(path) });
    if (code === 'EISDIR') throw new UserError('file.folder', { file });
    throw new UserError('file.unreadable', { file: cleanLine(path), code });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Pipes tell no size, and files may grow: reading stops at the limit whatever was announced. */
function readAll(descriptor: number, file: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = new Uint8Array(1 << 20);
    const count = readSync(descriptor, chunk, 0, chunk.length, null);
    if (count === 0) break;
    total += count;
    if (total > MAX_FILE_BYTES) throw tooLarge(file, `> ${megabytes(MAX_FILE_BYTES)}`);
    chunks.push(chunk.subarray(0, count));
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * Bytes as clean text: UTF-8, UTF-16 with its mark, or GB18030 (which holds GBK and GB2312), as Chinese Excel saves.
 * @param file name for messages
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  if (bytes.length === 0) throw new UserError('file.empty', { file });
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new UserError('file.spreadsheet', { file });
  const text = cleanText(decode(bytes, file));
  if (text.trim() === '') throw new UserError('file.empty', { file });
  return text;
}

function decode(bytes: Uint8Array, file: string): string {
  if (startsWith(bytes, [0xff, 0xfe])) return tryDecode(bytes, 'utf-16le') ?? fail(bytes, file);
  if (startsWith(bytes, [0xfe, 0xff])) return tryDecode(bytes, 'utf-16be') ?? fail(bytes, file);
  if (bytes.includes(0)) throw new UserError('file.binary', { file });
  const text = tryDecode(bytes, 'utf-8') ?? tryDecode(bytes, 'gb18030') ?? fail(bytes, file);
  if (looksBinary(text)) throw new UserError('file.binary', { file });
  return text;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Names the line where the first broken character stands. */
function fail(bytes: Uint8Array, file: string): never {
  let line = 1;
  let start = 0;
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== 0x0a) continue;
    if (tryDecode(bytes.subarray(start, i), 'utf-8') === undefined) break;
    start = i + 1;
    line++;
  }
  throw new UserError('file.encoding', { file, line });
}

/** Control characters that no text has, more than one in a hundred (escape sequences are let through and stripped). */
function looksBinary(text: string): boolean {
  const head = text.slice(0, 10_000);
  const odd = head.match(/[\u0001-\u0008\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0;
  return odd > head.length / 100;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

function tooLarge(file: string, size: string): UserError {
  return new UserError('file.tooLarge', { file, size, limit: megabytes(MAX_FILE_BYTES) });
}

function megabytes(bytes: number): string {
  return `${Number((bytes / 1e6).toPrecision(3))} MB`;
}
