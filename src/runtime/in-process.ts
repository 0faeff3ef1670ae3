/** The worker's protocol in the same thread, behind a MessageChannel: for tests. */
import { MessageChannel } from 'node:worker_threads';
import type { Connect } from './connection.js';
import { serve, type ServeOptions } from './serve.js';

/** The protocol without a second thread. A simulation that never yields cannot be ended here. */
export function connectInProcess(options: ServeOptions): Connect {
  return (listeners) => {
    const { port1: ours, port2: theirs } = new MessageChannel();
    ours.on('message', listeners.message);
    serve(theirs, options);
    return {
      post: (message) => ours.postMessage(message),
      close: async () => {
        ours.off('message', listeners.message);
        ours.close();
        theirs.close();
      },
    };
  };
}
