import type { Key } from 'ink';
import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { showKey, type Action } from '../../src/ui/keys/actions.js';
import { callsFor, feedCapture, typedAhead, unshadowed } from '../../src/ui/keys/dispatch.js';
import { findCommands, footerEntries } from '../../src/ui/keys/footer.js';
import { PacedInput, splitKeys, type RawInput } from '../../src/ui/keys/paced-input.js';
import { strokesOf } from '../../src/ui/keys/stroke.js';
import { catalogue } from '../../src/words/index.js';

const none: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};
const names = (input: string, key: Partial<Key> = {}) => strokesOf(input, { ...none, ...key }).map(({ name }) => name);

describe('strokes', () => {
  test('keys have names, with their modifiers', () => {
    expect(names('', { upArrow: true })).toEqual(['up']);
    expect(names('', { leftArrow: true, shift: true })).toEqual(['shift+left']);
    expect(names('', { tab: true, shift: true })).toEqual(['shift+tab']);
    expect(names('R', { ctrl: true })).toEqual(['ctrl+r']);
    expect(names(' ')).toEqual(['space']);
    expect(names('R', { shift: true })).toEqual(['R']);
  });

  test('full-width forms of a Chinese input method are their keys, and still type themselves', () => {
    for (const [typed, key] of [['？', '?'], ['：', ':'], ['、', '/'], ['，', ','], ['。', '.'], ['《', '<'], ['》', '>'], ['｛', '{'], ['』', '}'], ['３', '3'], ['ｊ', 'j'], ['　', 'space']]) {
      expect(strokesOf(typed, none), typed).toEqual([{ name: key, text: typed }]);
    }
  });

  test('a burst is one stroke a character; controls and Alt combinations are none', () => {
    expect(names('jjj')).toEqual(['j', 'j', 'j']);
    expect(names('a\u0001b')).toEqual(['a', 'b']);
    expect(names('x', { meta: true })).toEqual([]);
    expect(names('')).toEqual([]);
  });
});

const action = (id: Action['id'], keys: readonly string[], more: Partial<Action> = {}): Action => ({ id, keys, run: () => {}, ...more });

describe('dispatch', () => {
  const actions = [action('down', ['down', 'j'], { repeats: true }), action('stepForward', ['.'], { repeats: true }), action('rerun', ['r']), action('up', ['up'], { repeats: true, heardElsewhere: true })];
  const called = (input: string) => callsFor(strokesOf(input, none), actions).map((call) => call.action.id);

  test('a key belongs to the first action that has it; what is left without one keeps its name alone', () => {
    const own = unshadowed([action('toEnd', ['G', 'escape'], { footer: 1 }), action('back', ['q', 'escape'], { footer: 2 }), action('close', ['escape'], { footer: 3, shown: 'Esc' }), action('learn', [])]);
    expect(own.map(({ id, keys, footer, shown }) => [id, keys, footer, shown])).toEqual([
      ['toEnd', ['G', 'escape'], 1, undefined],
      ['back', ['q'], 2, undefined],
      ['close', [], undefined, undefined],
      ['learn', [], undefined, undefined],
    ]);
  });

  test('a burst of movement and step keys is walked through', () => expect(called('jj.j')).toEqual(['down', 'down', 'stepForward', 'down']));

  test('a burst with anything else does nothing: it is a paste', () => {
    expect(called('jjr')).toEqual([]);
    expect(called('jq')).toEqual([]);
    expect(called('r')).toEqual(['rerun']);
  });

  test('but what follows a : in the same packet is typed into the command line', () => {
    expect(typedAhead(strokesOf(':run', none))).toBe('run');
    expect(typedAhead(strokesOf(':run\r', none))).toBeUndefined();
    expect(typedAhead(strokesOf(':', none))).toBeUndefined();
    expect(typedAhead(strokesOf('j:run', none))).toBeUndefined();
  });

  test('keys that a menu hears itself are left to it', () => expect(callsFor(strokesOf('', { ...none, upArrow: true }), actions)).toEqual([]));

  test('a field gets text first; a line break inside a paste is text, at its end it is Enter', () => {
    let text = '';
    const enter = action('accept', ['enter']);
    const calls = feedCapture(strokesOf('a\nb\r', none), (stroke) => stroke.name !== 'enter' && ((text += stroke.text), true), [enter]);
    expect(text).toBe('a\nb');
    expect(calls.map((call) => call.action.id)).toEqual(['accept']);
  });
});

describe('names of keys', () => {
  test.each([
    ['j', 'j', 'j'],
    ['+', '+', '+'],
    ['-', '-', '-'],
    ['up', '↑', 'Up'],
    ['shift+left', 'Shift-←', 'Shift-Left'],
    ['ctrl+r', 'Ctrl-R', 'Ctrl-R'],
    ['enter', 'Enter', 'Enter'],
    ['pagedown', 'PgDn', 'PgDn'],
  ])('%s is shown as %s, in ASCII as %s', (name, shown, ascii) => {
    expect(showKey(name, false)).toBe(shown);
    expect(showKey(name, true)).toBe(ascii);
  });
});

describe('footer and commands', () => {
  const words = catalogue('en');
  const actions = [action('play', ['space'], { footer: 1 }), action('rerun', ['r'], { footer: 2 }), action('reseed', ['R']), action('help', ['?'], { footer: 90 })];

  test('never more than fits, help to the last', () => {
    const text = (width: number) => footerEntries(actions, words, width, false).map(({ keys, label }) => `${keys} ${label}`);
    expect(text(80)).toEqual(['Space run, pause', 'r same seed', '? help']);
    expect(text(26)).toEqual(['Space run, pause', '? help']);
    expect(text(6)).toEqual(['? help']);
    expect(text(3)).toEqual([]);
  });

  test('every action can be reached by its name, its label or a word of its help', () => {
    const found = (typed: string, language: 'zh' | 'en' = 'en') => findCommands(actions, catalogue(language), typed).map(({ name }) => name);
    expect(found('')).toEqual(['play', 'rerun', 'reseed', 'help']);
    expect(found('res')).toEqual(['reseed']);
    expect(found('re').slice(0, 2)).toEqual(['rerun', 'reseed']);
    expect(found('换种子', 'zh')).toEqual(['reseed']);
    expect(found('xyz')).toEqual([]);
  });
});

describe('paced input', () => {
  test('a packet is cut into keys, pastes and runs of text stay whole', () => {
    expect(splitKeys('\u001b[B\u001b[B\r')).toEqual(['\u001b[B', '\u001b[B', '\r']);
    expect(splitKeys('jj\u001b[1;2Cq')).toEqual(['jj', '\u001b[1;2C', 'q']);
    expect(splitKeys('\u001b[200~a\rb\u001b[201~\t')).toEqual(['\u001b[200~a\rb\u001b[201~', '\t']);
    expect(splitKeys('你好\u0003')).toEqual(['你好', '\u0003']);
    expect(splitKeys('\u001bOA\u001bx')).toEqual(['\u001bOA', '\u001bx']);
    expect(splitKeys('\u001b')).toEqual(['\u001b']);
  });

  class Source extends EventEmitter implements RawInput {
    packets: string[] = [];
    setEncoding = () => this;
    read = () => this.packets.shift() ?? null;
    send(packet: string) {
      this.packets.push(packet);
      this.emit('readable');
    }
  }

  test('one key a turn, and answers of the terminal are kept from the keys', async () => {
    const source = new Source();
    const heard: string[] = [];
    const input = new PacedInput(source, { reply: { pattern: /\u001b\]11;[^\u0007]*\u0007/, heard: (reply) => heard.push(reply) } });
    const turns: string[][] = [];
    input.on('readable', () => {
      const turn: string[] = [];
      for (let key: unknown; (key = input.read()) !== null; ) turn.push(String(key));
      if (turn.length > 0) turns.push(turn);
    });
    input.setRawMode(true);
    source.send('\u001b[B\u001b]11;rgb:ffff/ffff/ffff\u0007\r');
    await vi.waitFor(() => expect(turns).toEqual([['\u001b[B'], ['\r']]));
    expect(heard).toEqual(['\u001b]11;rgb:ffff/ffff/ffff\u0007']);
    input.setRawMode(false);
    expect(source.listenerCount('readable')).toBe(0);
  });
});
