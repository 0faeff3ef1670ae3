/**
 * How good is a text that was generated? Perplexity, BLEU, ROUGE and a matching of contextual vectors on the learner's sentence;
 * then the same on a bench of real sentences, each spoiled in ways whose effect on the meaning is known.
 */
import { choice, defineSimulation, integer, message, text, texts, UserError, type Metrics, type Panel } from '../../src/lesson/index.js';
import { drawBench, EDITS, type Edit } from './edits.js';
import { fooled, MEASURES, overlap, verdict, type Measure, type Verdict } from './judge.js';
import { benchPanel, examplePanel, matchingPanel, ngramPanel, overlapPanel, scorePanel, surprisePanel } from './panels.js';
import { languageOf, meanPerplexity, Reader } from './reader.js';

/** Of the progress bar, until the learner's own sentence is judged. */
const OWN_SHARE = 0.2;

export type BenchMeans = Partial<Record<Edit | 'original', Readonly<Record<Measure, number>>>>;

export const textMetrics = defineSimulation({
  id: 'text-metrics',
  version: 1,
  params: {
    candidate: text({ default: 'The administration should assist families that work.', defaultIn: { zh: '窗前月色明，疑为地面霜。' }, maxLength: 400 }),
    reference: texts({
      default: ['The government must help working families.', 'The government should aid families that work.'],
      defaultIn: { zh: ['床前明月光，疑是地上霜。'] },
      maxLength: 400,
      maxItems: 5,
    }),
    meaning: choice(['same', 'changed', 'unsaid']),
    order: integer({ min: 1, max: 4, default: 4 }),
    smoothing: choice(['none', 'floor', 'add-one', 'exp']),
    bench: choice(['en', 'zh'], { defaultIn: { zh: 'zh' } }),
    sentences: integer({ min: 5, max: 40, step: 5, default: 25 }),
  },
  metrics: {
    bleu: { digits: 3, better: 'higher' },
    'rouge1.f1': { digits: 3, better: 'higher' },
    'rougeL.f1': { digits: 3, better: 'higher' },
    'bertscore.f1': { digits: 3, better: 'higher' },
    perplexity: { digits: 1, better: 'lower' },
    fooled: { format: 'integer' },
    bleu1: { digits: 3, better: 'higher', headline: false },
    brevityPenalty: { digits: 3, headline: false },
    unclipped: { digits: 3, headline: false },
    'rouge1.precision': { digits: 3, headline: false },
    'rouge1.recall': { digits: 3, headline: false },
    'rouge2.precision': { digits: 3, headline: false },
    'rouge2.recall': { digits: 3, headline: false },
    'rouge2.f1': { digits: 3, headline: false },
    'rougeL.precision': { digits: 3, headline: false },
    'rougeL.recall': { digits: 3, headline: false },
    'bertscore.precision': { digits: 3, headline: false },
    'bertscore.recall': { digits: 3, headline: false },
    referencePerplexity: { digits: 1, headline: false },
    benchSentences: { format: 'integer', headline: false },
    'original.*': { digits: 3, headline: false },
    'synonyms.*': { digits: 3, headline: false },
    'random.*': { digits: 3, headline: false },
    'opposite.*': { digits: 3, headline: false },
    'shuffled.*': { digits: 3, headline: false },
    'half.*': { digits: 3, headline: false },
    'padded.*': { digits: 3, headline: false },
    'looped.*': { digits: 3, headline: false },
    'other.*': { digits: 3, headline: false },
  },
  check({ candidate, reference }) {
    if (candidate.trim() === '') throw new UserError('textMetrics.noCandidate', {});
    if (reference.length === 0 || reference.some((one) => one.trim() === '')) throw new UserError('textMetrics.noReference', {});
  },
  *run({ params, random }) {
    const { candidate, reference: references, meaning, order, smoothing } = params;
    const options = { maxOrder: order, smoothing };
    const own = overlap(candidate, references, options);
    let metrics: Metrics = {
      bleu: own.bleu.score,
      bleu1: own.bleu1,
      brevityPenalty: own.bleu.brevityPenalty,
      unclipped: own.unclipped,
      ...scores('rouge1', own.rouge1),
      ...scores('rouge2', own.rouge2),
      ...scores('rougeL', own.rougeL),
    };
    const covered = overlapPanel(candidate, references);
    const ngrams = ngramPanel(own);
    // The model takes a moment to unpack; the counts need not wait for it.
    yield { progress: 0, metrics, panels: [scorePanel(own, undefined, []), covered, ngrams], note: 'note.loading' };

    const readers = new Map([languageOf(candidate), params.bench].map((language) => [language, new Reader(language)]));
    const readerOf = (language: 'en' | 'zh'): Reader => readers.get(language) as Reader;
    const reader = readerOf(languageOf(candidate));
    const [mine, ...theirs] = reader.read([candidate, ...references]);
    const judged: Verdict = verdict(own, mine, theirs, reader);
    const wrong = fooled(meaning, judged);
    metrics = { ...metrics, perplexity: judged.values.PPL, referencePerplexity: judged.referencePerplexity, ...scores('bertscore', judged.matching), ...(meaning === 'unsaid' ? {} : { fooled: wrong.length }) };
    const head = scorePanel(own, judged, wrong);
    const first: readonly Panel[] = [head, covered, surprisePanel(mine)];
    const rest: readonly Panel[] = [ngrams, matchingPanel(mine, theirs[judged.matching.best], judged.matching)];
    yield { progress: OWN_SHARE, metrics, panels: [...first, ...rest], note: message('note.bench', { done: 0, all: EDITS.length }) };

    const examiner = readerOf(params.bench);
    const bench = drawBench(params.bench, params.sentences, random);
    const originals = examiner.read(bench.map(({ original }) => original));
    let means: BenchMeans = { original: { BLEU: 1, ROUGE1: 1, ROUGEL: 1, BERTScore: 1, PPL: meanPerplexity(originals) } };
    metrics = { ...metrics, benchSentences: bench.length, ...benchMetrics('original', means) };
    for (const [i, edit] of EDITS.entries()) {
      const readings = examiner.read(bench.map(({ edited }) => edited[edit]));
      const all = bench.map(({ original, edited }, s) => verdict(overlap(edited[edit], [original], options), readings[s], [originals[s]], examiner).values);
      const mean = (measure: Measure): number => all.reduce((sum, values) => sum + values[measure], 0) / all.length;
      means = { ...means, [edit]: { BLEU: mean('BLEU'), ROUGE1: mean('ROUGE1'), ROUGEL: mean('ROUGEL'), BERTScore: mean('BERTScore'), PPL: meanPerplexity(readings) } };
      metrics = { ...metrics, ...benchMetrics(edit, means) };
      const last = i === EDITS.length - 1;
      yield {
        progress: last ? 1 : OWN_SHARE + ((1 - OWN_SHARE) * (i + 1)) / EDITS.length,
        metrics,
        panels: [...first, benchPanel(means), examplePanel(bench[0]), ...rest],
        note: last ? 'note.done' : message('note.bench', { done: i + 1, all: EDITS.length }),
      };
    }
    for (const one of readers.values()) one.dispose();
  },
});

function scores(name: string, { precision, recall, f1 }: { readonly precision: number; readonly recall: number; readonly f1: number }): Metrics {
  return { [`${name}.precision`]: precision, [`${name}.recall`]: recall, [`${name}.f1`]: f1 };
}

function benchMetrics(edit: Edit | 'original', means: BenchMeans): Metrics {
  return Object.fromEntries(MEASURES.map((measure) => [`${edit}.${measure}`, means[edit]?.[measure] ?? 0]));
}
