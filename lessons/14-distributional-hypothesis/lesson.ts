/** Level 14: words that keep the same company mean similar things, and how word2vec, BERT and GPT make use of it. */
import { choiceQuestion, defineLesson, metric, numberQuestion, orderQuestion, type ClaimRun, type ParamValues } from '../../src/lesson/index.js';
import { word2vec } from './word2vec.js';

const simulation = word2vec.id;
const run = (params: ParamValues): ClaimRun => ({ simulation, params: { objectives: false, ...params } });
const skipGram = run({ epochs: 4 });
const cbow = run({ mode: 'cbow', epochs: 5 });
/** Few passes with the main model, for the other objectives alone. */
const beside = run({ mode: 'cbow', epochs: 1, objectives: true });

/** The nearest tenth and the farthest tenth of 3,000 words. */
const NEAR = 300;
const FAR = 2700;

export default defineLesson({
  id: 'distributional-hypothesis',
  number: 14,
  cards: ['company', 'vectors', 'two-tasks', 'negative-sampling', 'settings', 'bert-gpt', 'limits'],
  simulations: [word2vec],
  predictions: [
    {
      simulation,
      options: ['near', 'middle', 'far'],
      outcome({ oppositesRank }) {
        if (oppositesRank === undefined) return undefined;
        return oppositesRank <= NEAR ? 'near' : oppositesRank >= FAR ? 'far' : 'middle';
      },
    },
  ],
  claims: [
    { id: 'neighbours-make-sense', runs: { skipGram }, margin: ({ skipGram }) => skipGram.neighbourPrecision / skipGram.chancePrecision - 40 },
    { id: 'sharpens', runs: { skipGram }, margin: ({ skipGram }) => skipGram.neighbourPrecision - skipGram.startPrecision - 0.1 },
    {
      id: 'company-is-all',
      runs: { cbow, shuffled: run({ mode: 'cbow', epochs: 5, shuffled: true }) },
      margin: ({ cbow, shuffled }) => Math.min(cbow.neighbourPrecision - 0.15, 0.02 - shuffled.neighbourPrecision),
    },
    { id: 'opposites-are-near', runs: { skipGram }, margin: ({ skipGram }) => NEAR - skipGram.oppositesRank },
    {
      // About 750,000 questions each.
      id: 'cbow-learns-faster',
      runs: { cbow, once: run({ epochs: 1 }) },
      margin: ({ cbow, once }) => Math.min(cbow.neighbourPrecision - once.neighbourPrecision - 0.1, once.examples - cbow.examples),
    },
    {
      id: 'narrow-windows-find-kinds',
      runs: { narrow: run({ mode: 'cbow', epochs: 5, window: 2 }), wide: run({ mode: 'cbow', epochs: 5, window: 10 }) },
      margin: ({ narrow, wide }) => Math.min(narrow.kindPrecision - wide.kindPrecision - 0.03, narrow.kindPrecision - narrow.topicPrecision - (wide.kindPrecision - wide.topicPrecision)),
    },
    {
      // A quarter of the text four times as often: as many questions.
      id: 'more-text',
      runs: { cbow, quarter: run({ mode: 'cbow', epochs: 20, textShare: 0.25 }) },
      margin: ({ cbow, quarter }) => cbow.neighbourPrecision - quarter.neighbourPrecision - 0.05,
    },
    {
      id: 'room-for-meaning',
      runs: { cbow, small: run({ mode: 'cbow', epochs: 5, dimension: 8 }) },
      margin: ({ cbow, small }) => cbow.neighbourPrecision - small.neighbourPrecision - 0.05,
    },
    { id: 'two-sides-tell-more', runs: { beside }, margin: ({ beside }) => beside.nextPerplexity / beside.maskedPerplexity - 1.1 },
    { id: 'every-objective-embeds', runs: { beside }, margin: ({ beside }) => Math.min(beside.maskedNeighbours, beside.nextNeighbours) / beside.chancePrecision - 10 },
  ],
  challenge: {
    simulation,
    start: { objectives: false },
    locked: ['textShare', 'shuffled', 'objectives'],
    pass: [metric('examples').atMost(1_000_000), metric('neighbourPrecision').atLeast(0.18)],
    distinction: [metric('kindPrecision').atLeast(0.28)],
    solution: { mode: 'cbow', window: 3, negatives: 10 },
    seed: 7,
  },
  quiz: [
    choiceQuestion('which-are-near', ['company', 'spelling', 'frequency', 'grammar-only'], 'company'),
    numberQuestion('cosine', 0.6, 0.005),
    numberQuestion('pairs', 14),
    orderQuestion('one-step', ['pair', 'noise', 'scores', 'errors', 'move']),
    choiceQuestion('shuffled', ['none', 'slower', 'same', 'kinds-only'], 'none'),
    choiceQuestion('bert-or-gpt', ['sides', 'labels', 'vectors', 'language'], 'sides'),
    choiceQuestion('opposites', ['contexts', 'error', 'small-text', 'cosine'], 'contexts'),
  ],
  reading: [
    { authors: 'Z. S. Harris', year: 1954, title: 'Distributional Structure', venue: 'Word 10' },
    { authors: 'J. R. Firth', year: 1957, title: 'A Synopsis of Linguistic Theory, 1930-1955', venue: 'Studies in Linguistic Analysis, Blackwell' },
    { authors: 'T. Mikolov, K. Chen, G. Corrado, J. Dean', year: 2013, title: 'Efficient Estimation of Word Representations in Vector Space', venue: 'ICLR workshop' },
    { authors: 'T. Mikolov, I. Sutskever, K. Chen, G. Corrado, J. Dean', year: 2013, title: 'Distributed Representations of Words and Phrases and their Compositionality', venue: 'NIPS' },
    { authors: 'O. Levy, Y. Goldberg', year: 2014, title: 'Neural Word Embedding as Implicit Matrix Factorization', venue: 'NIPS' },
    { authors: 'O. Levy, Y. Goldberg, I. Dagan', year: 2015, title: 'Improving Distributional Similarity with Lessons Learned from Word Embeddings', venue: 'TACL 3' },
    { authors: 'T. Bolukbasi, K.-W. Chang, J. Zou, V. Saligrama, A. Kalai', year: 2016, title: 'Man is to Computer Programmer as Woman is to Homemaker? Debiasing Word Embeddings', venue: 'NIPS' },
    { authors: 'A. Radford, K. Narasimhan, T. Salimans, I. Sutskever', year: 2018, title: 'Improving Language Understanding by Generative Pre-Training', venue: 'OpenAI technical report' },
    { authors: 'J. Devlin, M.-W. Chang, K. Lee, K. Toutanova', year: 2019, title: 'BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding', venue: 'NAACL' },
  ],
});
