import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { paramOptions, paramsFrom } from '../../src/cli/flags.js';
import { parseArguments, type OptionSpecs } from '../../src/cli/args.js';
import { choice, defaultParams, defineSimulation, integer, LANGUAGES, real, text, texts, toggle, type ParamSpec, type ParamSpecs, type ParamValue, type Simulation } from '../../src/lesson/index.js';
import { loadSimulation, simulationIndex } from '../../src/registry/index.js';
import { looksLikeCode, readShareCode, seedsCommand, shareCode, shareCommand, sweepCommand, type Simulations } from '../../src/runtime/index.js';
import { hashOf } from '../../src/runtime/share/code.js';

const many = defineSimulation({
  id: 'many-params',
  version: 4,
  params: {
    rate: real({ min: -1e9, max: 1e9, step: 0.1, default: 0.2 }),
    count: integer({ min: -1000, max: 100_000, default: 10 }),
    shape: choice(['a', 'b', 'c', 'd', 'e']),
    drift: toggle(true),
    prompt: text({ maxLength: 100, default: 'Once upon', defaultIn: { zh: '从前' } }),
    words: texts({ maxLength: 20, maxItems: 3, default: ['x'] }),
  },
  metrics: {},
  *run() {},
});
const course = (...simulations: Simulation[]): Simulations => ({
  ids: simulations.map(({ id }) => id),
  load: async (id) => simulations.find((simulation) => simulation.id === id) ?? many,
});
const clean = fc.string({ unit: 'grapheme', maxLength: 12 }).filter(({ length }) => length <= 20);
const anyParams = fc.record(
  {
    rate: fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value + 0),
    count: fc.integer({ min: -1000, max: 100_000 }),
    shape: fc.constantFrom(...many.params.shape.options),
    drift: fc.boolean(),
    prompt: fc.oneof(clean, fc.constant('从前')),
    words: fc.array(clean, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const anySeed = fc.oneof(fc.nat(1_000_000), fc.maxSafeNat());
const key = (name: string) => expect.objectContaining({ name: 'UserError', key: name });

describe('share codes', () => {
  test('give back exactly what was shared, however they are typed', async () => {
    await fc.assert(
      fc.asyncProperty(anyParams, anySeed, fc.constantFrom(undefined, ['/a.csv']), async (params, seed, data) => {
        const code = shareCode(many, { params, seed, data });
        const shared = { params: { ...defaultParams(many.params), ...params }, seed, data: data !== undefined, version: 4 };
        expect(await readShareCode(code, course(many))).toMatchObject(shared);
        const typed = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', '\n ');
        expect(await readShareCode(` ${typed} `, course(many))).toMatchObject(shared);
      }),
      { numRuns: 200 },
    );
  });

  test('have no letters that are misread, in groups of four that can be wrapped', () => {
    fc.assert(fc.property(anyParams, anySeed, (params, seed) => void expect(shareCode(many, { params, seed })).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-)+[0-9A-HJKMNP-TV-Z]{1,4}$/)));
  });

  test('find every wrong character and every two exchanged neighbours', async () => {
    await fc.assert(
      fc.asyncProperty(anyParams, fc.nat(1_000_000), fc.nat(1000), fc.nat(30), async (params, seed, where, other) => {
        const code = shareCode(many, { params, seed }).replaceAll('-', '');
        const at = where % code.length;
        const digit = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.replace(code[at], '')[other];
        await expect(readShareCode(code.slice(0, at) + digit + code.slice(at + 1), course(many))).rejects.toEqual(key('share.damaged'));
        const [a, b] = [code[at], code[at + 1]];
        if (b === undefined || a === b) return;
        await expect(readShareCode(code.slice(0, at) + b + a + code.slice(at + 2), course(many))).rejects.toEqual(key('share.damaged'));
      }),
      { numRuns: 300 },
    );
  });

  test('cut off or grown they are damaged', async () => {
    const code = shareCode(many, { params: { count: 7 }, seed: 123 });
    for (let length = 0; length < code.length - 1; length++) await expect(readShareCode(code.slice(0, length), course(many))).rejects.toEqual(key('share.damaged'));
    await expect(readShareCode(`${code}0`, course(many))).rejects.toEqual(key('share.damaged'));
    await expect(readShareCode(`${code}!`, course(many))).rejects.toEqual(expect.objectContaining({ key: 'share.character', values: { character: '!' } }));
  });

  test('name what this tutor does not have: a simulation, a newer version, other parameters', async () => {
    const code = shareCode(many, { params: { count: 7 }, seed: 1 });
    await expect(readShareCode(code, course({ ...many, id: 'other' }))).rejects.toEqual(key('share.simulation'));
    await expect(readShareCode(code, course({ ...many, version: 3 }))).rejects.toEqual(key('share.newer'));
    const changes: ParamSpecs[] = [
      { first: toggle(true), ...many.params },
      { ...many.params, count: { ...many.params.count, default: 11 } },
      { ...many.params, shape: choice(['b', 'a', 'c', 'd', 'e'], { default: 'a' }) },
    ];
    for (const params of changes) await expect(readShareCode(code, course({ ...many, params }))).rejects.toEqual(key('share.changed'));
    // A wider range and newer figures do no harm.
    const wider: ParamSpecs = { ...many.params, count: { ...many.params.count, max: 1e6 } };
    expect(await readShareCode(code, course({ ...many, version: 9, params: wider }))).toMatchObject({ version: 4, params: { count: 7 } });
    const narrower: ParamSpecs = { ...many.params, count: { ...many.params.count, min: 8 } };
    await expect(readShareCode(code, course({ ...many, params: narrower }))).rejects.toEqual(key('param.range'));
  });

  test('parameters the simulation does not take cannot be shared', () => {
    expect(() => shareCode(many, { params: { gone: 1 }, seed: 0 })).toThrow(key('param.unknown'));
  });

  test('the defaults of a language cost nothing', () => {
    const plain = shareCode(many, { params: {}, seed: 0 });
    expect(shareCode(many, { params: defaultParams(many.params, 'zh'), seed: 0 }).length).toBe(plain.length);
  });

  test('are told from ids of runs', () => {
    expect(looksLikeCode(shareCode(many, { params: {}, seed: 0 }))).toBe(true);
    for (const id of ['4kx9', '4kx9a', '']) expect(looksLikeCode(id)).toBe(false);
  });
});

describe('the whole course', () => {
  const ids = [...simulationIndex().keys()];

  test('no two simulations have the same mark in a code', () => {
    expect(new Set(ids.map((id) => hashOf(id, 20))).size).toBe(ids.length);
  });

  test.each(ids)('%s: short at its defaults, and back again from any choice of values', async (id) => {
    const simulation = await loadSimulation(id);
    expect(shareCode(simulation, { params: {}, seed: 7 }).length).toBeLessThanOrEqual(24);
    const params = Object.fromEntries(Object.entries(simulation.params).map(([name, spec]) => [name, otherValue(spec)]));
    expect(await readShareCode(shareCode(simulation, { params, seed: 7 }))).toMatchObject({ params, seed: 7, version: simulation.version, data: false });
  });
});

function otherValue(spec: ParamSpec): ParamValue {
  switch (spec.kind) {
    case 'real':
      return spec.min + (spec.max - spec.min) / 3;
    case 'integer':
      return spec.max;
    case 'choice':
      return spec.options[spec.options.length - 1];
    case 'toggle':
      return !spec.default;
    case 'text':
      return '“你好” & $HOME'.slice(0, spec.maxLength);
    case 'texts':
      return ['a b', '-c'].slice(0, spec.maxItems);
  }
}

describe('the shell command', () => {
  /** What a shell makes of a line: its words. */
  const words = (line: string) => execFileSync('bash', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' }).split('\0').slice(0, -1);
  const options: OptionSpecs = { seed: { kind: 'value' }, data: { kind: 'value', repeated: true }, ...paramOptions(many.id, many.params) };

  test('leads through a shell and the command line to the same run, in every language', () => {
    // An empty text alone means the empty list.
    const sayable = anyParams.filter(({ words: list }) => list?.length !== 1 || list[0] !== '');
    fc.assert(
      fc.property(sayable, anySeed, fc.array(fc.constantFrom('/a b.csv', "it's.csv", '数据.csv'), { maxLength: 2 }), (params, seed, files) => {
        const resolved = { ...defaultParams(many.params), ...params };
        const [program, run, id, ...rest] = words(shareCommand(many, { params: resolved, seed, files }));
        expect([program, run, id]).toEqual(['ml-tutor', 'run', 'many-params']);
        const { values, positionals } = parseArguments(rest, options, 'run');
        expect(positionals).toEqual([]);
        for (const language of LANGUAGES) expect(paramsFrom(many.params, values, language)).toEqual(resolved);
        expect(Number(values.get('seed')?.[0] ?? 0)).toBe(seed);
        expect(values.get('data') ?? []).toEqual(files);
      }),
      { numRuns: 60 },
    );
  });

  test('is as short as it can be', () => {
    const params = defaultParams(many.params);
    expect(shareCommand(many, { params, seed: 0 })).toBe("ml-tutor run many-params --prompt 'Once upon'");
    expect(shareCommand(many, { params: { ...params, rate: -0.5, drift: false, prompt: "it's\n" }, seed: 3, files: ['a b'] })).toBe("ml-tutor run many-params --rate=-0.5 --no-drift --prompt $'it\\'s\\n' --seed 3 --data 'a b'");
  });

  test('many seeds and sweeps by the names that no parameter can take', () => {
    const params = { ...defaultParams(many.params), prompt: 'a b', rate: 0.5 };
    expect(seedsCommand(many, { params, seed: 7 }, 30, 'coef.a')).toBe("ml-tutor run many-params --rate 0.5 --prompt 'a b' --seed 7 --over-seeds 30 --for-metric coef.a");
    expect(sweepCommand(many, { params, seed: 0, files: ['x.csv'] }, [['rate', '0.1:0.5:0.1'], ['shape', 'all']], 5, 'speed')).toBe("ml-tutor sweep many-params --prompt 'a b' --data x.csv --vary rate=0.1:0.5:0.1 --vary shape=all --over-seeds 5 --for-metric speed");
  });
});
