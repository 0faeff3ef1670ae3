/** The pictures: the learner's text in seven ways, what each way brings the filter, and the figures. */
import { bars, message, raw, table, textPanel, type Panel } from '../../src/lesson/index.js';
import type { Technique } from './techniques.js';
import { cut, type Language } from './words.js';

export interface Variant {
  readonly technique: Technique;
  readonly text: string;
  /** The text in the other language, for the one that goes there and back. */
  readonly pivot?: string;
}

export interface Result {
  readonly technique: Technique;
  readonly accuracy: number;
  /** Mean of the differences to the filter without copies, over repeats. */
  readonly gain: number;
  /** Standard error of that mean; none from one repeat. */
  readonly error: number | undefined;
}

/** One panel a technique, so that none is cut off. */
export function variantPanels(original: string, language: Language, variants: readonly Variant[]): Panel[] {
  return [
    textPanel({ id: 'original', title: 'panel.variants', lines: [{ text: raw(original), emphasis: 'primary' }] }),
    ...variants.map(({ technique, text, pivot }) =>
      textPanel({
        id: `variant-${technique}`,
        title: `technique.${technique}`,
        lines: [...(pivot === undefined ? [] : [{ text: message('variant.pivot', { text: pivot }), emphasis: 'muted' as const }]), { text: raw(marked(original, text, language)) }],
      }),
    ),
  ];
}

/** New and moved words in brackets: those outside the longest common subsequence of words. */
export function marked(original: string, changed: string, language: Language): string {
  const before = cut(original, language).pieces.map(({ word }) => word);
  const { before: head, pieces } = cut(changed, language);
  const length = Array.from({ length: before.length + 1 }, () => new Int32Array(pieces.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = pieces.length - 1; j >= 0; j--) length[i][j] = before[i] === pieces[j].word ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  }
  let i = 0;
  return head + pieces.map(({ word, after }, j) => {
    while (i < before.length && before[i] !== word && length[i + 1][j] >= length[i][j + 1] && length[i + 1][j] === length[i][j]) i++;
    const kept = i < before.length && before[i] === word;
    if (kept) i++;
    return `${kept ? word : `[${word}]`}${after}`;
  }).join('');
}

export function gainPanel(results: readonly Result[]): Panel {
  return bars({
    id: 'gain',
    title: 'panel.gain',
    value: { label: 'axis.gain', format: 'percent', digits: 1 },
    bars: results.map(({ technique, gain, error }) => ({
      label: `technique.${technique}`,
      value: gain,
      ...(error === undefined ? {} : { interval: [gain - 2 * error, gain + 2 * error] as const }),
      emphasis: error === undefined || Math.abs(gain) <= 2 * error ? ('muted' as const) : gain > 0 ? ('good' as const) : ('bad' as const),
    })),
  });
}

export function tablePanel(plain: number, results: readonly Result[]): Panel {
  return table({
    id: 'table',
    title: 'panel.table',
    columns: [
      { label: 'column.technique' },
      { label: 'column.accuracy', align: 'right', format: 'percent', digits: 1 },
      { label: 'column.gain', align: 'right', format: 'percent', digits: 1 },
      { label: 'column.error', align: 'right', format: 'percent', digits: 1 },
    ],
    rows: [
      { cells: ['technique.none', plain, null, null], emphasis: 'muted' as const },
      ...results.map(({ technique, accuracy, gain, error }) => ({ cells: [`technique.${technique}`, accuracy, gain, error ?? null] })),
    ],
  });
}
