/** The built game as a learner plays it, in a pseudo-terminal of 80x24 unless told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import stringWidth from 'string-width';
import { afterEach, describe, expect, test } from 'vitest';
import { curriculum, parts } from '../../src/registry/curriculum.js';
import { catalogue } from '../../src/words/index.js';
import { keys, Session, type SessionOptions } from '../support/terminal.js';

const en = catalogue('en').ui;
const SMALLEST_LEVEL = 'poisson-regression'; // its run takes a second or two
const SLOW_LEVEL = 'lottery-ticket';

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function start(args: readonly string[] = [], options: SessionOptions = {}): Session {
  const session = new Session(args, options);
  cleanups.push(() => session.close());
  return session;
}

function newHome(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-e2e-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A home in which the language is chosen already. */
async function homeIn(language: 'zh' | 'en'): Promise<string> {
  const home = newHome();
  const session = start([], { home });
  await session.waitFor('Choose your language');
  session.type(language === 'zh' ? '1' : '2');
  await session.waitFor(catalogue(language).ui['home.begin'].split('{')[0].trim());
  await session.close();
  return home;
}

async function resized(session: Session, cols: number, rows: number): Promise<string> {
  session.resize(cols, rows);
  return session.settled();
}

/** From the cards, in English. */
async function toSimulation(session: Session): Promise<void> {
  session.type('n');
  await session.waitFor(`[${en.steps.predict}]`);
  session.type('n');
  await session.waitFor(en['run.invite']);
}

const fits = (session: Session, cols: number) => session.lines().every((line) => stringWidth(line) <= cols);

describe('the first start', () => {
  test('asks for the language, once', async () => {
    const home = newHome();
    const session = start([], { home });
    const first = await session.waitFor('Choose your language');
    expect(first).toContain('请选择语言');
    session.type('2');
    const screen = await session.waitFor(parts[0].title.en);
    expect(screen).not.toContain('请选择语言');
    await session.close();
    const again = start([], { home });
    expect(await again.waitFor(parts[0].title.en)).not.toContain('Choose your language');
  });

  test('offers the language of the locale first', async () => {
    const session = start([], { env: { LANG: 'zh_CN.UTF-8' } });
    await session.waitFor('Choose your language');
    session.type(keys.enter);
    await session.waitFor(parts[0].title.zh);
  });
});

describe('the home screen at 80x24', () => {
  test.each(['en', 'zh'] as const)('shows five parts and the levels of the first (%s)', async (language) => {
    const session = start([], { home: await homeIn(language) });
    const screen = await session.waitFor(parts[4].title[language]);
    for (const part of parts) expect(screen).toContain(part.title[language]);
    for (const level of curriculum.filter(({ part }) => part === 1)) expect(screen).toContain(level.short[language]);
    expect(session.alternate).toBe(true);
    expect(fits(session, 80)).toBe(true);
  });

  test('switches the language in place', async () => {
    const session = start([], { home: await homeIn('en') });
    await session.waitFor(parts[0].title.en);
    session.type('L');
    await session.waitFor(parts[0].title.zh);
    session.type('L');
    await session.waitFor(parts[0].title.en);
  });

  test('opens a level from the map', async () => {
    const session = start([], { home: await homeIn('en') });
    await session.waitFor(parts[0].title.en);
    for (let presses = 0; presses < 40 && !/▸ 24 /.test(session.text()); presses++) {
      const before = session.text();
      session.type(keys.down);
      // A change may be painted in two pieces: the move is over when the pointer is back.
      await session.waitFor((screen) => screen !== before && screen.includes('▸'));
    }
    session.type(keys.enter);
    await session.waitFor(`[${en.steps.learn}]`);
  });
});

describe.each(['en', 'zh'] as const)('a level (%s)', (language) => {
  const ui = catalogue(language).ui;

  test('goes from card to prediction to a finished run, and is remembered', { timeout: 300_000 }, async () => {
    const home = await homeIn(language);
    const session = start([SMALLEST_LEVEL], { home });
    await session.waitFor(`[${ui.steps.learn}]`);
    session.type('n');
    await session.waitFor(ui['predict.title']);
    session.type('1');
    await session.waitFor(ui['predict.chosen'].split('**')[0].trim());
    session.type('n');
    await session.waitFor(ui['run.invite']);
    session.type(' ');
    await session.waitFor(new RegExp(ui['run.done'].split('{')[0].trim()));
    // What was predicted is shown beside the result.
    const verdicts = [ui['run.predicted.right'], ui['run.predicted.wrong']].map((words) => words.split('{')[0].trim());
    await session.waitFor((screen) => verdicts.some((words) => screen.includes(words)));
    expect(fits(session, 80)).toBe(true);
    session.type('q');
    await session.waitFor(ui['home.continue'].split('{')[0].trim());
    session.type('q');
    await session.waitFor(ui['quit.question']);
    session.type(keys.enter);
    expect((await session.exited).code).toBe(0);

    const again = start([], { home });
    await again.waitFor(ui['home.continue'].split('{')[0].trim());
    again.type(keys.enter);
    await again.waitFor(`[${ui.steps.run}]`);
  });
});

describe('while a simulation trains', () => {
  test('keys are heard: the pointer moves among the parameters, help opens and closes, the run goes on', { timeout: 300_000 }, async () => {
    const session = start([SLOW_LEVEL], { home: await homeIn('en') });
    await session.waitFor(`[${en.steps.learn}]`);
    await toSimulation(session);
    const pointed = () => session.lines().findIndex((line) => line.includes('│ ▸'));
    session.type(' ');
    await session.waitFor((screen) => !screen.includes(en['run.invite']));
    const before = pointed();
    session.type(keys.down);
    await session.waitFor(() => pointed() !== before);
    session.type('?');
    await session.waitFor(en['help.keys']);
    session.type(keys.escape);
    await session.waitFor((screen) => !screen.includes(en['help.keys']));
    session.type(keys.escape);
    await session.waitFor(en['run.cancelled']);
  });

  test('killed without warning: everything up to the last step is there at the next start', { timeout: 300_000 }, async () => {
    const home = await homeIn('en');
    const session = start([SLOW_LEVEL], { home });
    await session.waitFor(`[${en.steps.learn}]`);
    session.type('n');
    await session.waitFor(en['predict.title']);
    session.type('1');
    await session.waitFor(en['predict.chosen'].split('**')[0].trim());
    session.type('n');
    await session.waitFor(en['run.invite']);
    session.type(' ');
    await session.waitFor((screen) => !screen.includes(en['run.invite']));
    session.kill('SIGKILL');
    await session.exited;
    const again = start([], { home });
    await again.waitFor(en['home.continue'].split('{')[0].trim());
    again.type(keys.enter);
    await again.waitFor(`[${en.steps.run}]`);
    again.type('p');
    await again.waitFor(en['predict.chosen'].split('**')[0].trim());
  });
});

describe('the window', () => {
  test('may change its size at any moment, without a trace', { timeout: 300_000 }, async () => {
    const session = start([SMALLEST_LEVEL], { home: await homeIn('en') });
    await session.waitFor(`[${en.steps.learn}]`);
    await toSimulation(session);
    session.type(' ');
    await session.waitFor(new RegExp(en['run.done'].split('{')[0].trim()));
    const first = await session.settled();
    const wide = await resized(session, 140, 40);
    expect(wide).toContain(en.steps.run);
    expect(fits(session, 140)).toBe(true);
    const narrow = await resized(session, 60, 18);
    expect(narrow).toContain(en.steps.run);
    expect(fits(session, 60)).toBe(true);
    const tiny = await resized(session, 50, 15);
    expect(tiny).toContain('60');
    expect(tiny.replace(/\s+/g, ' ')).toContain('please enlarge');
    expect(await resized(session, 80, 24)).toBe(first);
  });
});

describe('looks', () => {
  test('NO_COLOR: no colour at all', async () => {
    const session = start([SMALLEST_LEVEL], { home: await homeIn('en'), env: { NO_COLOR: '1' } });
    await session.waitFor(`[${en.steps.learn}]`);
    expect([...session.colors()]).toEqual([]);
  });

  test('a terminal of 16 colours gets no other', async () => {
    const session = start([SMALLEST_LEVEL], { home: await homeIn('en'), env: { TERM: 'xterm' } });
    await session.waitFor(`[${en.steps.learn}]`);
    const palette = [...session.colors()].map((color) => Number(color.split(' ')[2]));
    expect(palette.length).toBeGreaterThan(0);
    expect(Math.max(...palette)).toBeLessThan(16);
  });

  test('LANG=C: ASCII alone, on the home screen and in a finished run', { timeout: 300_000 }, async () => {
    const session = start([SMALLEST_LEVEL, '--lang', 'en'], { env: { LANG: 'C' } });
    await session.waitFor(`[${en.steps.learn}]`);
    await toSimulation(session);
    session.type(' ');
    await session.waitFor(new RegExp(en['run.done'].split('{')[0].trim()));
    expect(session.text()).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('a screen reader gets lines, and no alternate screen', async () => {
    const session = start(['--lang', 'en'], { env: { INK_SCREEN_READER: 'true' } });
    await session.waitFor(curriculum[29].title.en);
    expect(session.raw).toContain(curriculum[0].title.en);
    expect(session.raw).not.toContain('\x1b[?1049h');
  });
});
