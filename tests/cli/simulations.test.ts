/** Every simulation of the real course as the command line sees it. */
import { flagsOf, kebab } from '../../src/lesson/flags.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseArguments } from '../../src/cli/args.js';
import { paramOptions, paramsFrom, RESERVED } from '../../src/cli/flags.js';
import { defaultParams, LANGUAGES, type Simulation } from '../../src/lesson/index.js';
import { loadSimulation, simulationIndex } from '../../src/registry/index.js';

const ids = [...simulationIndex().keys()];

describe.each(ids)('%s', (id) => {
  let simulation: Simulation;
  beforeAll(async () => {
    simulation = await loadSimulation(id);
  });

  test('no parameter is called like an option of the command line, nor two alike', () => {
    const names = Object.keys(simulation.params);
    expect(names.filter((name) => [...RESERVED].map(kebab).includes(kebab(name)))).toEqual([]);
    expect(new Set(names.map(kebab)).size).toBe(names.length);
    // A switch is also --no-NAME.
    expect(names.filter((name) => names.includes(`no-${name}`) || names.some((other) => kebab(other) === `no-${kebab(name)}`))).toEqual([]);
  });

  test.each(LANGUAGES)('its defaults in %s lead through the command line and back', (language) => {
    const values = parseArguments([], paramOptions(id, simulation.params), 'run').values;
    const params = paramsFrom(simulation.params, values, language);
    expect(params).toEqual(defaultParams(simulation.params, language));
    expect(flagsOf(simulation.params, params, language)).toEqual([]);
  });
});

test('there are simulations to look at', () => expect(ids.length).toBeGreaterThan(0));
