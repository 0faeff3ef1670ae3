/** The time spent in the game, from the keys of all screens. */
import { useInput } from 'ink';
import { useEffect, useState } from 'react';
import { PracticeClock } from '../progress/index.js';
import type { Services } from './services.js';

export function usePractice({ now, progress }: Services): void {
  const [clock] = useState(() => new PracticeClock((change) => void progress.apply(change)));
  useInput(() => clock.active(now()));
  useEffect(() => {
    clock.active(now());
    return () => clock.close(now());
    // Once, from the first screen to the last.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
