// Runs the simulations at their defaults: frames in order and finite, words for every label in both languages, the
// prediction answered, the time kept; and the challenge: solved by its worked solution, not by its start or the defaults.

import { defaultParams, gradeRun, LANGUAGES, UserError, type Frame, type Grade, type Label, type Language, type LabelValues, type Lesson, type ParamValues, type Simulation } from '../../src/lesson/index.js';
import { lookUp } from '../../src/words/say.js';
import { runBreathing } from './breathing.js';
import { Faults, type Fault } from './fault.js';
import { labelsOfFrame } from './labels.js';
import { wordsFile, type LessonFolder } from './load.js';

/** Bars of the design for one core of an idle machine. */
const FIRST_FRAME_SECONDS = 0.3;
const TOTAL_SECONDS = 15;
const FRAMES_A_SECOND = 10;
/** Of default runs, here and in the golden test. */
export const SEED = 7;

/** A finished default run, for those who compare it with an earlier one. */
export type OnResult = (simulation: Simulation, params: ParamValues, result: Frame) => void;

/** Each simulation once at its defaults in every language that has defaults of its own. */
export async function checkRuns(folder: LessonFolder, onResult: OnResult = () => {}): Promise<Fault[]> {
  const all: Fault[] = [];
  for (const simulation of folder.lesson.simulations) {
    const faults = new Faults(`lessons/${folder.folder}`);
    const words = new Set<string>();
    const wordless: Fault[] = [];
    for (const params of distinctDefaults(simulation)) {
      const result = await timedRun(faults, simulation, params, (label) => wordless.push(...missingWords(folder, simulation, label, words)));
      if (!result) continue;
      checkResult(faults, folder.lesson, simulation, result);
      onResult(simulation, params, result);
    }
    all.push(...faults.list, ...wordless);
  }
  return all;
}

/** The defaults of a simulation: one set, or one a language where they differ. */
export function distinctDefaults(simulation: Simulation): ParamValues[] {
  const all = LANGUAGES.map((language) => defaultParams(simulation.params, language));
  return all.filter((params, index) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(params)) === index);
}

async function timedRun(faults: Faults, simulation: Simulation, params: ParamValues, onLabel: (label: Label) => void): Promise<Frame | undefined> {
  const start = performance.now();
  let first: number | undefined;
  let frames = 0;
  let labelling = 0;
  try {
    const result = await runBreathing(simulation, params, SEED, (frame) => {
      const arrived = performance.now();
      first ??= (arrived - start) / 1000;
      frames++;
      labelsOfFrame(frame).forEach(onLabel);
      labelling += performance.now() - arrived;
    });
    const total = (performance.now() - start - labelling) / 1000;
    checkTimes(faults, simulation.id, first ?? total, total, frames);
    if (result.progress !== 1) faults.add(`${simulation.id}: the last frame has progress ${result.progress}`, 'The last frame is the result: yield it with progress 1');
    return result;
  } catch (error) {
    const problem = error instanceof UserError ? `refuses its own defaults (${error.message})` : error instanceof Error ? error.message : String(error);
    faults.add(`${simulation.id}: ${problem}`, `Run it: npm start -- run ${simulation.id}`);
    return undefined;
  }
}

function checkTimes(faults: Faults, id: string, first: number, total: number, frames: number): void {
  const warning = true;
  if (first > FIRST_FRAME_SECONDS) faults.add(`${id}: the first frame came after ${first.toFixed(2)} s`, `It should within ${FIRST_FRAME_SECONDS} s on an idle core: yield before the heavy work`, { warning });
  if (total > TOTAL_SECONDS) faults.add(`${id}: the default run took ${total.toFixed(1)} s`, `It should take at most ${TOTAL_SECONDS} s on an idle core: choose smaller defaults`, { warning });
  if (total > 1 && frames / total < FRAMES_A_SECOND) faults.add(`${id}: ${(frames / total).toFixed(1)} frames a second`, `It should be ${FRAMES_A_SECOND} or more: yield more often`, { warning });
}

function checkResult(faults: Faults, lesson: Lesson, simulation: Simulation, { metrics }: Frame): void {
  for (const name of Object.keys(simulation.metrics)) {
    // A run of several things at once reports them one by one: `loss.vae` stands for `loss`.
    const reported = Object.hasOwn(metrics, name) || Object.keys(metrics).some((metric) => metric.startsWith(`${name.replace(/\.\*$/, '')}.`));
    if (!reported && simulation.metrics[name].headline !== false) faults.add(`${simulation.id}: the last frame reports no "${name}"`, 'Report it, or declare it with headline: false');
  }
  const prediction = lesson.predictions.find((candidate) => candidate.simulation === simulation.id);
  const outcome = prediction?.outcome(metrics);
  if (prediction && outcome !== undefined && !prediction.options.includes(outcome)) faults.add(`${simulation.id}: the run answers the prediction with "${outcome}"`, `Options: ${prediction.options.join(', ')}`);
}

/** Words that a label lacks in either language; each key is reported once. */
function missingWords(folder: LessonFolder, simulation: Simulation, label: Label, known: Set<string>): Fault[] {
  if (typeof label !== 'string' && 'raw' in label) return [];
  const [key, values]: [string, LabelValues] = typeof label === 'string' ? [label, {}] : [label.key, label.values];
  if (known.has(key)) return [];
  known.add(key);
  return LANGUAGES.flatMap((language) => {
    const faults = new Faults(wordsFile(folder.folder, language));
    const template = templateOf(folder, simulation, key, language);
    if (template === undefined) faults.add(`${simulation.id} shows "${key}", which has no words`, `Add - \`${key}\`: ... under "## words", or wrap data in raw()`);
    const unfilled = [...(template ?? '').matchAll(/\{(\w+)\}/g)].filter(([, name]) => !Object.hasOwn(values, name));
    for (const [place] of unfilled) faults.add(`${simulation.id}: nothing fills ${place} of "${key}"`, 'Pass it with message(), or take it out of the words');
    return faults.list;
  });
}

function templateOf({ words }: LessonFolder, simulation: Simulation, key: string, language: Language): string | undefined {
  return lookUp(key, { language, lesson: words[language], simulation: simulation.id });
}

/** Three runs: the worked solution reaches distinction; the start and the defaults do not even pass. */
export async function checkChallenge({ folder, lesson }: Pick<LessonFolder, 'folder' | 'lesson'>): Promise<Fault[]> {
  const faults = new Faults(`lessons/${folder}/lesson.ts`);
  const { challenge } = lesson;
  const simulation = lesson.simulations.find(({ id }) => id === challenge.simulation);
  if (!simulation) return faults.list; // the manifest check has said so
  const attempts: { readonly name: string; readonly params: ParamValues; readonly wanted: Grade; readonly rule: string }[] = [
    { name: 'the worked solution of the challenge', params: { ...challenge.start, ...challenge.solution }, wanted: 'distinction', rule: 'It must reach distinction at the seed of the challenge' },
    { name: 'the start of the challenge', params: { ...challenge.start }, wanted: 'none', rule: 'A challenge must ask for a change' },
  ];
  if (Object.keys(challenge.start ?? {}).length > 0) attempts.push({ name: 'a run at the defaults', params: {}, wanted: 'none', rule: 'A challenge must ask for understanding' });
  for (const { name, params, wanted, rule } of attempts) {
    try {
      const { metrics } = await runBreathing(simulation, params, challenge.seed);
      const grade = gradeRun(challenge, metrics);
      const judged = [...new Set([...challenge.pass, ...challenge.distinction].map(({ metric }) => `${metric} ${metrics[metric]}`))];
      if (grade !== wanted) faults.add(`${name} reaches "${grade}" (${judged.join(', ')})`, rule);
    } catch (error) {
      faults.add(`${name} cannot be run: ${error instanceof Error ? error.message : String(error)}`, `Run it: npm start -- run ${simulation.id}`);
    }
  }
  return faults.list;
}
