/** Ctrl-Z: stops this process as the shell would, and comes back when the shell continues it. */
export function stopUntilContinued(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGCONT', () => resolve());
    // The whole group, as the terminal does it, so that a pipeline stops together.
    process.kill(0, 'SIGTSTP');
  });
}
