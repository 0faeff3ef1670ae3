/** What the keys do while values are read off a picture: the same on a simulation and on the tools' pictures. */
import type { Move } from '../../plot/index.js';
import type { Action } from '../keys/actions.js';
import type { Signs } from '../signs.js';

/** Steps of the large arrows. */
const FAR = 10;

export interface ReadingKeys {
  readonly signs: Signs;
  readonly read: (move: Move) => void;
  /** To another panel, where there is one. */
  readonly turn?: (by: 1 | -1) => void;
  readonly stop: () => void;
}

export function readingActions({ signs, read, turn, stop }: ReadingKeys): readonly Action[] {
  const go = (to: Move['to'], by = 1) => () => read({ to, by });
  return [
    { id: 'readRight', keys: ['right'], shown: `${signs.horizontal} ${signs.vertical}`, footer: 0.1, repeats: true, run: go('right') },
    { id: 'readLeft', keys: ['left'], repeats: true, run: go('left') },
    { id: 'readUp', keys: ['up', 'k'], repeats: true, run: go('up') },
    { id: 'readDown', keys: ['down', 'j'], repeats: true, run: go('down') },
    { id: 'readFarRight', keys: ['shift+right'], repeats: true, run: go('right', FAR) },
    { id: 'readFarLeft', keys: ['shift+left'], repeats: true, run: go('left', FAR) },
    { id: 'readFarUp', keys: ['shift+up', 'pageup'], repeats: true, run: go('up', FAR) },
    { id: 'readFarDown', keys: ['shift+down', 'pagedown'], repeats: true, run: go('down', FAR) },
    { id: 'readFirst', keys: ['home'], run: go('first') },
    { id: 'readLast', keys: ['end'], run: go('last') },
    ...(turn === undefined
      ? []
      : ([
          { id: 'nextPanel', keys: ['tab'], footer: 0.2, repeats: true, run: () => turn(1) },
          { id: 'previousPanel', keys: ['shift+tab'], repeats: true, run: () => turn(-1) },
        ] satisfies readonly Action[])),
    { id: 'stopReading', keys: ['i', 'escape'], footer: 0.3, run: stop },
  ];
}
