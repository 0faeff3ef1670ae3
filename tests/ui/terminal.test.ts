import { describe, expect, test } from 'vitest';
import { backgroundIn } from '../../src/ui/background.js';
import { detectTerminal, localeLanguage, type Environment } from '../../src/ui/terminal.js';

const utf8 = { LANG: 'en_US.UTF-8' };
const of = (env: Environment, flags = {}) => detectTerminal({ ...utf8, ...env }, flags, 'linux');

describe('the terminal', () => {
  test.each<[Environment, string]>([
    [{ TERM: 'xterm-256color' }, '256'],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'truecolor'],
    [{ TERM: 'xterm' }, '16'],
    [{ TERM: 'dumb', COLORTERM: 'truecolor' }, 'none'],
    [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'xterm-256color', NO_COLOR: '' }, '256'],
    [{ TERM: 'xterm', NO_COLOR: '1', FORCE_COLOR: '3' }, 'none'],
    [{ TERM: 'xterm', FORCE_COLOR: '0' }, 'none'],
    [{ TERM: 'xterm', FORCE_COLOR: '3' }, 'truecolor'],
    [{ TERM: 'xterm-kitty' }, 'truecolor'],
  ])('%o has colours: %s', (env, color) => expect(of(env).color).toBe(color));

  test('a flag wins over the environment', () => {
    expect(of({ NO_COLOR: '1' }, { color: '16' }).color).toBe('16');
    expect(of({ TERM: 'xterm-256color' }, { color: 'auto' }).color).toBe('256');
    expect(of({}, { ascii: true }).charset).toBe('ascii');
  });

  test('characters beyond ASCII only where the locale is UTF-8, the first of LC_ALL, LC_CTYPE, LANG deciding', () => {
    expect(of({}).charset).toBe('braille');
    expect(of({ LC_ALL: 'C' }).charset).toBe('ascii');
    expect(of({ LC_ALL: '', LC_CTYPE: 'zh_CN.utf8' }).charset).toBe('braille');
    expect(of({ TERM: 'linux' }).charset).toBe('ascii');
    expect(detectTerminal({}, {}, 'linux').charset).toBe('ascii');
    expect(detectTerminal({}, {}, 'darwin').charset).toBe('braille');
  });

  test('the background from COLORFGBG, else dark', () => {
    expect(of({ COLORFGBG: '0;15' }).background).toBe('light');
    expect(of({ COLORFGBG: '0;default;7' }).background).toBe('light');
    expect(of({ COLORFGBG: '15;0' }).background).toBe('dark');
    expect(of({}).background).toBe('dark');
  });

  test('or from the terminal’s answer', () => {
    expect(backgroundIn('\u001b]11;rgb:fdfd/f6f6/e3e3\u0007')).toBe('light');
    expect(backgroundIn('\u001b]11;rgb:1e/1e/2e\u001b\\')).toBe('dark');
    expect(backgroundIn('\u001b[?62c')).toBeUndefined();
  });

  test('plain mode for screen readers', () => {
    expect(of({}).plain).toBe(false);
    expect(of({ INK_SCREEN_READER: 'true' }).plain).toBe(true);
    expect(of({ ACCESSIBLE: '1' }).plain).toBe(true);
    expect(of({}, { plain: true }).plain).toBe(true);
  });

  test('the language of the locale', () => {
    expect(localeLanguage({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(localeLanguage({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(localeLanguage({})).toBe('en');
  });
});
