import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LockBusy, withLock } from '../../src/progress/lock.js';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-lock-'));
  lock = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const impatient = { waitMs: 30, staleMs: 10_000 };
const heldBy = (holder: object | string) => writeFileSync(lock, typeof holder === 'string' ? holder : JSON.stringify(holder));
const age = (ms: number) => utimesSync(lock, new Date(Date.now() - ms), new Date(Date.now() - ms));
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

test('gives the result, and is gone after, also after a throw', () => {
  expect(withLock(lock, () => existsSync(lock))).toBe(true);
  expect(existsSync(lock)).toBe(false);
  expect(() => withLock(lock, () => { throw new Error('inside'); })).toThrow('inside');
  expect(existsSync(lock)).toBe(false);
});

test('a living holder is waited for, then it is said who holds it', () => {
  heldBy({ token: 't', pid: process.pid, host: hostname() });
  expect(() => withLock(lock, () => 'in', impatient)).toThrow(LockBusy);
  expect(existsSync(lock)).toBe(true);
});

test('a dead holder is not waited for, and nothing of it is left', () => {
  heldBy({ token: 't', pid: deadPid(), host: hostname() });
  expect(withLock(lock, () => 'in', impatient)).toBe('in');
  expect(readdirSync(folder)).toEqual([]);
});

test('a breaker that died while breaking is broken in its turn', () => {
  heldBy({ token: 't', pid: deadPid(), host: hostname() });
  writeFileSync(`${lock}.t`, JSON.stringify({ token: 'u', pid: deadPid(), host: hostname() }));
  expect(withLock(lock, () => 'in', impatient)).toBe('in');
  expect(readdirSync(folder)).toEqual([]);
});

test('on another machine, or with a process id in use again, age decides', () => {
  heldBy({ token: 't', pid: 1, host: 'elsewhere' });
  expect(() => withLock(lock, () => 'in', impatient)).toThrow(LockBusy);
  age(11_000);
  expect(withLock(lock, () => 'in', impatient)).toBe('in');
  heldBy({ token: 't', pid: process.pid, host: hostname() });
  age(11_000);
  expect(withLock(lock, () => 'in', impatient)).toBe('in');
});

test('a holder killed before it could name itself is given two seconds', () => {
  heldBy('');
  expect(() => withLock(lock, () => 'in', impatient)).toThrow(LockBusy);
  age(2500);
  expect(withLock(lock, () => 'in', impatient)).toBe('in');
});

test('who was suspended and lost the lock is told, and does not remove the lock of the next', () => {
  withLock(lock, (stillMine) => {
    expect(stillMine()).toBe(true);
    heldBy({ token: 'next', pid: process.pid, host: hostname() });
    expect(stillMine()).toBe(false);
  });
  expect(JSON.parse(readFileSync(lock, 'utf8')).token).toBe('next');
});
