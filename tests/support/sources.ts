/** Reads the project's own sources for rules about them: which files there are, what they import, their code without comments. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface Source {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

export interface Import {
  readonly line: number;
  /** A file of the project relative to the root (without its ending), or the name of a package or of a module of Node. */
  readonly target: string;
  readonly internal: boolean;
}

/** TypeScript files below the folders, generated ones and AssemblyScript left out. */
export function sources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.generated.ts'))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
      .filter((file) => !file.startsWith('src/core/kernels/assembly/') && !file.includes('node_modules/'))
      .sort()
      .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') })),
  );
}

/** Every import and re-export, also of types and on demand. */
export function importsOf({ file, text }: Source): Import[] {
  const code = withoutComments(text);
  const statements = [
    ...code.matchAll(/^\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g),
  ];
  return statements.map((match) => {
    const line = lineAt(code, match.index + match[0].length - 1);
    const internal = match[1].startsWith('.');
    const target = internal ? path.posix.join(path.posix.dirname(file), match[1]).replace(/\.jsx?$/, '') : match[1];
    return { line, target, internal };
  });
}

/** Lines (1-based) of the code, comments left out, that the pattern is found in. */
export function linesWith({ text }: Source, pattern: RegExp): number[] {
  return withoutComments(text)
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}

/** Comments become spaces, so that lines keep their numbers. */
export function withoutComments(text: string): string {
  // Strings and regular expressions are matched first and kept, for they may hold what looks like a comment.
  const pieces = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[=(,:[!&|?;]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/|\/\*[^]*?\*\/|\/\/[^\n]*/g;
  return text.replace(pieces, (piece) => (/^\/[*/]/.test(piece) ? piece.replace(/[^\n]/g, ' ') : piece));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
