/** The built program as a process of its own: what only a process has, such as signals, closed pipes and exit codes. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageFile } from '../../src/package-root.js';

const program = packageFile('dist/ml-tutor.js');
let home: string;
beforeAll(() => {
  expect(existsSync(program), 'dist/ is missing: npm run build').toBe(true);
  home = mkdtempSync(path.join(tmpdir(), 'ml-tutor-program-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** @param atOutput  called at the first output, with a way to send a signal */
function start(command: string, argv: readonly string[], atOutput?: (kill: (signal: NodeJS.Signals) => void) => void): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, ML_TUTOR_HOME: home, LANG: 'en_US.UTF-8', LC_ALL: '', ML_TUTOR_LANG: 'en' };
    const child = spawn(command, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      if (out === '') atOutput?.((signal) => void child.kill(signal));
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
}
const run = (...argv: string[]) => start(process.execPath, [program, ...argv]);

test('without a terminal it prints help and ends with 0', async () => {
  const { code, out, err } = await run();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('ml-tutor list');
});

test('--version is that of the package', async () => {
  const { version }: { version: string } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  expect((await run('--version')).out).toBe(`${version}\n`);
});

test('two processes, one seed, the same figures; and the worker is the real one', async () => {
  const once = async () => {
    const { code, out, err } = await run('run', 'poisson-regression', '--dataset', 'ships', '--seed', '7', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { elapsedMs: _elapsedMs, run: id, ...result } = JSON.parse(out);
    return { id, result };
  };
  const [one, other] = [await once(), await once()];
  expect(other.result).toEqual(one.result);
  expect(one.result.metrics.deviance).toBeGreaterThan(0);
  const replayed = await run('replay', one.id);
  expect(replayed.code).toBe(0);
  expect(replayed.out).toContain('The same figures as then');
});

test('Ctrl-C ends a run with 130 and keeps nothing of it', async () => {
  const before = JSON.parse((await run('history', '--json')).out).length;
  const { code, signal } = await start(process.execPath, [program, 'run', 'poisson-regression', '--ndjson'], (kill) => kill('SIGINT'));
  expect({ code, signal }).toEqual({ code: 130, signal: null });
  expect(JSON.parse((await run('history', '--json')).out)).toHaveLength(before);
});

test('a reader that has seen enough is no error', async () => {
  const { code, out, err } = await start('bash', ['-c', `"${process.execPath}" "${program}" run poisson-regression --ndjson | head -n 1; exit \${PIPESTATUS[0]}`]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.trim().split('\n')).toHaveLength(1);
});

test('wrong usage ends with 2', async () => {
  const { code, out, err } = await run('lisst');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Did you mean list?');
});

test('doctor finds all well', async () => {
  const { code, out } = await run('doctor');
  expect(out).not.toContain('[problem]');
  expect(code).toBe(0);
});
