/** `search WORDS`: where words occur in levels, cards and glossary. */
import { search as searchCourse } from '../../registry/course-search.js';
import { findLevel, type Hit } from '../../registry/index.js';
import { isOn } from '../args.js';
import type { Command, Context } from '../context.js';
import { paragraph } from '../layout.js';
import { json } from '../run/machine.js';
import { UsageError } from '../usage-error.js';

const LIMIT = 20;
const MOST_WORDS = 20;

export const search: Command = {
  name: 'search',
  usage: 'search WORDS [--json]',
  options: { json: { kind: 'switch' } },
  positionals: MOST_WORDS,
  examples: ['search pruning', 'search 置信区间'],

  async run({ positionals, values }, context) {
    if (positionals.length === 0) throw new UsageError('cli.searchWords');
    const hits = searchCourse(positionals.join(' '), context.language, LIMIT);
    if (isOn(values, 'json')) {
      await context.emit(json({ hits: hits.map(({ target, title, excerpt }) => ({ ...target, title, excerpt })) }));
      return 0;
    }
    if (hits.length === 0) await context.print(context.words['search.none']);
    for (const hit of hits) {
      await context.print(`${hit.title}  (${placeOf(hit, context)})`);
      for (const line of paragraph(hit.excerpt, context.looks.width, 4)) await context.print(line);
    }
    return 0;
  },
};

function placeOf({ target }: Hit, { words, fill }: Context): string {
  if (target.kind === 'term') return words['search.term'];
  const number = findLevel(target.level)?.number ?? 0;
  return target.kind === 'level' ? fill(words['search.level'], { number }) : fill(words['search.card'], { number, card: target.index + 1 });
}
