/** The tools of the simulation screen in the built game: time travel while a run goes on, exact values, undo, files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { catalogue } from '../../src/words/index.js';
import { keys, program, Session, type SessionOptions } from '../support/terminal.js';

const en = catalogue('en').ui;
const SMALL = 'poisson-regression'; // its run takes a second or two
const SLOW = 'lottery-ticket';
const done = new RegExp(en['run.done'].split('{')[0].trim());

const cleanups: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'ml-tutor-e2e-'));
  cleanups.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** In the simulation of a level, in English. */
async function simulation(level: string, options: SessionOptions = {}): Promise<Session> {
  const session = new Session([level, '--lang', 'en'], options);
  cleanups.push(() => session.close());
  await session.waitFor(`[${en.steps.learn}]`);
  session.type('n');
  await session.waitFor(`[${en.steps.predict}]`);
  session.type('n');
  await session.waitFor(en['run.invite']);
  return session;
}

function runJson(level: string) {
  const home = folder();
  const { stdout } = spawnSync(process.execPath, [program, 'run', level, '--json'], { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: home, ML_TUTOR_HOME: home, LANG: 'en_US.UTF-8' } });
  return JSON.parse(stdout);
}

const place = /past, frame (\d+) of (\d+)/;

describe('time travel', () => {
  test('back while the run goes on, step by step, live again, and to the same end', { timeout: 300_000 }, async () => {
    const session = await simulation(SLOW);
    session.type(' ');
    await session.waitFor(` ${en['run.live']} `);
    await session.waitFor(en['run.left'].split('}')[1].trim());
    session.type(',');
    const first = place.exec(await session.waitFor(place));
    expect(session.text()).toContain('◆');
    // The recording grows, the place in it stays.
    await session.waitFor((screen) => Number(place.exec(screen)?.[2]) > Number(first?.[2]) + 3);
    expect(Math.abs(Number(place.exec(session.text())?.[1]) - Number(first?.[1]))).toBeLessThanOrEqual(1);
    const before = Number(place.exec(session.text())?.[1]);
    session.type(',');
    await session.waitFor((screen) => Number(place.exec(screen)?.[1]) === before - 1);
    session.type('.');
    await session.waitFor((screen) => Number(place.exec(screen)?.[1]) === before);
    session.type('G');
    await session.waitFor((screen) => screen.includes(` ${en['run.live']} `) || done.test(screen));
    await session.waitFor(done);
    session.type('g');
    await session.waitFor('past, frame 1 of');
    session.type('G');
    await session.waitFor(done);
    const { metrics } = runJson(SLOW);
    expect(session.text()).toMatch(new RegExp(`ticket +${(metrics.ticketAccuracy * 100).toFixed(1)} %`));
  });

  test('nothing is written to the terminal while one stands in the past of a run that is over', { timeout: 300_000 }, async () => {
    const session = await simulation(SMALL);
    session.type(' ');
    await session.waitFor(done);
    session.type(',');
    await session.waitFor(place);
    await session.settled();
    const written = session.raw.length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(session.raw.length).toBe(written);
  });
});

describe('exact values', () => {
  test('what is read off a bar and its interval is what run --json says', { timeout: 300_000 }, async () => {
    const session = await simulation(SMALL, { cols: 140, rows: 40 });
    session.type(' ');
    await session.waitFor(done);
    session.type('i');
    const { panels } = runJson(SMALL);
    const { bars } = panels[0];
    const reading = /▸ .*\((\d+)\/(\d+)\) · .*?: (-?[\d.]+) % \((-?[\d.]+) % to (-?[\d.]+) %\)/;
    for (let bar = 1; bar <= 3; bar++) {
      const screen = await session.waitFor((shown) => Number(reading.exec(shown)?.[1]) === bar);
      const [, , count, ...read] = (reading.exec(screen) ?? []).map(Number);
      expect(count).toBe(bars.length);
      [bars[bar - 1].value, ...bars[bar - 1].interval].forEach((value, at) => expect(read[at]).toBeCloseTo(value * 100, 4));
      session.type(keys.down);
    }
    session.type(keys.tab);
    await session.waitFor((screen) => !reading.test(screen) && screen.includes('▸ ') && screen.includes('╋'));
    session.type(keys.escape);
    await session.waitFor((screen) => !screen.includes('╋'));
  });
});

describe('parameters', () => {
  test('a change is undone and redone, and the values of the run stay beside it', { timeout: 300_000 }, async () => {
    const session = await simulation(SMALL);
    session.type(' ');
    await session.waitFor(done);
    const row = () => session.lines().find((line) => line.includes('│ ▸'))?.split('│')[1] ?? '';
    const before = row();
    session.type(keys.right);
    await session.waitFor(() => row().includes('→'));
    const after = row();
    session.type('u');
    await session.waitFor(() => row() === before);
    session.type('\x12'); // Ctrl-R
    await session.waitFor(() => row() === after);
    session.type('x');
    await session.waitFor(() => row() === before);
  });
});

describe('files', () => {
  test('the run is written where one says, as run --json prints it; not twice unasked', { timeout: 300_000 }, async () => {
    const file = path.join(folder(), 'run.json');
    const session = await simulation(SMALL, { cols: 140, rows: 40 });
    session.type(' ');
    await session.waitFor(done);
    session.type('E');
    await session.waitFor(en['export.run']);
    session.type('\x15'); // Ctrl-U
    session.type(file);
    await session.waitFor(path.basename(file));
    session.type(keys.enter);
    await session.waitFor(en['export.written'].split('{')[0].trim());
    const written = JSON.parse(readFileSync(file, 'utf8'));
    const printed = runJson(SMALL);
    for (const key of ['simulation', 'version', 'params', 'seed', 'metrics', 'panels']) expect(written[key], key).toEqual(printed[key]);
    session.type('E');
    await session.waitFor(en['export.run']);
    session.type('\x15');
    session.type(file);
    await session.waitFor(path.basename(file));
    session.type(keys.enter);
    await session.waitFor('Enter once more replaces it');
    session.type(keys.escape);
    await session.waitFor(done);
  });
});
