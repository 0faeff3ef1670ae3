/** The command line in its process: streams, exit code, closed pipes, Ctrl-C. */
import { localeLanguage } from '../ui/terminal.js';
import { catalogue } from '../words/index.js';
import { runCli } from './cli.js';
import { givenLanguage } from './global-options.js';
import { processIo } from './io.js';

const FAULT = 1;

export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever reads has seen enough (`ml-tutor list | head`): that is no error.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  try {
    process.exitCode = await runCli(process.argv.slice(2), processIo());
  } catch (error) {
    // Left to Node, a fault would print the bundle's endless first line above its stack.
    sayFault(error);
    process.exitCode = FAULT;
  }
}

function sayFault(error: unknown): void {
  const { cli } = catalogue(givenLanguage(undefined, processIo())?.language ?? localeLanguage(process.env));
  process.stderr.write(`${cli.fault}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
