/** The learner's tools in the built game, in a pseudo-terminal: runs kept and compared, many seeds, sweeps, share codes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import stringWidth from 'string-width';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RunRecord } from '../../src/progress/index.js';
import { catalogue } from '../../src/words/index.js';
import { keys, Session, type SessionOptions } from '../support/terminal.js';

const en = catalogue('en').ui;
const LEVEL = 'poisson-regression'; // a run takes a second
const SLOW = { timeout: 300_000 };

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function newHome(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ml-tutor-tools-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function start(args: readonly string[], options: SessionOptions): Session {
  const session = new Session(args, options);
  cleanups.push(() => session.close());
  return session;
}

const runsIn = (home: string): readonly RunRecord[] => JSON.parse(readFileSync(path.join(home, 'progress.json'), 'utf8')).runs;
const beginning = (words: string) => words.split('{')[0].trim();

/** In English, at the simulation of the level. */
async function atSimulation(options: SessionOptions, level = LEVEL): Promise<Session> {
  const session = start([level, '--lang', 'en'], options);
  await session.waitFor(`[${en.steps.learn}]`);
  session.type('n');
  await session.waitFor(`[${en.steps.predict}]`);
  session.type('n');
  await session.waitFor(en['run.invite']);
  return session;
}

/** @param count  runs that are then on the shelf */
async function finishedRun(session: Session, home: string, count: number, key = ' '): Promise<void> {
  session.type(key);
  // It is saved just after it is shown, which paints nothing.
  await vi.waitFor(() => expect(runsIn(home)).toHaveLength(count), { timeout: 60_000, interval: 50 });
  await session.waitFor(beginning(en['run.done']));
}

describe('the shelf', () => {
  test('two runs are kept, laid over each other, and their difference stands in a table', SLOW, async () => {
    const home = newHome();
    const session = await atSimulation({ home });
    await finishedRun(session, home, 1);
    session.type('m');
    await session.waitFor(en['keep.title']);
    session.type('first');
    await session.waitFor('first');
    session.type(keys.enter);
    await session.waitFor(beginning(en['run.done']));
    session.type(keys.right); // other data
    await session.waitFor('ship damage');
    await finishedRun(session, home, 2, 'r');
    session.type('v');
    await session.waitFor('Runs: 2, pinned: 1');
    for (const key of [' ', 'j', ' ']) {
      const before = session.text();
      session.type(key);
      await session.waitFor((screen) => screen !== before);
    }
    session.type('v');
    const screen = await session.waitFor((shown) => /B - A/.test(shown) && /page 1 of/.test(shown));
    expect(screen).toContain('A first');
    const [one, other] = runsIn(home);
    const digits = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 4 });
    expect(screen.replace(/,/g, '')).toMatch(new RegExp(`dispersion φ +${digits(one.metrics.dispersion)} +${digits(other.metrics.dispersion)}`));
    expect(session.lines().every((line) => stringWidth(line) <= 80)).toBe(true);
    expect(one).toMatchObject({ name: 'first', pinned: true });
  });

  test('what one tutor kept the other one sees; killed in the middle of a batch, nothing is lost', SLOW, async () => {
    const home = newHome();
    const [first, second] = [await atSimulation({ home }), await atSimulation({ home })];
    await finishedRun(first, home, 1);
    await finishedRun(second, home, 2);
    first.type('v');
    await first.waitFor('Runs: 2, pinned: 0');
    first.type('m');
    await first.waitFor('Runs: 2, pinned: 1');
    second.type('S');
    await second.waitFor(/Space starts \d+ runs/);
    second.type(' ');
    await second.waitFor(/of 30 runs/);
    second.kill('SIGKILL');
    await second.exited;
    first.type('e');
    await first.waitFor('name: ');
    first.type('kept');
    await first.waitFor('kept');
    first.type(keys.enter);
    await first.waitFor('Runs: 2, pinned: 1');
    expect(runsIn(home).filter(({ name, pinned }) => name === 'kept' && pinned)).toHaveLength(1);
    expect(runsIn(home)).toHaveLength(2);
  });
});

describe('many runs', () => {
  test('many seeds come to their end, keys are heard meanwhile, and the workers go when the game does', SLOW, async () => {
    const home = newHome();
    const session = await atSimulation({ home });
    await finishedRun(session, home, 1);
    session.type('S');
    await session.waitFor(/Space starts \d+ runs/);
    session.type(keys.down);
    await session.waitFor(/▸ seeds/);
    for (const count of [20, 10, 5]) {
      session.type(keys.left);
      await session.waitFor(`--over-seeds ${count}`);
    }
    session.type(' ');
    await session.waitFor('of 5 runs');
    session.type('?');
    await session.waitFor(en['help.keys']);
    session.type(keys.escape);
    await session.waitFor(/✓ 5 runs in/);
    expect(session.text()).toMatch(/Of 5 runs \d are not above it/);
    session.type(keys.ctrlC);
    expect((await session.exited).code).toBe(130);
  });

  test('a sweep is stopped, and what is through stays', SLOW, async () => {
    const session = await atSimulation({ home: newHome() }, 'lottery-ticket');
    session.type('V');
    await session.waitFor(/Space starts \d+ runs/);
    expect(session.text()).toContain('ml-tutor sweep lottery-ticket');
    session.type(' ');
    await session.waitFor(/[1-9]\d* of \d+ runs/);
    session.type(keys.escape);
    await session.waitFor(/stopped: \d+ of \d+ runs/);
  });
});

describe('a share code', () => {
  test('typed into the game on another machine, and on the command line, gives the same figures', SLOW, async () => {
    const home = newHome();
    const session = await atSimulation({ home });
    await finishedRun(session, home, 1, 'R');
    session.type('y');
    const shown = await session.waitFor(en['share.code.label']);
    const code = /([0-9A-Z]{4}-){2,}[0-9A-Z]{1,4}/.exec(shown)?.[0] ?? '';
    expect(shown).toContain(`ml-tutor run ${LEVEL} --seed ${runsIn(home)[0].seed}`);
    session.type('1');
    await session.waitFor('Sent to the clipboard.');
    expect(session.raw).toContain(`\u001b]52;c;${Buffer.from(code).toString('base64')}\u0007`);

    const elsewhere = newHome();
    const other = start(['--lang', 'en'], { home: elsewhere });
    await other.waitFor(beginning(en['home.begin']));
    other.type(`:replay ${code.toLowerCase()}`);
    await other.waitFor(`:replay ${code.toLowerCase()}`);
    await finishedRun(other, elsewhere, 1, keys.enter);
    expect(runsIn(elsewhere)[0]).toMatchObject({ seed: runsIn(home)[0].seed, params: runsIn(home)[0].params, metrics: runsIn(home)[0].metrics });

    const shell = start(['replay', code, '--lang', 'en', '--json'], { home: newHome(), cols: 4000 });
    expect((await shell.exited).code).toBe(0);
    expect(shell.raw).toContain(JSON.stringify(runsIn(home)[0].metrics));
  });
});
