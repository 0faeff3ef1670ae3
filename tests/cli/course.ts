/** A course of one small level in place of the real one: `vi.mock('../../src/registry/index.js', () => import('./course.js'))`. */
import { choiceQuestion, defineLesson, defineSimulation, metric, text, type Frame, type Language, type Lesson } from '../../src/lesson/index.js';
import type { LessonWords } from '../../src/lesson/words/types.js';
import { parts as plannedParts } from '../../src/registry/curriculum.js';
import { Registry } from '../../src/registry/registry.js';
import { faults, stubborn, walk } from '../runtime/simulations.js';

/** Reports the size of the learner's table, and refuses tables of one row with the level's own words. */
const rows = defineSimulation({
  id: 'rows',
  version: 1,
  data: { kind: 'table', files: 2, required: true },
  params: { target: text({ maxLength: 20, default: '' }) },
  metrics: { rows: {}, 'mean.*': {} },
  *run({ data }) {
    const tables = data?.kind === 'table' ? data.tables : [];
    const metrics: Record<string, number> = { rows: tables.reduce((sum, { rowCount }) => sum + rowCount, 0) };
    for (const { name } of tables[0].columns) metrics[`mean.${name}`] = 0;
    yield { progress: 1, metrics, panels: [] } satisfies Frame;
  },
});

export const lesson: Lesson = defineLesson({
  id: 'lottery-ticket',
  number: 4,
  cards: ['idea', 'more'],
  simulations: [walk, stubborn, rows, faults.throws],
  predictions: [{ simulation: 'walk', options: ['up', 'down'], outcome: ({ position }) => (position > 0 ? 'up' : 'down') }],
  claims: [{ id: 'it-walks', runs: { walk: { simulation: 'walk' } }, margin: ({ walk: { position } }) => Math.abs(position) }],
  challenge: { simulation: 'walk', pass: [metric('position').atLeast(1)], distinction: [metric('position').atLeast(2)], solution: {}, seed: 1 },
  quiz: [choiceQuestion('q', ['a', 'b'], 'a')],
  reading: [{ authors: 'Pearson, K.', year: 1905, title: 'The problem of the random walk', venue: 'Nature 72' }],
});

const both = (en: string, zh: string) => ({ en, zh });
const prose = {
  title: both('Walks', '随机游走'),
  summary: both('A **walk** goes on.', '**随机游走**不断前行。'),
  card: both('One step after the other.', '一步接着一步。'),
  claim: both('It gets away from where it began.', '它会离开起点。'),
};

function wordsIn(language: Language): LessonWords {
  const say = (words: Record<Language, string>) => words[language];
  return {
    title: say(prose.title),
    summary: say(prose.summary),
    cards: { idea: { title: say(both('The idea', '想法')), body: say(prose.card) }, more: { title: 'More', body: say(prose.card) } },
    predictions: { walk: { question: say(both('Where does it go?', '它会走向哪里？')), options: { up: say(both('up', '向上')), down: say(both('down', '向下')) }, explanation: say(both('The drift decides.', '漂移决定方向。')) } },
    claims: { 'it-walks': say(prose.claim) },
    challenge: { goal: say(both('Get far away.', '走得远一些。')), hints: [], solution: say(both('Larger steps.', '加大步长。')), debrief: '' },
    quiz: { q: { question: say(both('What is a [seed](#seed)?', '什么是[随机种子](#seed)？')), options: { a: { text: say(both('A start', '起点')), reason: say(both('Yes, the start.', '对，是起点。')) }, b: { text: say(both('An end', '终点')), reason: say(both('No, not the end.', '不，不是终点。')) } } } },
    words: {
      'param.frames': say(both('frames', '帧数')),
      'param.frames.help': say(both('How many steps.', '走多少步。')),
      'param.shape.normal': say(both('bell-shaped', '钟形')),
      'metric.position': say(both('position', '位置')),
      'metric.mean.*': say(both('mean of {name}', '{name} 的均值')),
    },
    errors: {},
  };
}

const registry = new Registry([{ id: 'lottery-ticket', folder: '04-lottery-ticket', simulations: lesson.simulations.map(({ id }) => id), questions: lesson.quiz.map(({ id }) => id), load: async () => ({ default: lesson }) }]);

export const parts = plannedParts;
export const levels = () => registry.levels();
export const findLevel = (name: number | string) => registry.findLevel(name);
export const simulationIndex = () => registry.simulationIndex();
export const loadLesson = (id: string) => registry.loadLesson(id);
export const loadSimulation = (id: string) => registry.loadSimulation(id);
export const loadWords = (_id: string, language: Language) => wordsIn(language);

/** No text: levels are found by their titles; what a search finds in texts is tested with the search. */
export const textOf = () => '';
