/** `stats`: what has been done so far. */
import { statisticsOf } from '../../progress/index.js';
import { levels, loadLesson } from '../../registry/index.js';
import { formatNumber } from '../../words/numbers.js';
import { isOn } from '../args.js';
import type { Command, Context } from '../context.js';
import { tableLines } from '../layout.js';
import { json } from '../run/machine.js';

export const stats: Command = {
  name: 'stats',
  usage: 'stats [--json]',
  options: { json: { kind: 'switch' } },
  positionals: 0,

  async run({ values }, context) {
    const statistics = await gather(context);
    if (isOn(values, 'json')) {
      await context.emit(json(statistics));
      return 0;
    }
    const { words, fill, language, looks } = context;
    const of = (count: number, total: number) => fill(words['stats.of'], { count, total });
    const rows = [
      [words['stats.days'], String(statistics.days)],
      ...(statistics.first === undefined ? [] : [[words['stats.since'], statistics.first]]),
      [words['stats.time'], formatNumber(statistics.seconds, { format: 'seconds', digits: 0 }, language)],
      [words['stats.levels'], of(statistics.levelsBegun, levels().length)],
      [words['stats.passed'], of(statistics.levelsPassed, levels().length)],
      [words['stats.stars'], of(statistics.stars, 3 * levels().length)],
      [words['stats.cards'], of(statistics.remembered, statistics.cards)],
      [words['stats.reviews'], String(statistics.reviews)],
      [words['stats.predictions'], of(statistics.predictedRight, statistics.predictions)],
      [words['stats.runs'], String(statistics.runs)],
    ];
    for (const line of tableLines([{}, {}], rows, looks.width)) await context.print(line);
    return 0;
  },
};

async function gather({ progress }: Context) {
  const state = progress.refresh();
  const own = levels().filter(({ id, available }) => available && Object.hasOwn(state.lessons, id));
  return statisticsOf(state, await Promise.all(own.map(({ id }) => loadLesson(id))));
}
