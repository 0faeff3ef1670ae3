/** The version of the package. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../package-root.js';

export function version(): string {
  const { version: text }: { readonly version: string } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return text;
}
