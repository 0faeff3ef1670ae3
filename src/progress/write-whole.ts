/** Writes a file whole or not at all: beside it, flushed to the disk, then renamed over it. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hasCode } from './lock.js';

/** Files that a killed writer leaves are called so. */
export const DRAFT = '.tmp-';
/** Virus scanners on Windows hold files open for a moment. */
const RENAME_ATTEMPTS = 20;
const PAUSE_MS = 10;

/** @throws errors of the file system; the file is then as it was */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}${DRAFT}${process.pid}`;
  try {
    const descriptor = openSync(draft, 'w');
    try {
      writeFileSync(descriptor, text); // to the last byte, or an error
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    rename(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function rename(from: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const mayPass = process.platform === 'win32' && hasCode(error, 'EPERM', 'EACCES', 'EBUSY');
      if (!mayPass || attempt === RENAME_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
