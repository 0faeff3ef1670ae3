/** `diff RUN RUN`: which parameters differ between two runs, and by how much each metric does. */
import { metricSpec } from '../../lesson/index.js';
import { compareRuns, type RunRecord } from '../../progress/index.js';
import { metricLabel, paramLabel, paramValue } from '../../words/labels.js';
import { formatNumber } from '../../words/numbers.js';
import { isOn } from '../args.js';
import type { Command, Context } from '../context.js';
import { tableLines } from '../layout.js';
import { json } from '../run/machine.js';
import { runNamed } from '../run-record.js';
import { findSimulation, type Named } from '../simulation.js';
import { UsageError } from '../usage-error.js';

export const diff: Command = {
  name: 'diff',
  usage: 'diff RUN RUN [--json]',
  options: { json: { kind: 'switch' } },
  positionals: 2,
  examples: ['diff 4kx9 m2p7'],

  async run({ positionals: [one, other], values }, context) {
    if (other === undefined) throw new UsageError('cli.missing', { usage: diff.usage }, undefined, 'diff');
    const [first, second] = [one, other].map((id) => runNamed(id, context, diff));
    if (first.simulation !== second.simulation) throw new UsageError('cli.diff', { first: first.id, one: first.simulation, second: second.id, other: second.simulation });
    const named = await findSimulation(first.simulation, context, diff);
    if (isOn(values, 'json')) await context.emit(json({ simulation: first.simulation, first: first.id, second: second.id, ...compareRuns(first, second, named.simulation) }));
    else await tell(first, second, named, context);
    return 0;
  },
};

async function tell(first: RunRecord, second: RunRecord, { simulation, speaker }: Named, context: Context): Promise<void> {
  const { words, looks, language, fill, print } = context;
  const { params, metrics, sameSeed, sameVersion } = compareRuns(first, second, simulation);
  const [one, other] = [first, second].map(({ id, name }) => name ?? id);
  const right = { align: 'right' as const };
  const table = async (titles: readonly string[], rows: readonly (readonly string[])[]) => {
    for (const line of tableLines(titles.map((title, i) => ({ title, ...(i > 0 ? right : {}) })), rows, looks.width)) await print(line);
    await print();
  };
  if (params.length > 0) {
    const shown = (name: string, value: RunRecord['params'][string] | undefined) => (value === undefined ? '-' : Object.hasOwn(simulation.params, name) ? paramValue(name, simulation.params[name], value, speaker) : String(value));
    await print(words['diff.params']);
    await table([words['diff.param'], one, other], params.map(({ name, first: a, second: b }) => [paramLabel(name, speaker), shown(name, a), shown(name, b)]));
  } else if (sameSeed) await print(words['diff.same']);
  if (!sameSeed) await print(fill(words['diff.seeds'], { first: String(first.seed), second: String(second.seed) }));
  if (!sameVersion) await print(fill(words['diff.versions'], { first: first.version, second: second.version }));
  const rows = metrics.map(({ name, first: a, second: b, difference, better, measured }) => {
    const format = metricSpec(simulation.metrics, name);
    const show = (value: number | undefined) => (value === undefined ? '-' : formatNumber(value, format, language));
    const signed = difference === undefined ? '-' : `${difference > 0 ? '+' : ''}${show(difference)}`;
    return [metricLabel(name, speaker), show(a), show(b), signed, better === undefined ? (measured ? words['run.measured'] : '') : better === 'first' ? one : other];
  });
  await table([words['run.metric'], one, other, words['diff.difference'], words['diff.better']], rows);
}
