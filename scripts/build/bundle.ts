// Bundles the program, its worker, the threads of simulations and the core into dist/: ESM, minified, React in production mode, nothing left to install.
// Every output file sits directly in dist/, one folder below the package's root (src/package-root.ts relies on it).

import path from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

export interface Bundle {
  /** File name in dist/ -> contents. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly metafile: Metafile;
}

/** Output names and their sources. Whatever two of them share goes into chunks; what is imported lazily stays lazy. */
export const entryPoints = {
  'ml-tutor': 'src/launch.ts',
  worker: 'src/runtime/worker.ts',
  thread: 'src/runtime/thread.ts',
  core: 'src/core/index.ts',
} as const;

/** React's inspector is for developing Ink programs: the dead branch of Ink that loads it gets an empty module. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/devtools\.js$|^react-devtools-core$/ }, (args) => ({ path: args.path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: '' }));
  },
};

/** conf loads a schema compiler at every start, but uses it only where a schema is given to it; src/progress checks its file itself. */
const withoutSchemaCompiler: Plugin = {
  name: 'without-schema-compiler',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ajv(-formats)?(\/|$)/ }, (args) => ({ path: args.path, namespace: 'no-schema-compiler' }));
    onLoad({ filter: /.*/, namespace: 'no-schema-compiler' }, () => ({ contents: 'export const Ajv2020 = undefined; export default undefined;' }));
  },
};

/** Likewise semver, which compares the versions of conf's own migrations; src/progress has its own. */
const withoutSemver: Plugin = {
  name: 'without-semver',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^semver$/ }, (args) => ({ path: args.path, namespace: 'no-semver' }));
    onLoad({ filter: /.*/, namespace: 'no-semver' }, () => ({ contents: 'export default undefined;' }));
  },
};

/**
 * Ink measures and takes apart every text with packages that load emoji tables and segment each character. Ours stand before
 * them (src/ui/ink): quick for simple texts, with the packages themselves behind for all others.
 */
const lighterInk: Plugin = {
  name: 'lighter-ink',
  setup({ onResolve, onLoad, initialOptions }) {
    const own = path.join(initialOptions.absWorkingDir ?? '', 'src/ui/ink');
    onResolve({ filter: /^string-width$/ }, ({ namespace }) => (namespace === 'lighter-ink' ? undefined : { path: 'string-width', namespace: 'lighter-ink' }));
    onLoad({ filter: /^string-width$/, namespace: 'lighter-ink' }, () => ({
      // `require` defers the package to the first text that needs it.
      contents: `import { quickWidth } from './string-width.ts';
        let full;
        export default function stringWidth(text, options) {
          return (typeof text === 'string' ? quickWidth(text, options) : 0) ?? (full ??= require('string-width').default)(text, options);
        }`,
      resolveDir: own,
    }));
    onResolve({ filter: /^@alcalzone\/ansi-tokenize$/ }, ({ importer }) => (importer.startsWith(own) ? undefined : { path: path.join(own, 'ansi-tokenize.ts') }));
    // Every text of every frame is cleaned of control codes; the same text need not be cleaned again.
    onResolve({ filter: /^\.\/sanitize-ansi\.js$/ }, ({ namespace, resolveDir }) => (namespace === 'lighter-ink' ? undefined : { path: 'sanitize-ansi', namespace: 'lighter-ink', pluginData: resolveDir }));
    onLoad({ filter: /^sanitize-ansi$/, namespace: 'lighter-ink' }, ({ pluginData }) => ({
      contents: `import sanitizeAnsi from './sanitize-ansi.js';
        import { Memory } from ${JSON.stringify(path.join(own, 'memory.ts'))};
        const known = new Memory(512);
        export default (text) => known.get(text, sanitizeAnsi);`,
      resolveDir: pluginData,
    }));
  },
};

// CommonJS dependencies ask for Node's own modules with require, which ES modules do not have.
const requireForDependencies = "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

export async function bundle(root: string, entries: Readonly<Record<string, string>> = entryPoints): Promise<Bundle> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: { ...entries },
    outdir: 'dist',
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    // Error messages and tests name classes; minified names would not.
    keepNames: true,
    legalComments: 'none', // THIRD-PARTY.md carries the notices
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', fetch: 'undefined' },
    banner: { js: requireForDependencies },
    plugins: [withoutDevtools, withoutSchemaCompiler, withoutSemver, lighterInk],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const files = new Map(result.outputFiles.map((file) => [path.basename(file.path), file.contents]));
  return { files, metafile: result.metafile };
}
