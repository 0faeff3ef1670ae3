/**
 * A line or several lines of text being edited: text and cursor, moved by whole characters as people see them (grapheme
 * clusters). Pure; knows no keys beyond stroke names and no terminal.
 */
import type { Stroke } from '../keys/stroke.js';
import { isControl } from '../keys/stroke.js';

export interface TextEdit {
  readonly text: string;
  /** Index into the text, always at the edge of a cluster. */
  readonly cursor: number;
}

export interface EditRules {
  /** In UTF-16 units, as parameter specs count; what does not fit is refused. */
  readonly maxLength?: number;
  readonly multiline?: boolean;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function startEdit(text: string): TextEdit {
  return { text, cursor: text.length };
}

/** Inserts typed or pasted text at the cursor. Controls are dropped; line breaks become spaces where one line is asked for. */
export function insert(edit: TextEdit, typed: string, rules: EditRules = {}): TextEdit {
  const lines = typed.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  const kept = [...(rules.multiline ? lines : lines.replace(/\n+$/, '').replace(/\n+/g, ' '))]
    .filter((character) => character === '\n' || !isControl(character))
    .join('');
  if (kept === '') return edit;
  const text = edit.text.slice(0, edit.cursor) + kept + edit.text.slice(edit.cursor);
  if (rules.maxLength !== undefined && text.length > rules.maxLength) return edit;
  return { text, cursor: edit.cursor + kept.length };
}

/** What a stroke does to the text; undefined when it is none of the field's business. */
export function editStroke(edit: TextEdit, stroke: Stroke, rules: EditRules = {}): TextEdit | undefined {
  const { text, cursor } = edit;
  switch (stroke.name) {
    case 'left':
      return { text, cursor: before(text, cursor) };
    case 'right':
      return { text, cursor: after(text, cursor) };
    case 'home':
    case 'ctrl+a':
      return { text, cursor: lineStart(text, cursor) };
    case 'end':
    case 'ctrl+e':
      return { text, cursor: lineEnd(text, cursor) };
    case 'backspace':
      return cut(text, before(text, cursor), cursor);
    case 'delete':
    case 'ctrl+d':
      return cut(text, cursor, after(text, cursor));
    case 'ctrl+u':
      return cut(text, lineStart(text, cursor), cursor);
    case 'ctrl+k':
      return cut(text, cursor, lineEnd(text, cursor));
    case 'ctrl+w':
      return cut(text, wordStart(text, cursor), cursor);
    case 'up':
      return rules.multiline ? { text, cursor: vertical(text, cursor, -1) } : undefined;
    case 'down':
      return rules.multiline ? { text, cursor: vertical(text, cursor, 1) } : undefined;
    case 'enter':
      return undefined;
    default:
      return stroke.text === '' ? undefined : insert(edit, stroke.text, rules);
  }
}

function cut(text: string, from: number, to: number): TextEdit {
  return { text: text.slice(0, from) + text.slice(to), cursor: from };
}

function before(text: string, cursor: number): number {
  let last = 0;
  for (const { index } of segmenter.segment(text)) {
    if (index >= cursor) break;
    last = index;
  }
  return last;
}

function after(text: string, cursor: number): number {
  for (const { index, segment } of segmenter.segment(text)) {
    if (index + segment.length > cursor) return index + segment.length;
  }
  return text.length;
}

function lineStart(text: string, cursor: number): number {
  return cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1;
}

function lineEnd(text: string, cursor: number): number {
  const end = text.indexOf('\n', cursor);
  return end < 0 ? text.length : end;
}

function wordStart(text: string, cursor: number): number {
  const head = text.slice(0, cursor);
  return head.replace(/\S+\s*$/, '').length;
}

/** One line up or down, to the same place in it, or to its end. */
function vertical(text: string, cursor: number, direction: -1 | 1): number {
  const start = lineStart(text, cursor);
  const clustersBefore = [...segmenter.segment(text.slice(start, cursor))].length;
  const target = direction < 0 ? (start === 0 ? 0 : lineStart(text, start - 1)) : lineEnd(text, cursor) + 1;
  if (direction < 0 && start === 0) return 0;
  if (target > text.length) return text.length;
  const end = lineEnd(text, target);
  let index = target;
  for (let i = 0; i < clustersBefore && index < end; i++) index = after(text, index);
  return index;
}
