/** `progress`: what is remembered, as a table or JSON; and the door to export, import and reset. */
import { starsOf, stepsOf } from '../../progress/index.js';
import { levels, loadLesson, type Level } from '../../registry/index.js';
import { isOn } from '../args.js';
import type { Command, Context } from '../context.js';
import { tableLines } from '../layout.js';
import { exportTo, importFrom } from '../progress/exchange.js';
import { resetProgress, undoLastReset } from '../progress/reset.js';
import { json } from '../run/machine.js';
import { suggest, UsageError } from '../usage-error.js';

const ACTIONS = ['export', 'import', 'reset', 'undo'] as const;

export const progress: Command = {
  name: 'progress',
  usage: 'progress [--json] | progress export FILE | progress import FILE | progress reset [LEVEL | SIMULATION] | progress undo',
  options: { json: { kind: 'switch' }, yes: { kind: 'switch', short: 'y' }, force: { kind: 'switch' } },
  positionals: 2,
  examples: ['progress', 'progress export backup.json', 'progress import backup.json', 'progress reset lottery-ticket --yes'],

  async run({ positionals: [action, target], values }, context) {
    context.progress.refresh();
    if (action === undefined) return isOn(values, 'json') ? showJson(context) : showTable(context);
    if (!ACTIONS.some((name) => name === action)) throw new UsageError('cli.action', { name: action }, suggest(action, ACTIONS), 'progress');
    if (action === 'undo') return undoLastReset(context);
    if (action !== 'reset' && target === undefined) throw new UsageError('cli.missing', { usage: progress.usage }, undefined, 'progress');
    if (action === 'export') return exportTo(target, isOn(values, 'force'), context);
    if (action === 'import') return importFrom(target, context);
    return resetProgress(target, isOn(values, 'yes'), context);
  },
};

async function showJson({ progress: { state, path }, emit }: Context): Promise<number> {
  const { undo, ...now } = state;
  await emit(json({ file: path ?? null, ...now, undo: undo?.scope ?? null }));
  return 0;
}

async function showTable(context: Context): Promise<number> {
  const { words, looks, language } = context;
  const { state, path } = context.progress;
  const played = levels().filter(({ id, available }) => available && Object.hasOwn(state.lessons, id));
  if (played.length === 0) {
    await context.print(words['progress.none']);
  } else {
    const right = { align: 'right' as const };
    const columns = [
      { title: words['progress.level'], ...right },
      { title: '' },
      { title: words['progress.stars'], ...right },
      { title: words['progress.cards'], ...right },
      { title: words['progress.predictions'], ...right },
      { title: words['progress.simulations'], ...right },
      { title: words['progress.quiz'], ...right },
      { title: words['progress.challenge'] },
    ];
    const rows = await Promise.all(played.map((level) => rowOf(level, context)));
    for (const line of tableLines(columns, rows, looks.width)) await context.print(line);
  }
  await context.print();
  await context.print(context.fill(words['progress.runs'], { runs: state.runs.length }));
  await context.print(path === undefined ? words['progress.nowhere'] : context.fill(words['progress.where'], { file: path }));
  return 0;

  async function rowOf({ id, number, title }: Level, { progress: store }: Context): Promise<string[]> {
    const lesson = await loadLesson(id);
    const own = store.state.lessons[id];
    const counts = Object.fromEntries(stepsOf(lesson, own).map(({ step, count, total }) => [step, `${count}/${total}`]));
    const grade = words['progress.grade'][own.challenge.grade];
    return [String(number), title[language], `${starsOf(lesson, own).count}/3`, counts.learn, counts.predict, counts.run, counts.quiz, grade];
  }
}
