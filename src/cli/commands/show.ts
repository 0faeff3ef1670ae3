/** `show LEVEL`: the cards of a level as text, with what it claims, what can be run and what to read. */
import { renderProse, type Line } from '../../plot/index.js';
import { loadLesson } from '../../registry/index.js';
import type { Command } from '../context.js';
import { heading, paragraph } from '../layout.js';
import { UsageError } from '../usage-error.js';

export const show: Command = {
  name: 'show',
  usage: 'show LEVEL',
  options: {},
  positionals: 1,
  examples: ['show 4', 'show lottery-ticket'],

  async run({ positionals: [typed] }, context) {
    if (typed === undefined) throw new UsageError('cli.missing', { usage: show.usage }, undefined, 'show');
    const level = await context.level(typed);
    const lesson = await loadLesson(level.id);
    const text = context.wordsOf(level);
    const { words, looks } = context;
    const width = Math.min(looks.width, 80);
    const printAll = async (lines: readonly string[]) => {
      for (const line of lines) await context.print(line);
    };
    const section = async (title: string) => printAll(['', ...heading(title, width)]);
    const prose = (source: string): readonly Line[] => renderProse(source, { width, charset: looks.charset });

    await printAll(heading(context.fill(words.levelHeading, { number: level.number, title: text.title }), width));
    await context.draw(prose(text.summary));
    for (const id of lesson.cards) {
      await section(text.cards[id].title);
      await context.draw(prose(text.cards[id].body));
    }
    await section(words.claims);
    await context.draw(prose(lesson.claims.map(({ id }) => `- ${text.claims[id]}`).join('\n')));
    await section(words.simulations);
    await printAll(lesson.simulations.map(({ id }) => context.fill(words.runIt, { simulation: id })));
    if (lesson.reading.length > 0) {
      await section(words.reading);
      for (const { authors, year, title, venue } of lesson.reading) await printAll(paragraph(`${authors} (${year}). ${title}. ${venue}.`, width));
    }
    return 0;
  },
};
