/**
 * Screens whose code is loaded when it is first wanted, or ahead of that when the first screen has been painted: what the map does
 * not need must not keep it waiting.
 */
import { useEffect, useReducer, type ComponentType } from 'react';
import { plainLine } from './components/lines.js';
import { Rows } from './components/rows.js';
import { useGame } from './game-context.js';
import { Shell } from './shell/shell.js';

const ahead: (() => Promise<unknown>)[] = [];

/** Loads all of them, one after the other. */
export async function loadScreens(): Promise<void> {
  for (const load of ahead) await load();
}

export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let Screen: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const ready = () => (loading ??= load().then((loaded) => void (Screen = loaded)));
  ahead.push(ready);
  return function Later(props: P) {
    const [, again] = useReducer((count: number) => count + 1, 0);
    useEffect(() => {
      if (Screen !== undefined) return;
      let here = true;
      void ready().then(() => here && again());
      return () => {
        here = false;
      };
    }, []);
    return Screen === undefined ? <Wait /> : <Screen {...props} />;
  };
}

function Wait() {
  const { words } = useGame();
  const lines = [plainLine(words.ui['screen.loading'], 'dim')];
  return <Shell title={[]} actions={[]} body={() => <Rows lines={lines} />} plain={() => lines} />;
}
