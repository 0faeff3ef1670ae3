// Checks lesson.ts by itself: enough cards and questions, answers among the options, names that exist.

import type { Challenge, Condition, Lesson, ParamValues, Question, Simulation } from '../../src/lesson/index.js';
import { checkParam, metricSpec, UserError } from '../../src/lesson/index.js';
import { Faults, missing, type Fault } from './fault.js';

export function checkManifest(folder: string, lesson: Lesson): Fault[] {
  const faults = new Faults(`lessons/${folder}/lesson.ts`);
  const { cards, simulations, predictions, claims, challenge, quiz, reading } = lesson;
  const count = (what: string, found: number, least: number, most = Infinity) => {
    if (found < least || found > most) faults.add(`${found} ${what}`, `A level has ${least}${most === Infinity ? ' or more' : ` to ${most}`}`);
  };
  count('concept cards', cards.length, 4, 8);
  count('simulations', simulations.length, 1);
  count('predictions', predictions.length, 1);
  count('claims', claims.length, 1);
  count('quiz questions', quiz.length, 4);
  count('sources for further reading', reading.length, 1);
  unique(faults, 'card', cards);
  unique(faults, 'question', quiz.map(({ id }) => id));
  unique(faults, 'claim', claims.map(({ id }) => id));

  const find = (id: string, where: string): Simulation | undefined => {
    const found = simulations.find((simulation) => simulation.id === id);
    if (!found) faults.add(`${where} names simulation "${id}"`, `Simulations of this lesson: ${simulations.map((simulation) => simulation.id).join(', ')}`);
    return found;
  };
  for (const { simulation, options } of predictions) {
    find(simulation, 'a prediction');
    count(`options of the prediction of ${simulation}`, options.length, 2);
  }
  for (const claim of claims) {
    for (const run of Object.values(claim.runs)) {
      const simulation = find(run.simulation, `claim "${claim.id}"`);
      if (simulation) checkValues(faults, simulation, run.params ?? {}, `claim "${claim.id}"`);
    }
  }
  for (const question of quiz) checkQuestion(faults, question);
  const target = find(challenge.simulation, 'the challenge');
  if (target) checkChallengeNames(faults, challenge, target);
  for (const source of reading) {
    if (!source.authors || !source.title || !source.venue || !Number.isInteger(source.year)) faults.add(`the source "${source.title}" is incomplete`, 'Give authors, year, title and venue');
  }
  return faults.list;
}

function unique(faults: Faults, what: string, ids: readonly string[]): void {
  for (const id of new Set(ids.filter((name, index) => ids.indexOf(name) !== index))) faults.add(`two of the ${what}s have the id "${id}"`, 'Ids are unique in a lesson');
}

function checkQuestion(faults: Faults, question: Question): void {
  const where = `question "${question.id}"`;
  switch (question.kind) {
    case 'choice':
      if (question.options.length < 3) faults.add(`${where} has fewer than 3 options`, 'A choice between two is a coin toss: add one');
      if (!question.options.includes(question.answer)) faults.add(`${where}: the answer "${question.answer}" is not an option`, `Options: ${question.options.join(', ')}`);
      unique(faults, `options of ${where}`, question.options);
      return;
    case 'number':
      if (!Number.isFinite(question.answer) || !(question.tolerance >= 0)) faults.add(`${where}: answer ${question.answer} within ${question.tolerance}`, 'Give a finite number and a tolerance of 0 or more');
      return;
    case 'order':
      if (question.items.length < 3) faults.add(`${where} has fewer than 3 items to order`, 'Add one, or ask a choice');
      unique(faults, `items of ${where}`, question.items);
  }
}

function checkChallengeNames(faults: Faults, challenge: Challenge, simulation: Simulation): void {
  const known = Object.keys(simulation.params);
  checkValues(faults, simulation, challenge.start ?? {}, 'the challenge\'s start');
  checkValues(faults, simulation, challenge.solution, 'the worked solution');
  const locked = challenge.locked ?? [];
  for (const name of missing(locked, known)) faults.add(`the challenge locks "${name}"`, `Parameters of ${simulation.id}: ${known.join(', ')}`);
  for (const name of Object.keys(challenge.solution).filter((param) => locked.includes(param))) {
    if (challenge.solution[name] !== challenge.start?.[name]) faults.add(`the worked solution changes the locked "${name}"`, 'Unlock it or solve without it');
  }
  if (challenge.pass.length === 0) faults.add('the challenge asks for nothing', 'Give at least one condition to pass');
  if (challenge.distinction.length === 0) faults.add('the challenge has no distinction', 'Give at least one condition on top of those to pass');
  const named = (condition: Condition) => metricSpec(simulation.metrics, condition.metric);
  for (const condition of [...challenge.pass, ...challenge.distinction]) {
    if (!named(condition)) faults.add(`a condition names the metric "${condition.metric}"`, `Metrics of ${simulation.id}: ${Object.keys(simulation.metrics).join(', ')}`);
    else if (named(condition)?.measured) faults.add(`a condition judges the measured metric "${condition.metric}"`, 'A slow machine must not fail a learner: judge a computed one');
  }
}

function checkValues(faults: Faults, simulation: Simulation, values: ParamValues, where: string): void {
  for (const [name, value] of Object.entries(values)) {
    const spec = Object.hasOwn(simulation.params, name) ? simulation.params[name] : undefined;
    if (!spec) {
      faults.add(`${where} sets "${name}"`, `Parameters of ${simulation.id}: ${Object.keys(simulation.params).join(', ')}`);
      continue;
    }
    try {
      checkParam(name, spec, value);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.add(`${where} sets ${name} to ${JSON.stringify(value)}, which its spec refuses (${error.key})`, 'Keep to range, step and options of the parameter');
    }
  }
}
