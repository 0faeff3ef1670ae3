/** The linter finds every kind of fault, and a new lesson made from the template has none but its TODOs. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choiceQuestion, line, metric, numberQuestion, type Lesson } from '../../src/lesson/index.js';
import { readLessonWords } from '../../src/lesson/words/parse.js';
import { checkCards } from '../../scripts/lesson-check/cards.js';
import { describe as say, type Fault } from '../../scripts/lesson-check/fault.js';
import { labelsOfPanel } from '../../scripts/lesson-check/labels.js';
import type { LessonFolder } from '../../scripts/lesson-check/load.js';
import { checkManifest } from '../../scripts/lesson-check/manifest.js';
import { checkChallenge, checkRuns } from '../../scripts/lesson-check/runs.js';
import { checkTexts, shape } from '../../scripts/lesson-check/texts.js';
import { levelFor, newLesson } from '../../scripts/lesson-new.js';
import { root } from '../support/sources.js';

const folder = '11-parameter-count';
const files = newLesson(levelFor('11', 'parameter-count'));
// Two folders below the root, as a lesson is, so that its imports resolve.
const made = path.join(root, '.cache', `lesson-${process.pid}`);
let lesson: Lesson;

beforeAll(async () => {
  mkdirSync(made, { recursive: true });
  for (const [name, text] of files) writeFileSync(path.join(made, name), text);
  const module: { readonly default: Lesson } = await import(pathToFileURL(path.join(made, 'lesson.ts')).href);
  lesson = module.default;
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

interface Changes {
  readonly zh?: (text: string) => string;
  readonly en?: (text: string) => string;
  readonly lesson?: (lesson: Lesson) => Partial<Lesson>;
}

/** The new lesson as if its TODOs were done, with something changed. */
function lessonWith(changes: Changes = {}): LessonFolder {
  const text = (language: 'zh' | 'en') => (changes[language] ?? String)((files.get(`${language}.md`) ?? '').replaceAll(/TODO[:：]? */g, ''));
  const [zh, en] = [text('zh'), text('en')];
  const words = { zh: readLessonWords(zh, 'zh.md'), en: readLessonWords(en, 'en.md') };
  expect([...words.zh.faults, ...words.en.faults]).toEqual([]);
  return { folder, lesson: { ...lesson, ...changes.lesson?.(lesson) }, words: { zh: words.zh.words, en: words.en.words }, source: { zh, en } };
}

/** Without the path, which is the same throughout. */
const said = (faults: readonly Fault[]) => faults.filter(({ warning }) => !warning).map((fault) => say(fault).replace(`lessons/${folder}/`, ''));

describe('a new lesson', () => {
  test('reads without a fault and has TODOs in both languages', () => {
    for (const name of ['zh.md', 'en.md']) {
      expect(readLessonWords(files.get(name) ?? '', name).faults).toEqual([]);
      expect(files.get(name)).toContain('TODO');
      expect(files.get(name)).not.toMatch(/lesson-id|simulation-id|LEVEL-TITLE/);
    }
    expect(files.get('lesson.ts')).toContain("id: 'parameter-count',\n  number: 11,");
  });

  test('passes everything but its TODOs', async () => {
    const fresh = lessonWith();
    expect(said([...checkManifest(folder, lesson), ...checkTexts(fresh), ...checkCards(fresh), ...(await checkRuns(fresh)), ...(await checkChallenge(fresh))])).toEqual([]);
    const untouched = { ...fresh, source: { zh: files.get('zh.md') ?? '', en: files.get('en.md') ?? '' } };
    const todos = said(checkTexts(untouched));
    expect(todos.length).toBeGreaterThan(40);
    expect(todos.every((fault) => /^(zh|en)\.md:\d+: a TODO is left/.test(fault))).toBe(true);
  });

  test('is refused for a level that does not exist or has another id', () => {
    expect(() => levelFor('31')).toThrow('There is no level "31"; levels are 1 to 30.');
    expect(() => levelFor('11', 'counting')).toThrow('Level 11 is "parameter-count", not "counting".');
  });
});

describe('the linter on texts', () => {
  test.each<[string, Changes, string]>([
    ['a title of its own', { en: (text) => text.replace('# Counting parameters', '# Counting') }, 'en.md: the title is "Counting". The curriculum calls the level "Counting parameters".'],
    ['a card without words', { lesson: ({ cards }) => ({ cards: [...cards, 'more'] }) }, 'zh.md: cards: "more" of lesson.ts has no words. Write them, or take it out of lesson.ts.'],
    ['words without a card', { en: (text) => text.replace('## predictions', '### extra: Extra\n\nText.\n\n## predictions') }, 'en.md: cards: "extra" is not in lesson.ts. Add it there, or remove its words.'],
    ['cards in another order', { lesson: ({ cards }) => ({ cards: [...cards].reverse() }) }, 'en.md: cards are in another order than in lesson.ts. Order them limits, method, example, idea.'],
    ['a claim without words', { zh: (text) => text.replace('more-draws-less-spread', 'more') }, 'zh.md: claims: "more-draws-less-spread" of lesson.ts has no words. Write them, or take it out of lesson.ts.'],
    ['an option without a reason', { en: (text) => text.replace('  > why it is wrong.\n', '') }, 'en.md: question "what": option "wrong" has no reason. Put it under the option as "> why it is right or wrong".'],
    ['a number question without a reason', { en: (text) => text.replace(/#### reason\n\nhow it is computed.\n/, '') }, 'en.md: question "how-much" has no reason. Add "#### reason".'],
    ['a parameter without words', { zh: (text) => text.replace(/- `param.draws.help`.*\n/, '') }, 'zh.md: parameter-count: there are no words for "param.draws.help". Add - `param.draws.help`: ... under "## words".'],
    ['words of no parameter', { en: (text) => `${text}- \`param.speed\`: speed\n` }, 'en.md: words for "param.speed", which no simulation has. Remove them, or correct the name.'],
    ['a term that is not in the glossary', { en: (text) => text.replace('(#seed)', '(#sead)') }, 'en.md:9: the glossary has no "sead". Add it to src/words/glossary in both languages.'],
    ['words in one language only', { zh: (text) => `${text}- \`note.extra\`: 附注\n` }, 'en.md: words: "note.extra" is in zh.md only. Both files have the same structure.'],
    ['different placeholders', { en: (text) => text.replace('`axis.mean`: mean', '`axis.mean`: mean of {n}') }, 'en.md: `axis.mean` fills in {n}, in zh.md nothing. Use the same {values} in both.'],
    ['tables of different size', { en: (text) => text.replace('| 4 | 0.144 |\n', '') }, 'en.md: card "example" is built of "table 2x2", in zh.md of "table 3x2". Tables, lists and code blocks have the same size in both languages.'],
    ['options in another order', { en: (text) => text.replace(/(- half: .*\n)(- quarter: .*\n)/, '$2$1') }, 'en.md: options of prediction "parameter-count" stand in another order than in zh.md. Order them half, quarter.'],
  ])('reports %s', (_what, changes, fault) => {
    expect(said(checkTexts(lessonWith(changes)))).toContain(fault);
  });
});

describe('the linter on cards', () => {
  test('reports a card that is too long, once a language', () => {
    const long = lessonWith({ en: (text) => text.replace('draw -> average -> repeat', 'x\n'.repeat(20).replaceAll('\n', '\n    ')) });
    expect(said(checkCards(long))).toEqual([expect.stringMatching(/^en\.md: card "method" needs \d+ lines .* 17 fit\. Shorten it or make it two cards\.$/)]);
  });

  test('reports code that is too wide', () => {
    const wide = lessonWith({ zh: (text) => text.replace('抽取 -> 求均值', '-'.repeat(70)) });
    expect(said(checkCards(wide))).toEqual([expect.stringMatching(/^zh\.md: card "method" is too wide/)]);
  });
});

describe('the linter on lesson.ts', () => {
  test.each<[string, (lesson: Lesson) => Partial<Lesson>, string]>([
    ['too few cards', () => ({ cards: ['a', 'b', 'c'] }), 'lesson.ts: 3 concept cards. A level has 4 to 8.'],
    ['too few questions', ({ quiz }) => ({ quiz: quiz.slice(1) }), 'lesson.ts: 3 quiz questions. A level has 4 or more.'],
    ['no reading', () => ({ reading: [] }), 'lesson.ts: 0 sources for further reading. A level has 1 or more.'],
    ['an incomplete source', () => ({ reading: [{ authors: '', year: 2020, title: 'T', venue: 'V' }] }), 'lesson.ts: the source "T" is incomplete. Give authors, year, title and venue.'],
    ['a doubled question', ({ quiz }) => ({ quiz: [...quiz, quiz[0]] }), 'lesson.ts: two of the questions have the id "what". Ids are unique in a lesson.'],
    ['an answer that is no option', ({ quiz }) => ({ quiz: [...quiz, { ...choiceQuestion('q', ['a', 'b', 'c'], 'a'), answer: 'd' }] }), 'lesson.ts: question "q": the answer "d" is not an option. Options: a, b, c.'],
    ['a negative tolerance', ({ quiz }) => ({ quiz: [...quiz, numberQuestion('q', 1, -1)] }), 'lesson.ts: question "q": answer 1 within -1. Give a finite number and a tolerance of 0 or more.'],
    ['an unknown metric', ({ challenge }) => ({ challenge: { ...challenge, pass: [metric('speed').atLeast(1)] } }), 'lesson.ts: a condition names the metric "speed". Metrics of parameter-count: spread, spreadOfOne.'],
    ['an unknown parameter', ({ challenge }) => ({ challenge: { ...challenge, solution: { speed: 1 } } }), "lesson.ts: the worked solution sets \"speed\". Parameters of parameter-count: draws, repeats."],
    ['a value out of range', ({ challenge }) => ({ challenge: { ...challenge, solution: { draws: 1000 } } }), 'lesson.ts: the worked solution sets draws to 1000, which its spec refuses (param.range). Keep to range, step and options of the parameter.'],
    ['a solution that needs what is locked', ({ challenge }) => ({ challenge: { ...challenge, locked: ['draws'] } }), 'lesson.ts: the worked solution changes the locked "draws". Unlock it or solve without it.'],
    ['a claim about another simulation', () => ({ claims: [{ id: 'c', runs: { a: { simulation: 'x' } }, margin: () => 1 }] }), 'lesson.ts: claim "c" names simulation "x". Simulations of this lesson: parameter-count.'],
  ])('reports %s', (_what, change, fault) => {
    expect(said(checkManifest(folder, { ...lesson, ...change(lesson) }))).toContain(fault);
  });
});

describe('the linter on runs', () => {
  test('reports a challenge that is too hard, or solved already', async () => {
    const hard = lessonWith({ lesson: ({ challenge }) => ({ challenge: { ...challenge, distinction: [metric('spread').atMost(0.001)] } }) });
    expect(said(await checkChallenge(hard))).toEqual([expect.stringMatching(/^lesson\.ts: the worked solution of the challenge reaches "pass" \(spread 0\.0\d+\)/)]);
    const easy = lessonWith({ lesson: ({ challenge }) => ({ challenge: { ...challenge, start: { draws: 100 } } }) });
    expect(said(await checkChallenge(easy))).toEqual([expect.stringMatching(/^lesson\.ts: the start of the challenge reaches "distinction"/)]);
  });

  test('reports labels without words in either language, and places that nothing fills', async () => {
    const bare = lessonWith({ zh: (text) => text.replace(/- `rule.truth`.*\n/, ''), en: (text) => text.replace('`panel.means`: one', '`panel.means`: {n}') });
    expect(said(await checkRuns(bare))).toEqual([
      'en.md: parameter-count: nothing fills {n} of "panel.means". Pass it with message(), or take it out of the words.',
      'zh.md: parameter-count: parameter-count shows "rule.truth", which has no words. Add - `rule.truth`: ... under "## words", or wrap data in raw().'.replace('parameter-count: parameter-count', 'parameter-count'),
    ]);
  });

  test('reports a run that fails, ends early or answers the prediction with no option', async () => {
    const [simulation] = lesson.simulations;
    const withRun = (run: typeof simulation.run) => lessonWith({ lesson: () => ({ simulations: [{ ...simulation, run }] }) });
    const failing = withRun(function* () {
      yield { progress: 0, metrics: { spread: Number.NaN }, panels: [] };
    });
    expect(said(await checkRuns(failing))[0]).toContain('metric "spread" is NaN');
    const early = withRun(function* () {
      yield { progress: 0.5, metrics: { spread: 1, spreadOfOne: 1 }, panels: [] };
    });
    expect(said(await checkRuns(early))).toEqual([expect.stringContaining('the last frame has progress 0.5')]);
    const odd = lessonWith({ lesson: ({ predictions }) => ({ predictions: predictions.map((prediction) => ({ ...prediction, options: ['a', 'b'] })) }) });
    expect(said(await checkRuns(odd))).toEqual([expect.stringContaining('the run answers the prediction with "half"')]);
  });
});

test('labels of a panel are collected from every part of it', () => {
  const panel = line({
    id: 'p',
    title: 'title',
    caption: 'caption',
    x: { label: 'x', unit: 'unit' },
    y: { label: 'y' },
    series: [{ id: 's', label: { raw: 's' }, x: [1], y: [1] }],
    rules: [{ axis: 'x', at: 1, label: 'rule' }],
  });
  expect(labelsOfPanel(panel)).toEqual(['title', 'caption', 'x', 'unit', 'y', { raw: 's' }, 'rule']);
});

test('the shape of a passage names what is not a paragraph', () => {
  expect(shape('Text.\n\n- a\n- b\n\n```\nx\ny\n```\n\n| a | b |\n| --- | --- |\n| 1 | 2 |')).toBe('list 2, code 2, table 2x2');
  expect(shape('Text.')).toBe('paragraphs');
});
