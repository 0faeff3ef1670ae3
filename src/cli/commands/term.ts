/** `term WORD`: what a term means, named in either language or by its id; without a word, all terms. */
import { glossary, type GlossaryTerm } from '../../words/glossary/index.js';
import { isOn } from '../args.js';
import type { Command } from '../context.js';
import { paragraph } from '../layout.js';
import { json } from '../run/machine.js';
import { suggest, UsageError } from '../usage-error.js';

export const term: Command = {
  name: 'term',
  usage: 'term [WORD] [--json]',
  options: { json: { kind: 'switch' } },
  positionals: 8,
  examples: ['term softmax', 'term 置信区间', 'term'],

  async run({ positionals, values }, context) {
    const all = glossary(context.language);
    const typed = positionals.join(' ');
    const found = typed === '' ? all : all.filter((entry) => names(entry).includes(normal(typed)));
    if (found.length === 0) throw new UsageError('cli.term', { term: typed }, suggest(typed, all.flatMap(({ term: name, otherTerm, id }) => [name, otherTerm, id])));
    if (isOn(values, 'json')) {
      await context.emit(json({ terms: found }));
      return 0;
    }
    for (const { term: name, otherTerm, definition } of found) {
      await context.print(context.fill(context.words['term.other'], { term: name, other: otherTerm }));
      for (const line of paragraph(definition, Math.min(context.looks.width, 80), 4)) await context.print(line);
    }
    return 0;
  },
};

function names({ id, term: name, otherTerm }: GlossaryTerm): string[] {
  return [id, name, otherTerm].map(normal);
}

function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s-]+/g, ' ').trim();
}
