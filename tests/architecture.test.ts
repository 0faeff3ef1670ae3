/**
 * The rules of the house that a machine can hold: imports only go down, randomness and time come from outside, files stay
 * small. Each failure names the file, the line and the rule.
 */
import { describe, expect, test } from 'vitest';
import { importsOf, linesWith, sources, withoutComments, type Source } from './support/sources.js';

/** From the ground up: a layer may import those it lists, all of which stand above it in this table. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'src/user-error': [],
  'src/package-root': [],
  'src/core': [],
  'src/data': ['src/core', 'src/user-error', 'src/package-root'],
  'src/lesson': ['src/core', 'src/data', 'src/user-error'],
  lessons: ['src/core', 'src/data', 'src/lesson'],
  'src/words': ['src/lesson', 'src/user-error'],
  'src/plot': ['src/lesson', 'src/words'],
  'src/registry': ['src/user-error', 'src/package-root', 'src/lesson', 'src/words', 'lessons'],
  'src/runtime': ['src/user-error', 'src/package-root', 'src/core', 'src/data', 'src/lesson', 'src/registry'],
  'src/progress': ['src/user-error', 'src/package-root', 'src/lesson', 'src/words', 'src/registry', 'src/runtime'],
  'src/ui': ['src/user-error', 'src/package-root', 'src/data', 'src/lesson', 'src/words', 'src/plot', 'src/registry', 'src/runtime', 'src/progress'],
  'src/cli': [
    ...['src/user-error', 'src/package-root', 'src/core', 'src/data', 'src/lesson', 'src/words', 'src/plot'],
    ...['src/registry', 'src/runtime', 'src/progress', 'src/ui'],
  ],
  'src/launch': ['src/cli'],
};

/** Packages that only one layer may know. */
const owners: Readonly<Record<string, string>> = { conf: 'src/progress', ink: 'src/ui', react: 'src/ui', 'ink-select-input': 'src/ui' };

const pureLayers = ['src/core', 'src/lesson', 'src/plot', 'lessons'];
const LINES = 350;

const isTest = ({ file }: Source) => /\.test\.tsx?$/.test(file);
const product = sources('src', 'lessons').filter((source) => !isTest(source));
const inLayers = (names: readonly string[]) => product.filter(({ file }) => names.includes(layerOf(file) ?? ''));

function layerOf(file: string): string | undefined {
  return Object.keys(layers).find((layer) => file === layer || file.startsWith(`${layer}/`) || file.startsWith(`${layer}.`));
}

/** What breaks the import rule in one file. */
function importFaults(source: Source): string[] {
  const layer = layerOf(source.file);
  if (!layer) return [`${source.file}: belongs to no layer; put it into one of ${Object.keys(layers).join(', ')}`];
  return importsOf(source).flatMap(({ line, target, internal }) => {
    const where = `${source.file}:${line}`;
    if (!internal) {
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target;
      if (Object.hasOwn(owners, name) && owners[name] !== layer) return [`${where}: only ${owners[name]} may import ${name}`];
      if (target.startsWith('node:') && ['src/core', 'src/lesson', 'lessons'].includes(layer)) return [`${where}: ${layer} imports nothing of Node, here ${target}`];
      return [];
    }
    const other = layerOf(target);
    if (other === undefined) return [`${where}: ${target} belongs to no layer`];
    if (other === 'lessons' && layer === 'lessons') return target.split('/')[1] === source.file.split('/')[1] ? [] : [`${where}: a lesson imports another lesson`];
    if (other === layer || layers[layer].includes(other)) return [];
    return [`${where}: ${layer} may not import ${other}; it may import ${layers[layer].join(', ') || 'nothing of the project'}`];
  });
}

function faultsOf(files: readonly Source[], pattern: RegExp, rule: string): string[] {
  return files.flatMap((source) => linesWith(source, pattern).map((line) => `${source.file}:${line}: ${rule}`));
}

describe('layers', () => {
  test('the table has no cycle: each layer lists only layers above it', () => {
    const order = Object.keys(layers);
    for (const [layer, below] of Object.entries(layers)) {
      for (const name of below) expect(order.indexOf(name), `${layer} lists ${name}`).toBeLessThan(order.indexOf(layer));
    }
  });

  test('imports only go down', () => {
    expect(product.flatMap(importFaults)).toEqual([]);
  });

  test('planted imports are found, with their lines', () => {
    const planted = (file: string, text: string) => importFaults({ file, text });
    expect(planted('src/core/a.ts', "// import x from '../ui/b.js';\nimport type { B } from '../lesson/b.js';")).toEqual([
      'src/core/a.ts:2: src/core may not import src/lesson; it may import nothing of the project',
    ]);
    expect(planted('src/ui/a.tsx', "import {\n  tensor,\n} from '../core/index.js';")[0]).toMatch(/^src\/ui\/a\.tsx:3: src\/ui may not import src\/core/);
    expect(planted('src/plot/a.ts', "import { Text } from 'ink';")).toEqual(['src/plot/a.ts:1: only src/ui may import ink']);
    expect(planted('src/ui/a.ts', "const c = await import('conf');")).toEqual(['src/ui/a.ts:1: only src/progress may import conf']);
    expect(planted('lessons/03-few-shot/a.ts', "export * from '../04-lottery-ticket/b.js';")).toEqual(['lessons/03-few-shot/a.ts:1: a lesson imports another lesson']);
    expect(planted('lessons/03-few-shot/a.ts', "import 'node:fs';")[0]).toMatch(/imports nothing of Node/);
    expect(planted('lessons/03-few-shot/a.ts', "import { b } from './b.js';\nimport { c } from '../../src/core/index.js';")).toEqual([]);
    expect(planted('src/stray.ts', '')[0]).toMatch(/belongs to no layer/);
  });
});

const rules: readonly { readonly rule: string; readonly files: () => Source[]; readonly pattern: RegExp; readonly planted: readonly string[]; readonly fine: readonly string[] }[] = [
  {
    rule: 'no Math.random, Date or performance here: randomness and time are arguments',
    files: () => inLayers([...pureLayers, 'src/data']),
    pattern: /\bMath\.random\b|\bnew Date\b|\bDate\.(now|parse|UTC)\b|\bperformance\.now\b/,
    planted: ['const x = Math.random();', 'const t = Date.now();', 'new Date()'],
    fine: ['random.uniform()', 'const url = "Date"'],
  },
  {
    rule: "no Math function here whose digits depend on the engine: use the core's own (src/core/math)",
    files: () => inLayers(['src/core', 'src/data', 'src/lesson', 'lessons']),
    pattern: /\bMath\.(exp|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot)\b/,
    planted: ['Math.exp(x)', 'Math.tanh(x)', 'Math.pow(2, x)'],
    fine: ['Math.sqrt(x)', 'math.exp(x)', 'Math.max(1, 2)'],
  },
  {
    // Its digits depend on the engine too: x ** 3 differs between Node 20 and 24. Squares, powers of 2 and constants do not.
    rule: 'no ** here but squares, powers of 2 and powers of constants: multiply, or use math.pow (src/core/math)',
    files: () => inLayers(['src/core', 'src/data', 'src/lesson', 'lessons']),
    pattern: /(?<!(?<![\w.$)\]])2\s*)(?<!(?<![\w.$)\]])\d[\d.]*\s*(?=\*\*=?\s*-?\d))\*\*=?(?!=?\s*2(?![\w.]))/,
    planted: ['const y = x ** 3;', 'x **= k', '10 ** digits', 'a[2] ** 0.5', 'b2 ** n', 'f(2) ** n', 'x ** 2.5', '(x - y) ** 23'],
    fine: ['x ** 2', '(x - m) ** 2 + 1', '2 ** bits', '10 ** 0.25', '1024 ** 3', '2 ** -23', '/** says */ x'],
  },
  {
    rule: 'no `any`: name the type, or use unknown and look',
    files: () => [...sources('src', 'lessons', 'scripts', 'tests')].filter(({ file }) => file !== 'tests/architecture.test.ts'),
    pattern: /[:<|&,(]\s*any\b(?!['"\w])|\bas any\b|\bany\[\]|=>\s*any\b/,
    planted: ['function f(x: any) {}', 'const x = y as any;', 'Record<string, any>', 'let z: any[] = [];'],
    fine: ["say('any')", 'const company = many;', '// takes any number'],
  },
  {
    rule: 'no silencing of the compiler',
    files: () => [...sources('src', 'lessons', 'scripts', 'tests')].filter(({ file }) => file !== 'tests/architecture.test.ts'),
    pattern: /\bas unknown as\b|\bas never\b/,
    planted: ['x as unknown as Y'],
    fine: ['x as Y', 'satisfies never'],
  },
  {
    rule: 'no console here: output is for cli and ui',
    files: () => product.filter(({ file }) => layerOf(file) !== 'src/cli'),
    pattern: /\bconsole\.\w+\(/,
    planted: ['console.log(1)'],
    fine: ['consoleWidth()'],
  },
];

describe.each(rules)('$rule', ({ rule, files, pattern, planted, fine }) => {
  test('holds', () => {
    expect(faultsOf(files(), pattern, rule)).toEqual([]);
  });

  test('is seen where it is broken, and only there', () => {
    for (const text of planted) expect(faultsOf([{ file: 'a.ts', text: `\n${text}` }], pattern, rule), text).toEqual([`a.ts:2: ${rule}`]);
    for (const text of fine) expect(faultsOf([{ file: 'a.ts', text }], pattern, rule), text).toEqual([]);
  });
});

describe('files', () => {
  test('no comment switches the compiler off', () => {
    const switched = sources('src', 'lessons', 'scripts', 'tests').filter(({ text }) => /@ts-(ignore|expect-error|nocheck)\s/.test(text));
    expect(switched.map(({ file }) => file)).toEqual([]);
  });

  test(`none is longer than ${LINES} lines: one job each`, () => {
    const long = sources('src', 'lessons', 'scripts').map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > LINES).map(({ file, lines }) => `${file}: ${lines} lines`)).toEqual([]);
  });

  test('each opens with a comment on what it owns', () => {
    const opening = /^(#!.*\n)?(\/\*\*|\/\/)/;
    expect(product.filter(({ file, text }) => !opening.test(text) && !/\/(index|en\/index|zh\/index)\.ts$/.test(file)).map(({ file }) => file)).toEqual([]);
  });

  test('comments are told from strings and regular expressions', () => {
    expect(withoutComments("const url = 'http://x'; // y")).toBe("const url = 'http://x';     ");
    expect(withoutComments('const r = /\\/\\*/; x /* y\n */ z')).toBe('const r = /\\/\\*/; x     \n    z');
  });
});
