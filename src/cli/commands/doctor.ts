/** `doctor`: whether everything the tutor needs is there, each with what to do where it is not. Exit code 1 for a problem. */
import { release } from 'node:os';
import nodeModule from 'node:module';
import { connectThread } from '../../runtime/index.js';
import { detectTerminal } from '../../ui/terminal.js';
import { formatNumber } from '../../words/numbers.js';
import { isOn } from '../args.js';
import type { Command, Context } from '../context.js';
import { json } from '../run/machine.js';
import { errorLines } from '../say-error.js';

type Verdict = 'ok' | 'note' | 'problem';
interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly text: string;
}

/** The smallest module with a 128-bit instruction (i8x16.splat). */
const SIMD_PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11]);
const MIN_NODE = [20, 19] as const;
const MIN_SIZE = { columns: 60, rows: 18 };
const WORKER_PATIENCE_MS = 10_000;

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--json]',
  options: { json: { kind: 'switch' } },
  positionals: 0,

  async run({ values }, context) {
    const findings = [node(context), terminal(context), ...looks(context), language(context), simd(context), await worker(context), progress(context), cache(context)];
    if (isOn(values, 'json')) {
      await context.emit(json({ findings }));
    } else {
      for (const { verdict, text } of findings) await context.print(`[${context.words[`doctor.${verdict}`]}] ${text}`);
    }
    return findings.some(({ verdict }) => verdict === 'problem') ? 1 : 0;
  },
};

function node({ words, fill, io }: Context): Finding {
  const version = process.versions.node;
  const [major, minor] = version.split('.').map(Number);
  const enough = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  const platform = `${io.platform} ${release()}, ${process.arch}`;
  return { check: 'node', verdict: enough ? 'ok' : 'problem', text: fill(words[enough ? 'doctor.node' : 'doctor.nodeOld'], { version, platform }) };
}

function terminal({ words, fill, io }: Context): Finding {
  if (!io.stdout.isTTY || !io.stdinIsTTY) return { check: 'terminal', verdict: 'note', text: words['doctor.noTerminal'] };
  const { columns, rows } = io.stdout;
  const small = columns < MIN_SIZE.columns || rows < MIN_SIZE.rows;
  return { check: 'terminal', verdict: small ? 'problem' : 'ok', text: fill(words[small ? 'doctor.small' : 'doctor.terminal'], { columns, rows }) };
}

function looks({ words, fill, io }: Context): Finding[] {
  const { color, background, charset } = detectTerminal(io.env, {}, io.platform);
  return [
    { check: 'color', verdict: 'ok', text: fill(words['doctor.color'], { color: words['doctor.colors'][color], background: words['doctor.backgrounds'][background] }) },
    { check: 'charset', verdict: charset === 'ascii' ? 'note' : 'ok', text: fill(words['doctor.charset'], { charset: words['doctor.charsets'][charset] }) },
  ];
}

function language({ words, fill, language: chosen, languageReason }: Context): Finding {
  return { check: 'language', verdict: 'ok', text: fill(words['doctor.language'], { language: words['doctor.languages'][chosen], why: words['doctor.why'][languageReason] }) };
}

function simd({ words }: Context): Finding {
  let there = true;
  try {
    new WebAssembly.Module(SIMD_PROBE);
  } catch {
    there = false;
  }
  return { check: 'simd', verdict: there ? 'ok' : 'problem', text: words[there ? 'doctor.simd' : 'doctor.noSimd'] };
}

async function worker({ words, fill, io, language: chosen }: Context): Promise<Finding> {
  const began = io.clock();
  const connect = io.connect ?? connectThread();
  let timer: NodeJS.Timeout | undefined;
  let connection: ReturnType<typeof connect> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${WORKER_PATIENCE_MS / 1000} s`)), WORKER_PATIENCE_MS);
      connection = connect({ message: ({ type }) => type === 'ready' && resolve(), crash: reject });
    });
    const time = formatNumber((io.clock() - began) / 1000, { format: 'seconds', digits: 2 }, chosen);
    return { check: 'worker', verdict: 'ok', text: fill(words['doctor.worker'], { time }) };
  } catch (error) {
    return { check: 'worker', verdict: 'problem', text: fill(words['doctor.noWorker'], { message: error instanceof Error ? error.message : String(error) }) };
  } finally {
    clearTimeout(timer);
    await connection?.close();
  }
}

function progress({ words, fill, progress: store, language: chosen }: Context): Finding {
  store.apply((state) => state); // writes, and so finds out whether it can
  const [trouble] = store.notices;
  if (trouble) return { check: 'progress', verdict: 'problem', text: fill(words['doctor.progressProblem'], { message: errorLines(trouble, chosen)[0] }) };
  return { check: 'progress', verdict: 'ok', text: fill(words['doctor.progress'], { file: store.path ?? '' }) };
}

/** Node has it from 22.1 on; it only makes starting faster. */
function cache({ words, fill }: Context): Finding {
  const folder = 'getCompileCacheDir' in nodeModule && typeof nodeModule.getCompileCacheDir === 'function' ? nodeModule.getCompileCacheDir() : undefined;
  return { check: 'cache', verdict: 'ok', text: fill(words['doctor.cache'], { state: typeof folder === 'string' ? folder : words.off }) };
}
