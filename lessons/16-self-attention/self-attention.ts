/**
 * Self-attention on the learner's sentence, a frame for every step: vectors, queries, keys, values, scores, scaling, mask, softmax,
 * context, heads together, output. Then what the parts are for: padding, order, and the scaling by the root of the size.
 */
import { choice, defineSimulation, integer, message, text, toggle, UserError, type Frame, type Metrics, type Panel } from '../../src/lesson/index.js';
import { matricesOf, STEPS, type Settings } from './attention-steps.js';
import { gazeOf, orderEffect, paddingEffect, referenceError, sharpnessAt, SIZES, type Sharpness } from './findings.js';
import { allHeadsPanel, matrixPanel, type View } from './matrix-panels.js';
import { loadProjections, readSentence, type WeightsKind } from './projections.js';
import { entropyPanel, headsPanel, orderPanel, type OrderRow } from './self-attention-panels.js';

/** The settings under which the order of the tokens is put to the test, after those of the run. */
const ORDERS: readonly Omit<OrderRow, 'effect'>[] = [
  { id: 'set', positions: false, mask: 'none' },
  { id: 'positions', positions: true, mask: 'none' },
  { id: 'causal', positions: false, mask: 'causal' },
];
/** Share of the run that the steps take; the rest is measuring. */
const STEPPING = 0.5;

export const selfAttention = defineSimulation({
  id: 'self-attention',
  version: 1,
  params: {
    text: text({ default: 'We want peace, and they want peace', defaultIn: { zh: '处处闻啼鸟' }, maxLength: 120 }),
    weights: choice(['en', 'zh', 'random'], { defaultIn: { zh: 'zh' } }),
    heads: choice(['4', '1', '2', '8', '16']),
    head: integer({ default: 1, min: 1, max: 16 }),
    mask: choice(['causal', 'none', 'padding', 'both']),
    padding: integer({ default: 0, min: 0, max: 4 }),
    scaling: toggle(true),
    positions: toggle(true),
  },
  metrics: {
    entropy: { digits: 2 },
    largest: { format: 'percent' },
    future: { format: 'percent' },
    paddingShare: { format: 'percent' },
    paddingEffect: { format: 'percent' },
    orderEffect: { format: 'percent' },
    referenceError: { format: 'scientific', better: 'lower' },
    meanEntropy: { digits: 2, headline: false },
    rowSumError: { format: 'scientific', headline: false },
    setEffect: { format: 'scientific', headline: false },
    positionsEffect: { format: 'percent', headline: false },
    causalEffect: { format: 'percent', headline: false },
    scaledEntropy: { digits: 2, headline: false },
    unscaledEntropy: { digits: 2, headline: false },
    unscaledLargest: { format: 'percent', headline: false },
    scoreSpread: { digits: 1, headline: false },
    tokens: { format: 'integer', headline: false },
    headSize: { format: 'integer', headline: false },
  },
  check({ heads, head }) {
    if (head > Number(heads)) throw new UserError('selfAttention.head', { head, heads });
  },
  *run({ params, random }): Generator<Frame, void, void> {
    // Unpacking a model takes a moment the first time; the screen should not wait for it.
    yield { progress: 0, metrics: {}, panels: [], note: 'note.loading' };
    const kind: WeightsKind = params.weights;
    const settings: Settings = { heads: Number(params.heads), mask: params.mask, scaling: params.scaling, positions: params.positions };
    const sentence = readSentence(kind, params.text, params.padding, random.split('sentence'));
    const projections = loadProjections(kind, random.split('projections'));
    const matrices = matricesOf(sentence, projections, settings);
    const view: View = { ...settings, sentence, matrices, head: params.head - 1 };
    const n = sentence.tokens.length;
    const gazes = Array.from({ length: settings.heads }, (_, head) => gazeOf(matrices.weights, head, n, sentence.real, settings.mask));
    const chosen = gazes[view.head];

    // One matrix after the other; those already there stay on later pages.
    const done: Panel[] = [];
    for (const [i, step] of STEPS.entries()) {
      done.push(matrixPanel(view, step));
      yield {
        progress: (STEPPING * (i + 1)) / STEPS.length,
        metrics: { tokens: n, headSize: matrices.q.length / (settings.heads * n) },
        panels: [matrixPanel(view, step, 'step'), ...done],
        note: message('note.stepping', { step: i + 1, steps: STEPS.length }),
      };
    }

    const effect = (changes: Partial<Settings>) => orderEffect(sentence, projections, { ...settings, ...changes }, random.split('order'));
    const orders: readonly OrderRow[] = ORDERS.map((row) => ({ ...row, effect: effect(row) }));
    const metrics: Metrics = {
      entropy: chosen.entropy,
      largest: chosen.largest,
      future: chosen.future,
      paddingShare: chosen.padding,
      paddingEffect: paddingEffect(sentence, projections, settings),
      orderEffect: effect({}),
      referenceError: referenceError(sentence, projections, settings),
      meanEntropy: gazes.reduce((sum, { entropy }) => sum + entropy, 0) / gazes.length,
      rowSumError: rowSumError(matrices.weights, n),
      ...Object.fromEntries(orders.map(({ id, effect: size }) => [`${id}Effect`, size])),
      tokens: n,
      headSize: matrices.q.length / (settings.heads * n),
    };
    const sharpness: Sharpness[] = [];
    const panels = (): Panel[] => [
      matrixPanel(view, 'weights', 'step'),
      entropyPanel(sharpness),
      orderPanel(orders),
      headsPanel(gazes, view.head),
      allHeadsPanel(view),
      ...done,
    ];
    for (const [i, size] of SIZES.entries()) {
      sharpness.push(sharpnessAt(size, random.split(`size ${size}`)));
      const last = i === SIZES.length - 1;
      const { scaled, unscaled, largest, spread } = sharpness[i];
      yield {
        progress: last ? 1 : STEPPING + ((1 - STEPPING) * (i + 1)) / SIZES.length,
        metrics: { ...metrics, scaledEntropy: scaled, unscaledEntropy: unscaled, unscaledLargest: largest, scoreSpread: spread },
        panels: panels(),
        note: last ? (sentence.cut ? 'note.cut' : 'note.attended') : message('note.size', { size }),
      };
    }
  },
});

function rowSumError(weights: Float32Array, n: number): number {
  let most = 0;
  for (let start = 0; start < weights.length; start += n) {
    const sum = weights.subarray(start, start + n).reduce((total, share) => total + share, 0);
    most = Math.max(most, Math.abs(sum - 1));
  }
  return most;
}
