/** A learner's text file, from the disk to the simulation. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLearnerData } from '../../../src/data/learner/read.js';
import { MAX_FILE_BYTES } from '../../../src/data/learner/read-file.js';
import { UserError } from '../../../src/user-error.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ml-tutor-text-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

function fault(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return error.key;
    throw error;
  }
  throw new Error('expected a UserError');
}

describe('a text', () => {
  test('is read whole, by its name without folders, and without escape sequences', () => {
    expect(readLearnerData([file('book.txt', 'Call me\u001b[31m Ishmael.\r\n\u001b]0;title\u001b\\Some years ago')], 'text')).toEqual({ kind: 'text', name: 'book.txt', text: expect.stringMatching(/^Call me Ishmael\.\r?\nSome years ago$/) });
  });

  test('is read in Chinese, as UTF-8 and as GB18030', () => {
    expect(readLearnerData([file('utf8.txt', '床前明月光')], 'text')).toMatchObject({ text: '床前明月光' });
    expect(readLearnerData([file('gb.txt', Uint8Array.of(0xb4, 0xb2, 0xc7, 0xb0))], 'text')).toMatchObject({ text: '床前' });
  });

  test('that cannot be used is refused in words about texts', () => {
    expect(fault(() => readLearnerData([file('empty.txt', ' \n')], 'text'))).toBe('text.empty');
    expect(fault(() => readLearnerData([file('letter.docx', 'PK\u0003\u0004rest')], 'text'))).toBe('text.document');
    expect(fault(() => readLearnerData([file('large.txt', new Uint8Array(MAX_FILE_BYTES + 1).fill(97))], 'text'))).toBe('text.tooLarge');
    expect(fault(() => readLearnerData([join(folder, 'nowhere.txt')], 'text'))).toBe('file.missing');
    expect(fault(() => readLearnerData([file('a.txt', 'a'), file('b.txt', 'b')], 'text'))).toBe('run.data.files');
  });

  test('tables keep their own words', () => {
    expect(fault(() => readLearnerData([file('empty.csv', '')], 'table'))).toBe('file.empty');
  });
});
