import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { width } from '../../src/plot/index.js';
import { fieldRow, fieldRows } from '../../src/ui/components/field-view.js';
import { lastOffset, scrollBy, scrolled } from '../../src/ui/components/scroll.js';
import { editStroke, insert, startEdit, type TextEdit } from '../../src/ui/components/text-edit.js';
import { catalogue } from '../../src/words/index.js';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const press = (edit: TextEdit, ...names: string[]) => names.reduce((now, name) => editStroke(now, { name, text: name === 'newline' ? '\n' : [...segmenter.segment(name)].length === 1 ? name : '' }, { multiline: true }) ?? now, edit);

describe('a text field', () => {
  test('types, moves and deletes whole characters as people see them', () => {
    const family = '👨‍👩‍👧';
    let edit = startEdit(`a${family}好`);
    edit = press(edit, 'left', 'left');
    expect(edit.cursor).toBe(1);
    expect(press(edit, 'delete').text).toBe('a好');
    expect(press(edit, 'end', 'backspace', 'backspace').text).toBe('a');
    expect(press(edit, 'x')).toEqual({ text: `ax${family}好`, cursor: 2 });
  });

  test('Ctrl keys of the shell: to the ends, cut to the ends, cut a word', () => {
    const edit = startEdit('one two three');
    expect(press(edit, 'ctrl+w').text).toBe('one two ');
    expect(press(edit, 'ctrl+a', 'ctrl+k').text).toBe('');
    expect(press({ text: 'one two', cursor: 4 }, 'ctrl+u')).toEqual({ text: 'two', cursor: 0 });
  });

  test('a paste loses controls; line breaks become spaces where one line is asked for', () => {
    expect(insert(startEdit(''), 'a\u0007b\r\nc\n').text).toBe('ab c');
    expect(insert(startEdit(''), 'a\r\nb', { multiline: true }).text).toBe('a\nb');
  });

  test('what does not fit is refused', () => expect(insert(startEdit('abc'), 'de', { maxLength: 4 })).toEqual(startEdit('abc')));

  test('up and down keep the place in the line', () => {
    const edit = { text: 'abcd\nxy\nlong', cursor: 3 };
    expect(press(edit, 'down').cursor).toBe(7);
    expect(press(edit, 'down', 'down').cursor).toBe(10);
    expect(press(edit, 'up').cursor).toBe(0);
  });

  test('the cursor is always at the edge of a character, whatever is pressed', () => {
    const key = fc.constantFrom('left', 'right', 'up', 'down', 'home', 'end', 'backspace', 'delete', 'ctrl+w', 'ctrl+u', 'ctrl+k', 'a', '好', '👩‍🔬', 'newline');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        const { text, cursor } = press(startEdit('世界 x\né'), ...keys);
        expect([...segmenter.segment(text)].map(({ index }) => index).concat(text.length)).toContain(cursor);
      }),
    );
  });
});

describe('a field on screen', () => {
  test('one row scrolls sideways and never grows beyond its cells', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '好', ' ', '👩‍🔬'), { maxLength: 40 }), fc.nat(40), fc.integer({ min: 4, max: 20 }), (characters, at, cells) => {
        const cursor = characters.slice(0, at).join('').length;
        const { rows, cursor: place } = fieldRow({ text: characters.join(''), cursor }, cells);
        expect(width(rows[0])).toBeLessThanOrEqual(cells);
        expect(place.x).toBeLessThan(cells);
      }),
    );
  });

  test('several rows break by cells and follow the cursor', () => {
    const view = fieldRows({ text: '一二三四五\nab', cursor: 8 }, 6, 5);
    expect(view.rows).toEqual(['一二三', '四五', 'ab']);
    expect(view.cursor).toEqual({ x: 2, y: 2 });
    const low = fieldRows({ text: 'a\nb\nc\nd', cursor: 7 }, 6, 2);
    expect(low.rows).toEqual(['c', 'd']);
    expect(low.cursor).toEqual({ x: 1, y: 1 });
  });
});

describe('scrolling', () => {
  const lines = Array.from({ length: 10 }, (_, i) => [{ text: `line ${i}`, style: {} }]);
  const words = catalogue('en');

  test('what fits is shown as it is', () => expect(scrolled(lines, 0, 10, words)).toBe(lines));

  test('else the last row says how far one has come, and the end can be reached', () => {
    expect(lastOffset(10, 6)).toBe(5);
    const end = scrolled(lines, scrollBy(0, 99, 10, 6), 6, words).map(([span]) => span.text);
    expect(end).toEqual(['line 5', 'line 6', 'line 7', 'line 8', 'line 9', expect.stringContaining('10 of 10')]);
  });
});
