/** `list`: the thirty levels in their parts, with stars and simulations. */
import { glyphsOf } from '../../plot/index.js';
import { starsOf, type Stars } from '../../progress/index.js';
import { levels, loadLesson, parts, type Level } from '../../registry/index.js';
import { isOn } from '../args.js';
import type { Command, Context } from '../context.js';
import { tableLines } from '../layout.js';

const STARS = 3;
const NONE: Stars = { quiz: false, challenge: false, distinction: false, count: 0 };

export const list: Command = {
  name: 'list',
  usage: 'list [--json]',
  options: { json: { kind: 'switch' } },
  positionals: 0,
  examples: ['list', 'list --json'],

  async run({ values }, context) {
    const stars = await starsOfAll(context);
    if (isOn(values, 'json')) {
      await context.emit(`${JSON.stringify(asJson(context, stars))}\n`);
      return 0;
    }
    const { language, words, looks } = context;
    const ascii = looks.charset === 'ascii';
    const drawn = ({ id, available }: Level) => {
      const count = stars.get(id)?.count ?? 0;
      return available ? (ascii ? '*' : '★').repeat(count) + (ascii ? '.' : '☆').repeat(STARS - count) : glyphsOf(looks.charset).dot;
    };
    const rowsOf = (some: readonly Level[]) => some.map((level) => [String(level.number), drawn(level), level.title[language], level.available ? level.simulations.join(', ') : words.coming]);
    const all = rowsOf(levels());
    for (const part of parts) {
      const rows = rowsOf(levels().filter((level) => level.part === part.number));
      await context.print(`${part.roman}  ${part.title[language]}`);
      for (const line of tableLines([{ align: 'right' }, {}, {}, {}], rows, looks.width, 2, all)) await context.print(line);
      await context.print();
    }
    const earned = [...stars.values()].reduce((sum, { count }) => sum + count, 0);
    await context.print(context.fill(words.stars, { stars: earned, total: STARS * levels().length }));
    return 0;
  },
};

/** Of every level that is built and was played; lessons without progress need not be loaded. */
export async function starsOfAll({ progress }: Context): Promise<ReadonlyMap<string, Stars>> {
  const played = levels().filter(({ id, available }) => available && Object.hasOwn(progress.state.lessons, id));
  return new Map(await Promise.all(played.map(async ({ id }): Promise<[string, Stars]> => [id, starsOf(await loadLesson(id), progress.state.lessons[id])])));
}

function asJson({ language, progress }: Context, stars: ReadonlyMap<string, Stars>) {
  return {
    language,
    current: progress.state.current ?? null,
    parts: parts.map(({ number, title }) => ({ number, title: title[language] })),
    levels: levels().map((level) => ({
      number: level.number,
      id: level.id,
      part: level.part,
      title: level.title[language],
      available: level.available,
      simulations: level.simulations,
      stars: stars.get(level.id) ?? NONE,
    })),
  };
}
