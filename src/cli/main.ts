/** The command line in its process: streams, exit code, closed pipes, Ctrl-C. */
import { runCli } from './cli.js';
import { processIo } from './io.js';

export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever reads has seen enough (`ml-tutor list | head`): that is no error.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  process.exitCode = await runCli(process.argv.slice(2), processIo());
}
