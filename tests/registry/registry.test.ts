import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { defineLesson, defineSimulation } from '../../src/lesson/index.js';
import { curriculum, folderOf, parts } from '../../src/registry/curriculum.js';
import { Registry } from '../../src/registry/registry.js';
import { UserError } from '../../src/user-error.js';

const simulation = defineSimulation({ id: 'lottery-ticket', version: 1, params: {}, metrics: {}, *run() {} });
const lesson = defineLesson({
  id: 'lottery-ticket',
  number: 4,
  cards: [],
  simulations: [simulation],
  predictions: [],
  claims: [],
  challenge: { simulation: 'lottery-ticket', pass: [], distinction: [], solution: {}, seed: 1 },
  quiz: [],
  reading: [],
});

function registryOf() {
  let loads = 0;
  const load = async () => {
    loads++;
    return { default: lesson };
  };
  const registry = new Registry([{ id: 'lottery-ticket', folder: '04-lottery-ticket', simulations: ['lottery-ticket'], questions: ['why'], load }]);
  return { registry, loads: () => loads };
}

describe('the curriculum', () => {
  test('has thirty levels, numbered in order, in five parts of 10, 3, 6, 4 and 7', () => {
    expect(curriculum.map((level) => level.number)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(parts.map((part) => curriculum.filter((level) => level.part === part.number).length)).toEqual([10, 3, 6, 4, 7]);
  });

  test('has an id of its own and a title in both languages for every level', () => {
    expect(new Set(curriculum.map((level) => level.id)).size).toBe(30);
    for (const { id, title, short } of curriculum) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title.zh).toMatch(/\p{Script=Han}/u);
      expect(title.en).toMatch(/^[A-Z]/);
      for (const words of [short.zh, short.en]) expect(stringWidth(words), words).toBeLessThanOrEqual(27);
    }
  });

  test('names folders by number and id', () => {
    expect(folderOf({ number: 4, id: 'lottery-ticket' })).toBe('04-lottery-ticket');
  });
});

describe('the registry', () => {
  test('lists all levels and marks those that are built, without loading a lesson', () => {
    const { registry, loads } = registryOf();
    expect(registry.levels()).toHaveLength(30);
    expect(registry.levels().filter((level) => level.available)).toEqual([
      expect.objectContaining({ number: 4, id: 'lottery-ticket', part: 1, folder: '04-lottery-ticket', simulations: ['lottery-ticket'] }),
    ]);
    expect([...registry.simulationIndex()].map(([id, level]) => [id, level.number])).toEqual([['lottery-ticket', 4]]);
    expect(loads()).toBe(0);
  });

  test.each([4, '4', '04', ' 4 ', 'lottery-ticket', '04-lottery-ticket'])('finds a level by %j', (name) => {
    expect(registryOf().registry.findLevel(name)?.number).toBe(4);
  });

  test.each([0, 31, '', 'lottery', '4.5', '-4'])('finds no level by %j', (name) => {
    expect(registryOf().registry.findLevel(name)).toBeUndefined();
  });

  test('loads lessons and simulations on demand', async () => {
    const { registry } = registryOf();
    expect(await registry.loadLesson('lottery-ticket')).toBe(lesson);
    expect(await registry.loadSimulation('lottery-ticket')).toBe(simulation);
  });

  test('errors name the level or simulation', async () => {
    const { registry } = registryOf();
    await expect(registry.loadLesson('nothing')).rejects.toEqual(new UserError('level.unknown', { level: 'nothing' }));
    await expect(registry.loadLesson('few-shot')).rejects.toEqual(new UserError('level.coming', { level: 'few-shot' }));
    await expect(registry.loadSimulation('nothing')).rejects.toEqual(
      new UserError('simulation.unknown', { simulation: 'nothing', known: 'lottery-ticket' }),
    );
  });

  test('works while no lesson exists', () => {
    const empty = new Registry([]);
    expect(empty.levels().every((level) => !level.available)).toBe(true);
    expect(empty.simulationIndex().size).toBe(0);
  });
});
