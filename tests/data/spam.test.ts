import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readPacked } from '../../src/data/packed.js';
import { provenance } from '../../src/data/provenance.js';
import { loadSpam } from '../../src/data/spam.js';

const mails = loadSpam();
const words = (text: string) => text.toLowerCase().match(/[a-z']+/g) ?? [];

test('is the file its provenance describes', () => {
  const record = provenance('spam');
  const bytes = readPacked('spam');
  expect(record).toMatchObject({ name: 'spam', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  expect(record.licence).toContain('CC0 1.0');
});

describe('the mails', () => {
  test('are 350 of each class, mixed: every hundred holds 30 to 70 of spam', () => {
    expect(mails.length).toBe(700);
    expect(mails.filter(({ label }) => label === 1).length).toBe(350);
    for (let start = 0; start < mails.length; start += 100) {
      const spam = mails.slice(start, start + 100).filter(({ label }) => label === 1).length;
      expect(Math.abs(spam - 50), `mails ${start} to ${start + 99}`).toBeLessThanOrEqual(20);
    }
  });

  test('are short plain lines', () => {
    for (const { text } of mails) {
      expect(text).toMatch(/^[\x20-\x7e]+$/);
      expect(text.split(' ').length).toBeLessThanOrEqual(60);
      expect(words(text).length).toBeGreaterThanOrEqual(15);
    }
  });

  test('hold no mail address, no link, no digit', () => {
    for (const { text } of mails) expect(text).not.toMatch(/\w@\w|:\/\/|www\.|\d/);
  });

  test('are no near-copies of each other within a class', () => {
    for (const wanted of [0, 1]) {
      const seen = new Map<string, number[]>();
      mails.filter(({ label }) => label === wanted).forEach(({ text }, i) => {
        const list = words(text);
        const runs = [...new Set(list.slice(2).map((_, at) => list.slice(at, at + 3).join(' ')))];
        const shared = new Map<number, number>();
        for (const run of runs) {
          for (const other of seen.get(run) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
          seen.set(run, [...(seen.get(run) ?? []), i]);
        }
        expect(Math.max(0, ...shared.values()) / runs.length, text).toBeLessThan(0.5);
      });
    }
  });
});

test('the classes differ in their words: naive counting beats chance on mails not counted', () => {
  const scores = new Map<string, number>();
  mails.forEach(({ text, label }, i) => {
    if (i % 2 === 0) for (const word of new Set(words(text))) scores.set(word, (scores.get(word) ?? 0) + (label === 1 ? 1 : -1));
  });
  const judged = mails.filter((_, i) => i % 2 === 1);
  const right = judged.filter(({ text, label }) => {
    const sum = [...new Set(words(text))].reduce((total, word) => total + Math.sign(scores.get(word) ?? 0), 0);
    return (sum > 0 ? 1 : 0) === label;
  });
  expect(right.length / judged.length).toBeGreaterThan(0.75);
});
