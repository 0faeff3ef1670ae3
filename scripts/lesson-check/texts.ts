// Checks the words against lesson.ts, and the two languages against each other.

import { LANGUAGES, type Language, type Lesson, type ParamSpec, type Question, type Simulation } from '../../src/lesson/index.js';
import { MarkdownSource } from '../../src/lesson/words/outline.js';
import type { LessonWords, QuestionWords } from '../../src/lesson/words/types.js';
import { curriculum } from '../../src/registry/curriculum.js';
import { isTerm } from '../../src/words/glossary/index.js';
import { lookUp } from '../../src/words/say.js';
import { Faults, missing, type Fault } from './fault.js';
import { wordsFile, type LessonFolder } from './load.js';

export function checkTexts({ folder, lesson, words, source }: LessonFolder): Fault[] {
  return [
    ...LANGUAGES.flatMap((language) => checkLanguage(new Faults(wordsFile(folder, language)), language, lesson, words[language], source[language])),
    ...compare(new Faults(wordsFile(folder, 'en')), words.zh, words.en),
  ];
}

function checkLanguage(faults: Faults, language: Language, lesson: Lesson, words: LessonWords, source: string): Fault[] {
  const planned = curriculum.find(({ id }) => id === lesson.id)?.title[language];
  if (words.title !== planned) faults.add(`the title is "${words.title}"`, `The curriculum calls the level "${planned}"`);
  sameIds(faults, 'cards', lesson.cards, Object.keys(words.cards), true);
  sameIds(faults, 'claims', lesson.claims.map(({ id }) => id), Object.keys(words.claims), false);
  sameIds(faults, 'predictions', lesson.predictions.map(({ simulation }) => simulation), Object.keys(words.predictions), false);
  sameIds(faults, 'quiz', lesson.quiz.map(({ id }) => id), Object.keys(words.quiz), true);
  for (const { simulation, options } of lesson.predictions) {
    const said = words.predictions[simulation];
    if (said) sameIds(faults, `options of prediction "${simulation}"`, options, Object.keys(said.options), false);
  }
  for (const question of lesson.quiz) {
    const said = words.quiz[question.id];
    if (said) checkQuestion(faults, question, said);
  }
  for (const simulation of lesson.simulations) checkSimulationWords(faults, language, simulation, words);
  checkStrayWords(faults, lesson, words);
  source.split('\n').forEach((text, index) => {
    for (const [, id] of text.matchAll(/\]\(#([^)]*)\)/g)) {
      if (!isTerm(id)) faults.add(`the glossary has no "${id}"`, 'Add it to src/words/glossary in both languages', { line: index + 1 });
    }
    if (/\bTODO\b/.test(text)) faults.add('a TODO is left', 'Write what it asks for', { line: index + 1 });
  });
  return faults.list;
}

function sameIds(faults: Faults, what: string, wanted: readonly string[], there: readonly string[], ordered: boolean): void {
  for (const id of missing(wanted, there)) faults.add(`${what}: "${id}" of lesson.ts has no words`, 'Write them, or take it out of lesson.ts');
  for (const id of missing(there, wanted)) faults.add(`${what}: "${id}" is not in lesson.ts`, 'Add it there, or remove its words');
  if (ordered && missing(wanted, there).length === 0 && missing(there, wanted).length === 0 && wanted.join() !== there.join())
    faults.add(`${what} are in another order than in lesson.ts`, `Order them ${wanted.join(', ')}`);
}

function checkQuestion(faults: Faults, question: Question, said: QuestionWords): void {
  const where = `question "${question.id}"`;
  const options = Object.entries(said.options);
  switch (question.kind) {
    case 'choice':
      sameIds(faults, where, question.options, Object.keys(said.options), false);
      for (const [id, option] of options) if (!option.reason) faults.add(`${where}: option "${id}" has no reason`, 'Put it under the option as "> why it is right or wrong"');
      if (said.reason !== undefined) faults.add(`${where} has a "#### reason"`, 'In a choice question each option has its own');
      return;
    case 'order':
      sameIds(faults, where, question.items, Object.keys(said.options), false);
      break;
    case 'number':
      if (options.length > 0) faults.add(`${where} asks for a number but lists options`, 'End the question with text');
  }
  if (!said.reason) faults.add(`${where} has no reason`, 'Add "#### reason"');
  for (const [id, option] of options) if (option.reason) faults.add(`${where}: option "${id}" has a reason of its own`, 'Put the why under "#### reason"');
}

function wordsOfParam(name: string, spec: ParamSpec): string[] {
  return [`param.${name}`, `param.${name}.help`, ...(spec.kind === 'choice' ? spec.options.map((option) => `param.${name}.${option}`) : [])];
}

function checkSimulationWords(faults: Faults, language: Language, simulation: Simulation, lesson: LessonWords): void {
  const wanted = [
    ...Object.entries(simulation.params).flatMap(([name, spec]) => wordsOfParam(name, spec)),
    ...Object.keys(simulation.metrics).map((name) => `metric.${name}`),
  ];
  for (const key of wanted) {
    if (lookUp(key, { language, lesson, simulation: simulation.id }) === undefined) faults.add(`${simulation.id}: there are no words for "${key}"`, `Add - \`${key}\`: ... under "## words"`);
  }
}

/** Words for parameters and metrics that no simulation has. */
function checkStrayWords(faults: Faults, lesson: Lesson, words: LessonWords): void {
  const known = new Set(
    lesson.simulations.flatMap(({ id, params, metrics }) =>
      [...Object.entries(params).flatMap(([name, spec]) => wordsOfParam(name, spec)), ...Object.keys(metrics).map((name) => `metric.${name}`)].flatMap((key) => [key, `${id}.${key}`]),
    ),
  );
  for (const key of Object.keys(words.words)) {
    if (/(^|\.)(param|metric)\./.test(key) && !known.has(key)) faults.add(`words for "${key}", which no simulation has`, 'Remove them, or correct the name');
  }
}

/** Everything in which the two languages must be alike; said about the English file. */
function compare(faults: Faults, zh: LessonWords, en: LessonWords): Fault[] {
  const alike = (what: string, chinese: readonly string[], english: readonly string[]) => {
    for (const id of missing(chinese, english)) faults.add(`${what}: "${id}" is in zh.md only`, 'Both files have the same structure');
    for (const id of missing(english, chinese)) faults.add(`${what}: "${id}" is in en.md only`, 'Both files have the same structure');
    if (chinese.length === english.length && missing(chinese, english).length === 0 && chinese.join() !== english.join()) faults.add(`${what} stand in another order than in zh.md`, `Order them ${chinese.join(', ')}`);
  };
  for (const section of ['cards', 'predictions', 'claims', 'quiz', 'words', 'errors'] as const) alike(section, Object.keys(zh[section]), Object.keys(en[section]));
  for (const id of Object.keys(zh.quiz)) if (en.quiz[id]) alike(`options of question "${id}"`, Object.keys(zh.quiz[id].options), Object.keys(en.quiz[id].options));
  for (const id of Object.keys(zh.predictions)) if (en.predictions[id]) alike(`options of prediction "${id}"`, Object.keys(zh.predictions[id].options), Object.keys(en.predictions[id].options));
  for (const id of Object.keys(zh.cards)) {
    const [chinese, english] = [zh.cards[id], en.cards[id]].map((card) => card && shape(card.body));
    if (english !== undefined && chinese !== english) faults.add(`card "${id}" is built of "${english}", in zh.md of "${chinese}"`, 'Tables, lists and code blocks have the same size in both languages');
  }
  for (const section of ['words', 'errors'] as const) {
    for (const [key, text] of Object.entries(zh[section])) {
      const other = en[section][key];
      if (other !== undefined && placeholders(text) !== placeholders(other)) faults.add(`\`${key}\` fills in ${placeholders(other) || 'nothing'}, in zh.md ${placeholders(text) || 'nothing'}`, 'Use the same {values} in both');
    }
  }
  return faults.list;
}

/** The blocks of a passage that are no paragraphs, with their sizes: "table 3x2, code 4". */
export function shape(markdown: string): string {
  const parts = new MarkdownSource(markdown).root.blocks.flatMap((block) => {
    switch (block.type) {
      case 'table':
        return [`table ${block.children.length}x${block.children[0]?.children.length ?? 0}`];
      case 'code':
        return [`code ${block.value.split('\n').length}`];
      case 'list':
        return [`list ${block.children.length}`];
      default:
        return [];
    }
  });
  return parts.join(', ') || 'paragraphs';
}

function placeholders(text: string): string {
  return [...new Set([...text.matchAll(/\{\w+\}/g)].map(([name]) => name))].sort().join(' ');
}
