/** `notes LEVEL`: the level as Markdown, with what the learner made of it. */
import path from 'node:path';
import { loadNotes, localDay } from '../../progress/index.js';
import { loadLesson } from '../../registry/index.js';
import { isOn, valueIn } from '../args.js';
import type { Command } from '../context.js';
import { UsageError } from '../usage-error.js';
import { checkTarget, writeTarget } from '../write-file.js';

export const notes: Command = {
  name: 'notes',
  usage: 'notes LEVEL [--out FILE]',
  options: { out: { kind: 'value' }, force: { kind: 'switch' } },
  positionals: 1,
  examples: ['notes 4', 'notes lottery-ticket --out lottery-ticket.md'],

  async run({ positionals: [typed], values }, context) {
    if (typed === undefined) throw new UsageError('cli.missing', { usage: notes.usage }, undefined, 'notes');
    const level = await context.level(typed);
    const [file, overwrite] = [valueIn(values, 'out'), isOn(values, 'force')];
    checkTarget(file, overwrite);
    const [{ levelNotes }, lesson] = await Promise.all([loadNotes(), loadLesson(level.id)]);
    const text = levelNotes({ lesson, words: context.wordsOf(level), language: context.language, progress: context.progress.refresh(), today: localDay(context.io.clock()) });
    if (file === undefined) {
      await context.emit(text);
      return 0;
    }
    writeTarget(file, text, overwrite);
    await context.print(context.fill(context.words['notes.written'], { number: level.number, file: path.resolve(file) }));
    return 0;
  },
};
