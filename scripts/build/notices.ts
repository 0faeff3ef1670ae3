// THIRD-PARTY.md: whose code is in the bundle, by the bundler's own list of inputs, and whose data is in the package, by
// the provenance files beside it. A package or data set that says nothing about its licence stops the build.

import type { Metafile } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly author: string;
  readonly text: string;
}

/** Folders of the packages that the bundle took at least one file from. */
export function bundledPackages(metafile: Metafile): string[] {
  const used = new Set<string>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
      if (folder && bytesInOutput > 0) used.add(folder);
    }
  }
  return [...used].sort();
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type: string };
  readonly author?: string | { readonly name: string };
}

function readPackage(root: string, folder: string): Package {
  const manifest: Manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const { name, version, license, author } = manifest;
  const licence = typeof license === 'string' ? license : license?.type;
  if (!licence) throw new Error(`notices: ${folder}/package.json names no licence. Find it out before bundling the package.`);
  const file = readdirSync(path.join(root, folder)).find((entry) => /^(licen[cs]e|copying)(\.(md|txt|markdown))?$/i.test(entry));
  const text = file ? readFileSync(path.join(root, folder, file), 'utf8').trim() : '';
  return { name, version, licence, author: (typeof author === 'string' ? author : author?.name) ?? '', text };
}

interface Provenance {
  readonly name: string;
  readonly source: string;
  readonly package?: string;
  readonly version?: string;
  readonly licence: string;
  readonly notes?: string;
}

function readProvenance(folder: string): Provenance[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  return names.map((name) => {
    const data: Provenance = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    for (const key of ['name', 'source', 'licence'] as const) {
      if (!data[key]) throw new Error(`notices: src/data/files/${name} has no "${key}". Write where the data comes from and under which licence.`);
    }
    return data;
  });
}

/** The text of THIRD-PARTY.md. @throws Error where a licence is not known */
export function notices(root: string, metafile: Metafile): string {
  const packages = bundledPackages(metafile).map((folder) => readPackage(root, folder));
  packages.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  // Many packages carry the same text to the letter: it is printed once.
  const printed = new Map<string, string>();
  const textOf = ({ name, version, text }: Package): string[] => {
    if (text === '') return [];
    const before = printed.get(text);
    if (before !== undefined) return [`Licence text: the same as that of ${before}, above.`, ''];
    printed.set(text, `${name} ${version}`);
    return ['```text', text.replaceAll('```', "'''"), '```', ''];
  };
  const data = readProvenance(path.join(root, 'src/data/files'));
  const lines = [
    '# Third-party code and data in ml-tutor',
    '',
    'ml-tutor itself is under the MIT licence (LICENSE). Its program files contain the packages below, and it ships the data below.',
    '',
    '## Data',
    '',
    ...data.flatMap((set) => [
      `### ${set.name}`,
      '',
      `- Source: ${set.source}`,
      ...(set.package ? [`- Taken from: ${set.package}${set.version ? ` ${set.version}` : ''}`] : []),
      `- Licence: ${set.licence}`,
      ...(set.notes ? [`- What was done to it: ${set.notes}`] : []),
      '',
    ]),
    '## Code',
    '',
    ...packages.flatMap((entry) => [
      `### ${entry.name} ${entry.version}`,
      '',
      `Licence: ${entry.licence}${entry.text ? '' : entry.author ? `, by ${entry.author}` : ''}`,
      '',
      ...textOf(entry),
    ]),
  ];
  return lines.join('\n');
}
