// What is loaded before the map is painted: read from the bundle itself. Whatever a level needs is loaded behind the first screen.

import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../scripts/build/bundle.js';
import { root } from '../support/sources.js';

/** The modules on the way to the map; the program loads them one after the other (src/launch.ts, src/cli/cli.ts). */
const WAY = ['src/launch.ts', 'src/cli/main.ts', 'src/ui/start.tsx'];

let loaded: readonly string[];

beforeAll(async () => {
  const { outputs } = (await bundle(root)).metafile;
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { path, kind, external } of outputs[file].imports) if (kind === 'import-statement' && !external) visit(path);
  };
  for (const [file, { entryPoint }] of Object.entries(outputs)) if (entryPoint !== undefined && WAY.includes(entryPoint)) visit(file);
  loaded = [...seen].flatMap((file) => Object.keys(outputs[file].inputs));
}, 120_000);

describe('before the first paint', () => {
  test('the way to the map is followed', () => {
    for (const file of [...WAY, 'src/ui/screens/home/home-screen.tsx']) expect(loaded).toContain(file);
  });

  test.each([
    ['the numeric core and its kernels', /^src\/core\//],
    ['the simulations', /^lessons\//],
    ['the glossary', /^src\/words\/glossary\//],
    ['the drawing of panels', /^src\/plot\/(panels|describe|svg)\//],
  ])('%s: not loaded', (_, pattern) => {
    expect(loaded.filter((file) => pattern.test(file))).toEqual([]);
  });
});
