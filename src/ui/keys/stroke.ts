/**
 * One key press as the tutor sees it: a name to look up in action tables, and the text it would type into a field.
 * Knows what terminals send (bursts, full-width forms of Chinese input methods), nothing of what keys do.
 */
import type { Key } from 'ink';

export interface Stroke {
  /** 'j', '?', 'up', 'shift+left', 'ctrl+r', 'enter', 'escape', 'space' ... */
  readonly name: string;
  /** What a text field would insert; empty for keys that type nothing. */
  readonly text: string;
}

/** A Chinese input method in Chinese punctuation mode sends these for the keys of the key map. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '？': '?',
  '：': ':',
  '；': ';',
  '、': '/',
  '，': ',',
  '。': '.',
  '．': '.',
  '《': '<',
  '》': '>',
  '【': '[',
  '】': ']',
  '「': '[',
  '」': ']',
  '『': '{',
  '』': '}',
  '－': '-',
  '＋': '+',
  '＝': '=',
  '\u3000': ' ',
};

/** '？' to '?', '３' to '3', 'ｊ' to 'j'; other characters as they are. */
export function halfWidth(character: string): string {
  const mapped = FULL_WIDTH[character];
  if (mapped !== undefined) return mapped;
  const code = character.codePointAt(0) ?? 0;
  return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : character;
}

/**
 * What Ink reports of one input event as strokes: one for a key, several for a burst of characters that came in one packet.
 * Unknown control sequences give none.
 */
export function strokesOf(input: string, key: Key): readonly Stroke[] {
  const special = specialName(key);
  if (special !== undefined) return [{ name: withModifiers(special, key), text: '' }];
  if (key.ctrl) return input === '' ? [] : [{ name: `ctrl+${input.toLowerCase()}`, text: '' }];
  if (key.meta || input === '') return [];
  return [...input].flatMap(characterStroke);
}

function characterStroke(character: string): readonly Stroke[] {
  if (character === '\r' || character === '\n') return [{ name: 'enter', text: '\n' }];
  if (character === '\t') return [{ name: 'tab', text: '' }];
  if (character === ' ') return [{ name: 'space', text: ' ' }];
  if (isControl(character)) return [];
  const name = halfWidth(character);
  return [{ name: name === ' ' ? 'space' : name, text: character }];
}

export function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

function specialName(key: Key): string | undefined {
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  if (key.rightArrow) return 'right';
  if (key.pageUp) return 'pageup';
  if (key.pageDown) return 'pagedown';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.return) return 'enter';
  if (key.escape) return 'escape';
  if (key.tab) return 'tab';
  if (key.backspace) return 'backspace';
  if (key.delete) return 'delete';
  return undefined;
}

function withModifiers(name: string, key: Key): string {
  if (key.shift) return `shift+${name}`;
  return key.ctrl ? `ctrl+${name}` : name;
}
