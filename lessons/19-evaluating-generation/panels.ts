/** The pictures: the scores, the bench, n-grams counted and clipped, which words overlap, who matches whom, what surprises. */
import { text } from '../../src/core/index.js';
import { bars, heatmap, message, raw, table, textPanel, tokens, type Panel } from '../../src/lesson/index.js';
import { EDITS, type BenchSentence } from './edits.js';
import { GOOD, MEASURES, type Measure, type Overlap, type Verdict } from './judge.js';
import type { Reading } from './reader.js';
import type { BenchMeans } from './text-metrics.js';

/** Tokens that a matching picture can show. */
const MATCHED = 24;

export function scorePanel({ bleu, rouge1, rouge2, rougeL }: Overlap, judged: Verdict | undefined, wrong: readonly Measure[]): Panel {
  const row = (measure: Measure | 'ROUGE2', name: string, value: number) => {
    const isWrong = measure !== 'ROUGE2' && wrong.includes(measure);
    return { label: raw(name), value, emphasis: isWrong ? ('bad' as const) : ('none' as const), ...(isWrong ? { note: 'score.fooled' } : {}) };
  };
  const perplexities = judged && { mine: judged.values.PPL.toFixed(1), theirs: judged.referencePerplexity.toFixed(1) };
  return bars({
    id: 'scores',
    title: 'panel.scores',
    weight: 0.8,
    value: { label: 'axis.score', min: 0, max: 1, digits: 2 },
    bars: [
      row('BLEU', 'BLEU', bleu.score),
      row('ROUGE1', 'ROUGE-1', rouge1.f1),
      row('ROUGE2', 'ROUGE-2', rouge2.f1),
      row('ROUGEL', 'ROUGE-L', rougeL.f1),
      ...(judged ? [row('BERTScore', 'BERTScore', Math.max(0, judged.values.BERTScore))] : []),
    ],
    rules: [{ axis: 'x', at: GOOD, label: 'rule.good' }],
    ...(perplexities ? { caption: message(wrong.includes('PPL') ? 'score.perplexityFooled' : 'score.perplexity', perplexities) } : {}),
  });
}

export function benchPanel(means: BenchMeans): Panel {
  return table({
    id: 'bench',
    title: 'panel.bench',
    weight: 9,
    columns: [{ label: 'column.edit' }, ...MEASURES.map((measure) => ({ label: `measure.${measure}`, align: 'right' as const, digits: measure === 'PPL' ? 0 : 2 }))],
    rows: (['original', ...EDITS] as const).map((edit) => ({
      cells: [`edit.${edit}`, ...MEASURES.map((measure) => means[edit]?.[measure] ?? null)],
      ...(edit === 'original' ? { emphasis: 'muted' as const } : {}),
    })),
  });
}

export function ngramPanel({ bleu, bleu1, unclipped }: Overlap): Panel {
  return table({
    id: 'ngrams',
    title: 'panel.ngrams',
    weight: 2,
    columns: [{ label: 'column.n' }, { label: 'column.matches', align: 'right' }, { label: 'column.precision', align: 'right', digits: 3 }],
    rows: [
      ...bleu.matches.map((matches, i) => ({ cells: [i + 1, raw(`${matches} / ${bleu.totals[i]}`), bleu.precisions[i]], emphasis: matches === 0 ? ('bad' as const) : ('none' as const) })),
      { cells: ['row.penalty', raw(`${bleu.candidateLength} : ${bleu.referenceLength}`), bleu.brevityPenalty] },
      { cells: ['row.bleu', null, bleu.score], emphasis: 'primary' as const },
      { cells: ['row.bleu1', null, bleu1], emphasis: 'muted' as const },
      { cells: ['row.unclipped', null, unclipped], emphasis: 'muted' as const },
    ],
  });
}

/** The candidate's words; the more a word is part of long matching n-grams, the darker. */
export function overlapPanel(candidate: string, references: readonly string[]): Panel {
  const words = text.bleuTokens(candidate);
  const others = references.map(text.bleuTokens);
  const longest = words.map(() => 0);
  for (let n = 1; n <= 4; n++) {
    const known = new Set(others.flatMap((other) => [...text.ngramCounts(other, n).keys()]));
    text.ngrams(words, n).forEach((gram, start) => {
      const [key] = text.ngramCounts(gram, n).keys();
      if (known.has(key)) for (let i = start; i < start + n; i++) longest[i] = n;
    });
  }
  const gap = text.hasHan(candidate) ? '' : ' ';
  return tokens({
    id: 'overlap',
    title: 'panel.overlap',
    weight: 0.6,
    tokens: words.map((word, i) => ({ text: i === 0 ? word : gap + word, weight: longest[i] / 4, ...(longest[i] === 0 ? { emphasis: 'bad' as const } : {}) })),
    weightLabel: 'overlap.weight',
  });
}

export function matchingPanel(candidate: Reading, reference: Reading, { similarities }: Verdict['matching']): Panel {
  const [rows, columns] = [Math.min(MATCHED, candidate.tokens.length), Math.min(MATCHED, reference.tokens.length)];
  return heatmap({
    id: 'matching',
    title: 'panel.matching',
    grid: { rows, columns, values: Array.from({ length: rows * columns }, (_, at) => similarities[Math.floor(at / columns) * reference.tokens.length + (at % columns)]), min: 0, max: 1 },
    rowLabels: candidate.tokens.slice(0, rows).map((token) => raw(token.trim())),
    columnLabels: reference.tokens.slice(0, columns).map((token) => raw(token.trim())),
    x: 'axis.reference',
    y: 'axis.candidate',
    digits: 2,
    showValues: true,
  });
}

export function surprisePanel({ tokens: words, logProbabilities }: Reading): Panel {
  const bits = logProbabilities.map((value) => -value / Math.LN2);
  return tokens({
    id: 'surprise',
    title: 'panel.surprise',
    weight: 0.6,
    tokens: words.map((word, i) => ({ text: word, weight: Math.min(1, bits[i] / 14) })),
    weightLabel: 'surprise.weight',
  });
}

export function examplePanel({ original, edited }: BenchSentence): Panel {
  return textPanel({
    id: 'example',
    title: 'panel.example',
    weight: 0.6,
    lines: [
      { text: message('example.line', { text: original }), emphasis: 'primary' },
      ...EDITS.map((edit) => ({ text: message(`example.${edit}`, { text: edited[edit] }) })),
    ],
  });
}
