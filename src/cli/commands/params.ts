/** `params SIMULATION`: what can be set, in which range, with which default, and what it means. */
import { kebab } from '../../lesson/flags.js';
import type { DataNeed, ParamSpec, Simulation } from '../../lesson/index.js';
import { formatNumber } from '../../words/numbers.js';
import { paramHelp, paramLabel, paramValue } from '../../words/labels.js';
import type { Speaker } from '../../words/say.js';
import { isOn } from '../args.js';
import type { Command, Context } from '../context.js';
import { paragraph, tableLines } from '../layout.js';
import { findSimulation } from '../simulation.js';

export const params: Command = {
  name: 'params',
  usage: 'params SIMULATION [--json]',
  options: { json: { kind: 'switch' } },
  positionals: 1,
  examples: ['params lottery-ticket', 'params token-sampling --json'],

  async run({ positionals, values }, context) {
    const { simulation, speaker } = await findSimulation(positionals[0], context, params);
    if (isOn(values, 'json')) {
      await context.emit(`${JSON.stringify(asJson(simulation, speaker))}\n`);
      return 0;
    }
    for (const line of paramLines(simulation, speaker, context)) await context.print(line);
    return 0;
  },
};

/** Also on the help page of `run SIMULATION`: a line for each parameter, its meaning below. */
export function paramLines(simulation: Simulation, speaker: Speaker, { words, language, looks, fill }: Context): string[] {
  const separator = language === 'zh' ? '：' : ': ';
  const rows = Object.entries(simulation.params).map(([name, spec]) => {
    const help = paramHelp(name, speaker);
    const initial = spec.defaultIn?.[language] ?? spec.default;
    const shown = spec.kind === 'choice' ? String(initial) : paramValue(name, spec, initial, speaker);
    return { cells: [`--${kebab(name)}`, shown, rangeOf(spec, words, fill, language)], meaning: paramLabel(name, speaker) + (help ? separator + help : '') };
  });
  rows.push({ cells: ['--seed', '0', fill(words['params.integer'], { min: 0, max: '2^53 - 1' })], meaning: words['params.seed'] });
  if (simulation.data) rows.push({ cells: ['--data', '', dataRange(simulation.data, words, fill)], meaning: words.optionHelp.data });
  const columns = [{ title: words['params.flag'] }, { title: words['params.default'] }, { title: words['params.range'] }];
  const all = rows.map(({ cells }) => cells);
  const [head] = tableLines(columns, [], looks.width, 0, all);
  return [head, ...rows.flatMap(({ cells, meaning }) => [...tableLines([{}, {}, {}], [cells], looks.width, 0, [columns.map(({ title }) => title), ...all]), ...paragraph(meaning, Math.min(looks.width, 80), 4)])];
}

function rangeOf(spec: ParamSpec, words: Context['words'], fill: Context['fill'], language: Context['language']): string {
  switch (spec.kind) {
    case 'real':
    case 'integer': {
      const [min, max] = [spec.min, spec.max].map((value) => formatNumber(value, spec, language));
      return fill(words[spec.kind === 'integer' ? 'params.integer' : 'params.between'], { min, max });
    }
    case 'choice':
      return spec.options.join(', ');
    case 'toggle':
      return words['params.toggle'];
    case 'text':
      return fill(words['params.text'], { max: spec.maxLength });
    case 'texts':
      return fill(words['params.texts'], { items: spec.maxItems });
  }
}

function dataRange(need: DataNeed, words: Context['words'], fill: Context['fill']): string {
  return need.kind === 'table' ? fill(words['params.data.table'], { files: need.files }) : words['params.data.text'];
}

function asJson(simulation: Simulation, speaker: Speaker) {
  return {
    simulation: simulation.id,
    version: simulation.version,
    data: simulation.data ?? null,
    params: Object.entries(simulation.params).map(([name, spec]) => ({
      name,
      flag: `--${kebab(name)}`,
      label: paramLabel(name, speaker),
      help: paramHelp(name, speaker) ?? null,
      ...spec,
    })),
  };
}
