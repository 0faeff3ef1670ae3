/** Ctrl-Z: stops this process as the shell would, and comes back when the shell continues it. */

const LONG_MS = 2 ** 30;

export function stopUntilContinued(): Promise<void> {
  return new Promise((resolve) => {
    // With the terminal let go, nothing else may keep Node running until the signal is heard.
    const awake = setInterval(() => {}, LONG_MS);
    process.once('SIGCONT', () => {
      clearInterval(awake);
      resolve();
    });
    // The whole group, as the terminal does it, so that a pipeline stops together.
    process.kill(0, 'SIGTSTP');
  });
}
