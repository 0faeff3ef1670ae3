/**
 * A lock between processes, for critical sections of milliseconds: a file that only one can create, naming its holder. A holder that was
 * killed leaves the file behind; the next one breaks it. Breaking is itself guarded by a lock named after the dead holder's token, so
 * that of two who find the same dead holder only one removes the file, and none removes the file of the next, living holder.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

export interface LockTimes {
  /** How long to wait for a living holder. */
  readonly waitMs: number;
  /** A holder that cannot be asked (other machine, reused process id) counts as dead after this. */
  readonly staleMs: number;
}

const TIMES: LockTimes = { waitMs: 3000, staleMs: 10_000 };
/** Between creating the file and naming the holder in it lie microseconds; a file nameless for longer was left by a kill. */
const NAMELESS_MS = 2000;
const PAUSE_MS = 4;

export class LockBusy extends Error {
  override readonly name = 'LockBusy';
}

/**
 * Runs `action` while holding the lock at `path`.
 * @param action  is given a way to make sure, before it writes, that the lock was not taken from it while it was suspended
 * @throws LockBusy if another holds it all the time; errors of the file system as they are
 */
export function withLock<T>(path: string, action: (stillMine: () => boolean) => T, times: LockTimes = TIMES): T {
  const me: Holder = { token: randomUUID(), pid: process.pid, host: hostname() };
  acquire(path, me, times);
  const stillMine = () => holderOf(path)?.token === me.token;
  try {
    return action(stillMine);
  } finally {
    if (stillMine()) rmSync(path, { force: true });
  }
}

function acquire(path: string, me: Holder, times: LockTimes): void {
  const deadline = Date.now() + times.waitMs;
  while (!create(path, me)) {
    const holder = holderOf(path);
    if (!holder) continue; // let go just now
    if (isDead(holder, times.staleMs)) {
      withLock(`${path}.${holder.token}`, () => holderOf(path)?.token === holder.token && rmSync(path, { force: true }), times);
      continue;
    }
    if (Date.now() > deadline) throw new LockBusy(`${path} is held by process ${holder.pid} on ${holder.host}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}

function create(path: string, me: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(me), { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    // A full disk may create the file and then refuse its contents.
    if (hasCode(error, 'ENOSPC', 'EDQUOT', 'EFBIG') && statSync(path, { throwIfNoEntry: false })?.size === 0) rmSync(path, { force: true });
    throw error;
  }
}

interface Found extends Holder {
  readonly ageMs: number;
}

function holderOf(path: string): Found | undefined {
  try {
    // In this order: should the file change hands in between, a holder may seem younger than it is, never older.
    const text = readFileSync(path, 'utf8');
    const stats = statSync(path);
    const ageMs = Date.now() - stats.mtimeMs;
    try {
      const { token, pid, host }: Holder = JSON.parse(text);
      return { token: String(token), pid, host, ageMs };
    } catch {
      return { token: `nameless-${stats.ino}-${Math.floor(stats.mtimeMs)}`, pid: 0, host: '', ageMs };
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isDead({ pid, host, ageMs }: Found, staleMs: number): boolean {
  if (pid === 0) return ageMs > NAMELESS_MS;
  return ageMs > staleMs || (host === hostname() && !isRunning(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM'); // running, but another user's
  }
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
