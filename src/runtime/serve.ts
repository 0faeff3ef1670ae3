/** The worker's loop over messages, on any port: the worker's own, or one end of a MessageChannel in a test. */
import type { MessagePort } from 'node:worker_threads';
import type { Simulation } from '../lesson/index.js';
import type { FromWorker, ToWorker } from './messages.js';
import { RunLoop } from './run-loop.js';

export interface ServeOptions {
  readonly load: (simulation: string) => Promise<Simulation>;
  /** Milliseconds from an arbitrary start. */
  readonly clock?: () => number;
}

/** Serves runs, one after the other, until the port closes. */
export function serve(port: MessagePort, { load, clock = () => performance.now() }: ServeOptions): void {
  let current: { readonly run: number; readonly loop: RunLoop } | undefined;
  const post = (message: FromWorker) => port.postMessage(message);

  port.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'prepare':
        // What is wrong with it is said when it is started.
        void load(message.simulation).catch(() => {});
        return;
      case 'start': {
        const loop = new RunLoop(message, post, clock);
        current = { run: message.run, loop };
        void loop.run(load);
        return;
      }
      default:
        if (current?.run === message.run) current.loop.steer(message.type);
    }
  });
  post({ type: 'ready' });
}
