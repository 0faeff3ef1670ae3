// The Nodes that tests/nodes/package.json brings: for the tests on every supported version, and for what needs a newer one.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'tests/nodes');

/** Name of a package in tests/nodes -> its Node, for this platform. */
export function installedNodes(): Map<string, string> {
  const modules = path.join(folder, 'node_modules');
  const names = existsSync(modules) ? readdirSync(modules).filter((name) => /^node\d+-/.test(name)).sort() : [];
  const nodes = names.map((name): [string, string] => [name, path.join(modules, name, 'bin', 'node')]);
  return new Map(nodes.filter(([, binary]) => existsSync(binary)));
}
