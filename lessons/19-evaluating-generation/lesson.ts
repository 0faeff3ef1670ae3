/** Level 19: perplexity, BLEU, ROUGE and BERTScore, what each measures and how each is fooled. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type Metrics, type ParamValues } from '../../src/lesson/index.js';
import { textMetrics } from './text-metrics.js';

const simulation = textMetrics.id;
const run = (params: ParamValues): ClaimRun => ({ simulation, params });
const both = { en: run({ bench: 'en' }), zh: run({ bench: 'zh' }) };
/** The smaller of the two languages' margins. */
const inBoth =
  (margin: (metrics: Metrics) => number) =>
  ({ en, zh }: Readonly<Record<string, Metrics>>): number =>
    Math.min(margin(en), margin(zh));

/** Closer than this, two scores count as alike. */
const ALIKE = 0.02;
const SIMILAR = ['BLEU', 'ROUGEL', 'BERTScore'] as const;

export default defineLesson({
  id: 'evaluating-generation',
  number: 19,
  cards: ['no-one-answer', 'perplexity', 'bleu', 'clipping', 'rouge', 'bertscore', 'fooled'],
  simulations: [textMetrics],
  predictions: [
    {
      simulation,
      options: ['synonyms', 'opposite', 'alike'],
      outcome(metrics) {
        const [kept, reversed] = [metrics['synonyms.BLEU'], metrics['opposite.BLEU']];
        if (kept === undefined || reversed === undefined) return undefined;
        return Math.abs(kept - reversed) < ALIKE ? 'alike' : kept > reversed ? 'synonyms' : 'opposite';
      },
    },
  ],
  claims: [
    { id: 'order-blind', runs: both, margin: inBoth((m) => Math.min(m['shuffled.ROUGE1'] - 0.999, 0.1 - m['shuffled.BLEU'])) },
    { id: 'opposite-wins', runs: both, margin: inBoth((m) => Math.min(...SIMILAR.map((name) => m[`opposite.${name}`] - m[`synonyms.${name}`]))) },
    { id: 'counts-know-no-synonyms', runs: both, margin: inBoth((m) => ALIKE - Math.max(...(['BLEU', 'ROUGE1'] as const).map((name) => Math.abs(m[`synonyms.${name}`] - m[`random.${name}`])))) },
    { id: 'vectors-know-some', runs: both, margin: inBoth((m) => m['synonyms.BERTScore'] - m['random.BERTScore']) },
    { id: 'perplexity-sees-no-reference', runs: { en: both.en }, margin: ({ en }) => Math.min(2.2 - en['other.PPL'] / en['original.PPL'], en['shuffled.PPL'] / en['original.PPL'] - 4) },
    { id: 'fluent-opposite', runs: both, margin: inBoth((m) => 1.3 - m['opposite.PPL'] / m['original.PPL']) },
    { id: 'brevity', runs: both, margin: inBoth((m) => 0.5 - m['half.BLEU']) },
    { id: 'smoothing', runs: { none: run({ bench: 'en' }), exp: run({ bench: 'en', smoothing: 'exp' }) }, margin: ({ none, exp }) => exp['shuffled.BLEU'] - none['shuffled.BLEU'] },
  ],
  challenge: {
    simulation,
    start: {
      candidate: 'wages schools better children our need workers and our better need.',
      reference: ['Our children need better schools, and our workers need better wages.'],
      meaning: 'changed',
      bench: 'en',
      sentences: 5,
    },
    locked: ['reference', 'meaning', 'order', 'smoothing', 'bench', 'sentences'],
    pass: [metric('rouge1.f1').atLeast(0.99), metric('bleu').atMost(0.8), metric('fooled').atLeast(4)],
    distinction: [metric('fooled').atLeast(5), metric('perplexity').atMost(38)],
    solution: { candidate: 'Our workers need better schools, and our children need better wages.' },
    seed: 1,
  },
  quiz: [
    choiceQuestion('which-for-what', ['no-reference', 'summary', 'order', 'truth'], 'no-reference'),
    numberQuestion('perplexity-of-four', 4),
    numberQuestion('clipped', 0.4, 0.005),
    numberQuestion('penalty', 0.61, 0.005),
    orderQuestion('bertscore-steps', ['embed', 'cosine', 'best', 'mean', 'f1']),
    choiceQuestion('opposite', ['order', 'counts', 'smoothing', 'reference'], 'counts'),
    choiceQuestion('perplexities', ['tokenizer', 'lower', 'length', 'always'], 'tokenizer'),
  ],
  reading: [
    { authors: 'Jelinek, Mercer, Bahl, Baker', year: 1977, title: 'Perplexity: a Measure of the Difficulty of Speech Recognition Tasks', venue: 'Journal of the Acoustical Society of America 62' },
    { authors: 'Papineni, Roukos, Ward, Zhu', year: 2002, title: 'BLEU: a Method for Automatic Evaluation of Machine Translation', venue: 'ACL' },
    { authors: 'Lin', year: 2004, title: 'ROUGE: A Package for Automatic Evaluation of Summaries', venue: 'ACL workshop Text Summarization Branches Out' },
    { authors: 'Callison-Burch, Osborne, Koehn', year: 2006, title: 'Re-evaluating the Role of BLEU in Machine Translation Research', venue: 'EACL' },
    { authors: 'Post', year: 2018, title: 'A Call for Clarity in Reporting BLEU Scores', venue: 'WMT' },
    { authors: 'Zhang, Kishore, Wu, Weinberger, Artzi', year: 2020, title: 'BERTScore: Evaluating Text Generation with BERT', venue: 'ICLR' },
  ],
});
