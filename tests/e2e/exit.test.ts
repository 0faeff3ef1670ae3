/** Every way out of the built game gives the terminal back as it was: echo, cursor, normal screen, and the right exit code. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { catalogue } from '../../src/words/index.js';
import { keys, program, Session } from '../support/terminal.js';

const en = catalogue('en').ui;
const LEVEL = 'poisson-regression';

const sessions: Session[] = [];
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
});

// A shell around the program, which can tell afterwards what became of the terminal.
const WRAPPED = 'before=$(stty -g); "$0" "$@"; code=$?; after=$(stty -g); [ "$before" = "$after" ] && tty=same || tty=changed; echo "code=$code tty=$tty."';

async function play(env: Record<string, string> = {}): Promise<Session> {
  const session = new Session([process.execPath, program, LEVEL, '--lang', 'en'], { command: ['sh', '-c', WRAPPED], env });
  sessions.push(session);
  await session.waitFor(`[${en.steps.learn}]`);
  expect(session.alternate).toBe(true);
  return session;
}

/** The program's own process, the shell's child. */
function pidOf(session: Session): number {
  return Number(execFileSync('ps', ['-o', 'pid=', '--ppid', String(session.pid)], { encoding: 'utf8' }).trim());
}

async function expectRestored(session: Session, code: number): Promise<string> {
  const screen = await session.waitFor(/code=\d+ tty=\w+\./);
  expect(screen).toContain(`code=${code} tty=same.`);
  expect(session.alternate).toBe(false);
  expect(session.cursorVisible).toBe(true);
  // Bracketed paste and synchronized output are off again.
  expect(session.raw.lastIndexOf('\x1b[?2004h')).toBeLessThanOrEqual(session.raw.lastIndexOf('\x1b[?2004l'));
  expect(session.raw.lastIndexOf('\x1b[?2026h')).toBeLessThanOrEqual(session.raw.lastIndexOf('\x1b[?2026l'));
  return screen;
}

async function startRun(session: Session): Promise<void> {
  session.type('n');
  await session.waitFor(`[${en.steps.predict}]`);
  session.type('n');
  await session.waitFor(en['run.invite']);
  session.type(' ');
  await session.waitFor((screen) => !screen.includes(en['run.invite']));
}

describe('the terminal is as it was', () => {
  test('after leaving by q', async () => {
    const session = await play();
    session.type('q');
    await session.waitFor((screen) => !screen.includes(`[${en.steps.learn}]`));
    session.type('q');
    await session.waitFor(en['quit.question']);
    session.type(keys.enter);
    await expectRestored(session, 0);
  });

  test('after Ctrl-C, which ends with 130', async () => {
    const session = await play();
    session.type(keys.ctrlC);
    await expectRestored(session, 130);
  });

  test('after Ctrl-C in the middle of a run', async () => {
    const session = await play();
    await startRun(session);
    session.type(keys.ctrlC);
    await expectRestored(session, 130);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)('after %s, which ends with %i', async (signal, code) => {
    const session = await play();
    process.kill(pidOf(session), signal);
    await expectRestored(session, code);
  });

  test('after a crash, with the message on the normal screen', async () => {
    // A fault planted in the program's main thread, let off by a signal.
    const fault = 'import{isMainThread}from"node:worker_threads";if(isMainThread)process.on("SIGUSR2",()=>{throw(new(Error)("planted"))})';
    const session = await play({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` });
    process.kill(pidOf(session), 'SIGUSR2');
    const screen = await expectRestored(session, 1);
    expect(screen.replace(/\s+/g, ' ')).toContain('planted');
    expect(screen.replace(/\s+/g, ' ')).toContain(en['crash.title'].slice(0, 30));
  });

  test('while suspended by Ctrl-Z, and back after fg', async () => {
    const home = mkdtempSync(`${tmpdir()}/ml-tutor-jobs-`);
    // Job control needs an interactive shell.
    const session = new Session([], { command: ['bash', '--norc', '--noprofile', '-i'], home, env: { PS1: 'ready> ', HISTFILE: undefined } });
    sessions.push(session);
    await session.waitFor('ready> ');
    session.type(`"${process.execPath}" "${program}" ${LEVEL} --lang en\r`);
    // The footer is painted last: with it the screen is whole.
    const before = await session.waitFor(en.actions.nextCard.label);
    session.type(keys.ctrlZ);
    await session.waitFor(/Stopped/);
    expect(session.alternate).toBe(false);
    expect(session.cursorVisible).toBe(true);
    session.type('echo typed-in-the-shell\r');
    await session.waitFor(/^typed-in-the-shell$/m);
    session.type('fg\r');
    expect(await session.waitFor((screen) => screen === before)).toBe(before);
    expect(session.alternate).toBe(true);
    session.type(keys.ctrlC);
    await session.waitFor(/ready> $/m);
    rmSync(home, { recursive: true, force: true });
  });
});

describe('without a terminal', () => {
  const piped = (...args: string[]) => {
    const home = mkdtempSync(`${tmpdir()}/ml-tutor-pipe-`);
    try {
      return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', input: '', env: { PATH: process.env.PATH, HOME: home, ML_TUTOR_HOME: home, LANG: 'en_US.UTF-8' } });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  };

  test('help is printed instead of the game', () => {
    const { stdout, stderr, status } = piped();
    expect(status).toBe(0);
    expect(stdout).toContain(catalogue('en').cli.tagline);
    expect(stdout).toContain('ml-tutor run');
    expect(`${stdout}${stderr}`).not.toContain('\x1b');
  });

  test('wrong usage ends with 2 and says what was meant', () => {
    const { stderr, status } = piped('rum');
    expect(status).toBe(2);
    expect(stderr).toContain('run');
  });

  test('a closed pipe is quiet', () => {
    const result = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" show ${LEVEL} --lang en | head -n 1`], { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: tmpdir(), ML_TUTOR_HOME: `${tmpdir()}/ml-tutor-none`, LANG: 'C.UTF-8' } });
    expect(result.stderr).toBe('');
    expect(result.stdout.trim()).not.toBe('');
  });
});
