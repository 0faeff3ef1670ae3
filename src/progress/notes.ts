/**
 * A level as notes to keep, in Markdown: the cards, what was expected and what came of it, the challenge, the runs with the commands
 * that make them again, the quiz with the learner's answers, the terms used.
 */
import { metricFamily, metricSpec, type Answer, type Language, type Lesson, type Question, type Simulation } from '../lesson/index.js';
import type { LessonWords } from '../lesson/words/types.js';
import { shareCommand } from '../runtime/share/index.js';
import { glossaryTerm } from '../words/glossary/index.js';
import { catalogue } from '../words/index.js';
import { metricLabel } from '../words/labels.js';
import { formatNumber } from '../words/numbers.js';
import { fill, type Speaker } from '../words/say.js';
import { personalBest } from './best.js';
import { localDay } from './days.js';
import { EMPTY_LESSON } from './schema.js';
import type { Day, LessonProgress, Progress, RunRecord } from './types.js';

export interface NotesOf {
  readonly lesson: Lesson;
  readonly words: LessonWords;
  readonly language: Language;
  readonly progress: Progress;
  readonly today: Day;
}

/** Runs in the notes: the newest, and all that are pinned. */
const MOST_RUNS = 10;

export function levelNotes(given: NotesOf): string {
  const { lesson, words, language, progress, today } = given;
  const own = Object.hasOwn(progress.lessons, lesson.id) ? progress.lessons[lesson.id] : EMPTY_LESSON;
  const said = catalogue(language).notes;
  const sections: readonly (readonly string[])[] = [
    [`# ${words.title}`, words.summary],
    [`## ${said.cards}`, ...lesson.cards.flatMap((id) => [`### ${words.cards[id].title}`, words.cards[id].body])],
    predictions(given, own),
    lesson.claims.length === 0 ? [] : [`## ${said.claims}`, lesson.claims.map(({ id }) => `- ${words.claims[id]}`).join('\n')],
    challenge(given, own),
    runs(given),
    [`## ${said.quiz}`, ...lesson.quiz.flatMap((question) => quizEntry(question, given, own))],
  ];
  const body = sections.flat().join('\n\n');
  const reading = lesson.reading.map(({ authors, year, title, venue }) => `- ${authors} (${year}). ${title}. ${venue}.`);
  const terms = termsIn(body).flatMap((id) => glossaryTerm(id, language) ?? []);
  const end = [
    ...(terms.length === 0 ? [] : [`## ${said.terms}`, terms.map(({ term, otherTerm, definition }) => `- ${fill(said.term, { term, other: otherTerm, definition }, language)}`).join('\n')]),
    ...(reading.length === 0 ? [] : [`## ${said.reading}`, reading.join('\n')]),
    fill(said.written, { day: today }, language),
  ];
  return `${[withoutTermLinks(body), ...end].filter((part) => part !== '').join('\n\n')}\n`;
}

function predictions({ lesson, words, language }: NotesOf, own: LessonProgress): string[] {
  const said = catalogue(language).notes;
  if (lesson.predictions.length === 0) return [];
  return [
    `## ${said.predictions}`,
    ...lesson.predictions.flatMap(({ simulation }) => {
      const text = words.predictions[simulation];
      const made = Object.hasOwn(own.predictions, simulation) ? own.predictions[simulation] : undefined;
      const say = (option: string) => text.options[option] ?? option;
      const mine = made ? fill(said.myPrediction, { option: say(made.option) }, language) : said.noPrediction;
      if (!made || made.outcome === undefined) return [text.question, `- ${mine}\n- ${said.open}`];
      return [text.question, `- ${mine}\n- ${fill(made.outcome === made.option ? said.outcomeRight : said.outcome, { option: say(made.outcome) }, language)}`, text.explanation];
    }),
  ];
}

function challenge({ lesson, words, language, progress }: NotesOf, own: LessonProgress): string[] {
  const said = catalogue(language).notes;
  const { grade, hints, solutionSeen } = own.challenge;
  const simulation = lesson.simulations.find(({ id }) => id === lesson.challenge.simulation);
  const best = simulation && personalBest(lesson.challenge, simulation, progress.runs);
  const facts = [said.grade[grade], ...(hints > 0 ? [fill(said.hints, { count: hints }, language)] : [])];
  if (simulation && best) {
    const value = formatNumber(best.value, metricSpec(simulation.metrics, best.metric), language);
    facts.push(fill(said.best, { metric: metricLabel(best.metric, speakerOf(simulation, words, language)), value, run: best.run.id, count: best.among }, language));
  }
  if (own.own !== undefined) facts.push(fill(said.own, { text: own.own }, language));
  // Before it is passed, the solution would spoil it.
  const after = grade !== 'none' || solutionSeen ? [words.challenge.solution, words.challenge.debrief] : [];
  return [`## ${said.challenge}`, words.challenge.goal, facts.map((fact) => `- ${fact}`).join('\n'), ...after];
}

function runs({ lesson, words, language, progress }: NotesOf): string[] {
  const said = catalogue(language).notes;
  const mine = progress.runs.filter((run) => lesson.simulations.some(({ id }) => id === run.simulation)).reverse();
  const shown = mine.filter((run, index) => index < MOST_RUNS || run.pinned);
  if (shown.length === 0) return [`## ${said.runs}`, said.noRuns];
  return [`## ${said.runs}`, ...shown.flatMap((run) => runEntry(run, lesson, words, language))];
}

function runEntry(run: RunRecord, lesson: Lesson, words: LessonWords, language: Language): string[] {
  const said = catalogue(language).notes;
  const simulation = lesson.simulations.find(({ id }) => id === run.simulation);
  if (!simulation) return [];
  const when = localDay(Date.parse(run.finishedAt));
  const title = run.name === undefined ? fill(said.run, { id: run.id, when }, language) : fill(said.runNamed, { name: run.name, id: run.id, when }, language);
  const speaker = speakerOf(simulation, words, language);
  const order = Object.keys(simulation.metrics);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.indexOf(metricFamily(name)));
  const rows = Object.keys(run.metrics).sort((a, b) => rank(a) - rank(b)).map((name) => `| ${cell(metricLabel(name, speaker))} | ${formatNumber(run.metrics[name], metricSpec(simulation.metrics, name), language)} |`);
  const command = shareCommand(simulation, { params: run.params, seed: run.seed, files: run.data });
  return [`### ${title}`, `\`\`\`sh\n${command}\n\`\`\``, [`| ${said.metric} | ${said.value} |`, '| --- | ---: |', ...rows].join('\n')];
}

function quizEntry(question: Question, { words, language }: NotesOf, own: LessonProgress): string[] {
  const said = catalogue(language).notes;
  const text = words.quiz[question.id];
  const given = Object.hasOwn(own.quiz, question.id) ? own.quiz[question.id] : undefined;
  if (!given) return [text.question, `- ${said.unanswered}`];
  const say = (answer: Answer): string => (typeof answer === 'number' ? formatNumber(answer, {}, language) : typeof answer === 'string' ? (text.options[answer]?.text ?? answer) : answer.map((item) => text.options[item]?.text ?? item).join(language === 'zh' ? '、' : ', '));
  const mine = `- ${fill(given.right ? said.right : said.wrong, { answer: say(given.answer) }, language)}`;
  const right = question.kind === 'order' ? question.items : question.answer;
  const facts = given.right ? mine : `${mine}\n- ${fill(said.correct, { answer: say(right) }, language)}`;
  const reason = question.kind === 'choice' ? text.options[question.answer]?.reason : text.reason;
  return [text.question, facts, ...(reason === undefined ? [] : [reason])];
}

function speakerOf(simulation: Pick<Simulation, 'id'>, lesson: LessonWords, language: Language): Speaker {
  return { language, lesson, simulation: simulation.id };
}

const TERM_LINK = /\[([^\]]+)\]\(#([\w-]+)\)/g;

/** In the order of their first use. */
function termsIn(text: string): string[] {
  return [...new Set([...text.matchAll(TERM_LINK)].map(([, , id]) => id))];
}

/** Links into the glossary lead nowhere outside of the tutor. */
function withoutTermLinks(text: string): string {
  return text.replace(TERM_LINK, '$1');
}

/** A bar would end the cell of a table. */
function cell(text: string): string {
  return text.replace(/\|/g, '\\|');
}
