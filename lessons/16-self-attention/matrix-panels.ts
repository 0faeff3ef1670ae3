/** The eleven matrices of one self-attention as pictures, each with one of its numbers worked out below. */
import { math } from '../../src/core/index.js';
import { heatmap, message, raw, type HeatmapPanel, type Label } from '../../src/lesson/index.js';
import { visible, type Matrices, type Settings, type Step } from './attention-steps.js';
import { WIDTH, type Sentence } from './projections.js';

/** What is drawn: one head of one sentence. */
export interface View extends Settings {
  readonly sentence: Sentence;
  readonly matrices: Matrices;
  /** Counted from 0. */
  readonly head: number;
}

const OF_HEAD: readonly Step[] = ['q', 'k', 'v', 'raw', 'scaled', 'masked', 'weights', 'context'];
const OF_PAIRS: readonly Step[] = ['raw', 'scaled', 'masked', 'weights'];

/** @param id of the panel; the same picture may stand in two places */
export function matrixPanel(view: View, step: Step, id: string = step): HeatmapPanel {
  const { sentence, head, heads, matrices } = view;
  const labels = sentence.tokens.map((token) => raw(token));
  const rows = labels.length;
  const pairs = OF_PAIRS.includes(step);
  const columns = pairs ? rows : OF_HEAD.includes(step) ? WIDTH / heads : WIDTH;
  const start = OF_HEAD.includes(step) ? head * rows * columns : 0;
  const values = Array.from(matrices[step].subarray(start, start + rows * columns), (value) => (Number.isFinite(value) ? value : null));
  return heatmap({
    id,
    title: OF_HEAD.includes(step) ? message(`step.${step}`, { head: head + 1 }) : `step.${step}`,
    caption: captionOf(view, step),
    grid: { rows, columns, values, ...(step === 'weights' ? { min: 0, max: 1 } : { scale: 'diverging' as const }) },
    rowLabels: labels,
    ...(pairs ? { columnLabels: labels, x: 'axis.attended', y: 'axis.attending', showValues: true } : { x: 'axis.feature', y: 'axis.token' }),
    ...(step === 'weights' ? { format: 'percent' as const, digits: 0 } : { digits: 1 }),
    // On a small screen a matrix has a page for itself, so that its rows can be named.
    weight: 2.2,
  });
}

/** All heads side by side, a gap between them. */
export function allHeadsPanel({ sentence, heads, matrices }: View): HeatmapPanel {
  const n = sentence.tokens.length;
  const columns = heads * (n + 1) - 1;
  const values = Array.from({ length: n * columns }, (_, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns];
    const j = column % (n + 1);
    return j === n ? null : matrices.weights[(Math.floor(column / (n + 1)) * n + row) * n + j];
  });
  return heatmap({
    id: 'allHeads',
    title: message('panel.allHeads', { heads }),
    grid: { rows: n, columns, values, min: 0, max: 1 },
    rowLabels: sentence.tokens.map((token) => raw(token)),
    x: 'axis.attended',
    y: 'axis.attending',
    format: 'percent',
    digits: 0,
  });
}

/** The followed token is the last real one; it is compared with the token that it looks at second most. */
function captionOf({ sentence, matrices, head, heads, mask, scaling }: View, step: Step): Label {
  const n = sentence.tokens.length;
  const size = WIDTH / heads;
  const query = sentence.real - 1;
  const shares = matrices.weights.subarray((head * n + query) * n, (head * n + query + 1) * n);
  const [first, second] = Array.from(shares.keys()).sort((a, b) => shares[b] - shares[a] || a - b);
  const at = (which: Step, row: number, column: number, width: number, of: number = head) => matrices[which][(of * n + row) * width + column];
  const pair = (which: Step, key = second) => at(which, query, key, n);
  const names = { query: sentence.tokens[query], key: sentence.tokens[second] };
  const numbers = (which: Step, row: number, width: number, of: number) => [0, 1, 2].map((c) => fixed(at(which, row, c, width, of))).join('  ');
  switch (step) {
    case 'embeddings':
    case 'concatenated':
    case 'output':
      return message(`caption.${step}`, { token: names.query, numbers: numbers(step, query, WIDTH, 0), width: WIDTH, heads, size });
    case 'q':
      return message('caption.vector', { token: names.query, numbers: numbers('q', query, size, head), size });
    case 'k':
    case 'v':
      return message('caption.vector', { token: names.key, numbers: numbers(step, second, size, head), size });
    case 'raw':
      return message('caption.raw', { ...names, term: `${fixed(at('q', query, 0, size))}*${fixed(at('k', second, 0, size))}`, score: fixed(pair('raw')), terms: size });
    case 'scaled':
      return message(scaling ? 'caption.scaled' : 'caption.unscaled', { score: fixed(pair('raw')), size, scaled: fixed(pair('scaled')) });
    case 'masked': {
      let hidden = 0;
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (!visible(mask, sentence.real, i, j)) hidden++;
      return message(hidden > 0 ? 'caption.masked' : 'caption.unmasked', { hidden, all: n * n });
    }
    case 'weights': {
      const largest = pair('masked', first);
      const sum = shares.reduce((total, _, j) => total + math.exp(pair('masked', j) - largest), 0);
      return message('caption.weights', { ...names, score: fixed(pair('masked')), largest: fixed(largest), sum: fixed(sum), share: fixed(shares[second]) });
    }
    case 'context':
      return message('caption.context', { token: names.query, term: `${fixed(shares[second])}*${fixed(at('v', second, 0, size))}`, value: fixed(at('context', query, 0, size)), terms: n });
    default:
      return step satisfies never;
  }
}

/** 1.934 -> 1.93 */
function fixed(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}

