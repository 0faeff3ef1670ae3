import { flagsOf, kebab } from '../../src/lesson/flags.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArguments, type OptionSpecs } from '../../src/cli/args.js';
import { paramsFrom } from '../../src/cli/flags.js';
import { scan } from '../../src/cli/scan.js';
import { suggest } from '../../src/cli/usage-error.js';
import { walk } from '../runtime/simulations.js';

const specs: OptionSpecs = {
  seed: { kind: 'value' },
  stepSize: { kind: 'value' },
  words: { kind: 'value', repeated: true },
  drift: { kind: 'switch' },
  json: { kind: 'switch' },
  help: { kind: 'switch', short: 'h' },
  color: { kind: 'value', choices: ['none', '256'] },
};
const parse = (...argv: string[]) => {
  const { positionals, values } = parseArguments(argv, specs, 'run');
  return { positionals, ...Object.fromEntries(values) };
};
const failing = (...argv: string[]) => {
  try {
    parse(...argv);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('parseArguments', () => {
  test('kebab-case and camelCase name the same option', () => {
    expect(parse('--step-size', '2')).toEqual({ positionals: [], stepSize: ['2'] });
    expect(parse('--stepSize=2')).toEqual({ positionals: [], stepSize: ['2'] });
  });

  test('values may begin with a dash', () => {
    expect(parse('--step-size', '-0.5', '--seed', '-1')).toMatchObject({ stepSize: ['-0.5'], seed: ['-1'] });
  });

  test('switches: bare, negated, with a value; the last word counts', () => {
    expect(parse('--drift')).toMatchObject({ drift: ['true'] });
    expect(parse('--no-drift')).toMatchObject({ drift: ['false'] });
    expect(parse('--drift=off')).toMatchObject({ drift: ['off'] });
    expect(parse('--drift', '--no-drift')).toMatchObject({ drift: ['false'] });
    expect(failing('--drift=maybe')).toMatchObject({ key: 'cli.noValue' });
    expect(failing('--no-drift=off')).toMatchObject({ key: 'cli.noValue' });
  });

  test('only what may be repeated may be repeated', () => {
    expect(parse('--words', 'a', '--words', 'b')).toMatchObject({ words: ['a', 'b'] });
    expect(failing('--seed', '1', '--seed', '2')).toMatchObject({ key: 'cli.twice', values: { option: '--seed' } });
  });

  test('positionals anywhere, and all of them after --', () => {
    expect(parse('walk', '--json', 'more')).toMatchObject({ positionals: ['walk', 'more'] });
    expect(parse('--json', '--', '--seed')).toEqual({ positionals: ['--seed'], json: ['true'] });
  });

  test('short options', () => expect(parse('-h')).toMatchObject({ help: ['true'] }));

  test.each([
    [['--sede', '1'], { key: 'cli.option', values: { option: '--sede', program: 'ml-tutor run' }, suggestion: '--seed' }],
    [['--step-siz=1'], { key: 'cli.option', suggestion: '--step-size' }],
    [['--no-drft'], { key: 'cli.option', suggestion: '--no-drift' }],
    [['--nothing-like-it'], { key: 'cli.option', suggestion: undefined }],
    [['-x'], { key: 'cli.option', suggestion: undefined }],
    [['--seed'], { key: 'cli.value', values: { option: '--seed' } }],
    [['--color', 'non'], { key: 'cli.choice', suggestion: 'none' }],
  ])('%j is refused', (argv, error) => expect(failing(...argv)).toMatchObject(error));
});

describe('scan', () => {
  test('finds the command behind options of every command', () => {
    expect(scan(['--lang', 'zh', 'run', 'walk', '--seed', '3'])).toMatchObject({ command: 'run', lang: 'zh', rest: ['--lang', 'zh', 'walk', '--seed', '3'] });
    expect(scan(['--version'])).toMatchObject({ command: undefined, version: true });
    expect(scan(['list', '-h'])).toMatchObject({ command: 'list', help: true, version: false });
    expect(scan([])).toMatchObject({ command: undefined, rest: [] });
  });

  test('with the options of a command, values are not taken for arguments', () => {
    expect(scan(['run', '--seed', '3', 'walk'], specs).positionals).toEqual(['walk']);
  });

  test('never fails', () => {
    fc.assert(fc.property(fc.array(fc.string()), (argv) => void scan(argv)));
  });
});

describe('parameters as flags', () => {
  const from = (...argv: string[]) => {
    const options: OptionSpecs = { frames: { kind: 'value' }, stepSize: { kind: 'value' }, shape: { kind: 'value' }, drift: { kind: 'switch' }, words: { kind: 'value', repeated: true } };
    return paramsFrom(walk.params, parseArguments(argv, options, 'run').values, 'en');
  };

  test('typed values over defaults', () => {
    expect(from('--step-size', '-2', '--no-drift', '--words', 'a b', '--words', 'c')).toEqual({ frames: 10, stepSize: -2, shape: 'normal', drift: false, words: ['a b', 'c'] });
  });

  test('minus zero is zero, as in a saved run', () => expect(Object.is(from('--step-size', '-0').stepSize, 0)).toBe(true));

  test('errors name the flag, and a choice is suggested', () => {
    expect(() => from('--frames', '0')).toThrow(expect.objectContaining({ key: 'param.range', values: expect.objectContaining({ name: '--frames' }) }));
    expect(() => from('--step-size', 'x')).toThrow(expect.objectContaining({ key: 'param.number', values: expect.objectContaining({ name: '--step-size' }) }));
    expect(() => from('--shape', 'unifrom')).toThrow(expect.objectContaining({ key: 'param.choice', suggestion: 'uniform' }));
  });

  test('flagsOf gives the options that lead to the same parameters', () => {
    const word = fc.stringMatching(/^[\w .'"$]{1,12}$/);
    const params = fc.record({ frames: fc.integer({ min: 1, max: 1000 }), stepSize: fc.double({ min: -5, max: 5, noNaN: true }).map((value) => value + 0), shape: fc.constantFrom('normal', 'uniform'), drift: fc.boolean(), words: fc.array(word, { maxLength: 3 }) });
    const unquote = (flag: string) => (flag.startsWith("'") ? flag.slice(1, -1).replaceAll(`'\\''`, `'`) : flag);
    fc.assert(fc.property(params, (given) => void expect(from(...flagsOf(walk.params, given).map(unquote))).toEqual(given)));
  });

  test('kebab', () => expect(['topK', 'pruneRate', 'l2Penalty', 'seed', 'useCUDAKernels'].map(kebab)).toEqual(['top-k', 'prune-rate', 'l2-penalty', 'seed', 'use-cudakernels']));
});

test('suggestions are near or none', () => {
  const known = ['lottery-ticket', 'few-shot', 'poisson-regression'];
  expect(suggest('lotery-ticket', known)).toBe('lottery-ticket');
  expect(suggest('POISSON', known)).toBe('poisson-regression');
  expect(suggest('fewshot', known)).toBe('few-shot');
  expect(suggest('walk', known)).toBeUndefined();
  expect(suggest('x', [])).toBeUndefined();
});
