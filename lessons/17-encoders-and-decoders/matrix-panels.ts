/** The pictures of one line: the three masks, and the matrices of one attention head in the order in which they are computed. */
import { heatmap, message, raw, type Panel } from '../../src/lesson/index.js';
import type { Anatomy, Matrix, Read, View } from './matrices.js';
import { allSymbols, START, textOf } from './language.js';

const labels = (text: string) => Array.from(text, (symbol) => raw(symbol));

/** Who may look at whom: 1 seen, 0 hidden. */
function maskPanel(id: string, asking: string, asked: string, seen: (i: number, j: number) => boolean): Panel {
  const [rows, columns] = [asking.length, asked.length];
  return heatmap({
    id: `mask.${id}`,
    title: `panel.mask.${id}`,
    grid: { rows, columns, scale: 'binary', min: 0, max: 1, values: Array.from({ length: rows * columns }, (_, n) => (seen(Math.floor(n / columns), n % columns) ? 1 : 0)) },
    rowLabels: labels(asking),
    columnLabels: labels(asked),
    x: 'axis.asked',
    y: 'axis.asking',
  });
}

export function maskPanels({ encoder, decoder, source, target }: Read, causal: boolean): Panel[] {
  const [reads, writes, from, to] = [textOf(encoder), textOf([START, ...decoder]), textOf(source), textOf([START, ...target])];
  return [
    maskPanel('full', reads, reads, () => true),
    maskPanel('causal', writes, writes, (i, j) => !causal || j <= i),
    maskPanel('cross', to, from, () => true),
  ];
}

/** The hero among the matrices: who looks at whom in the trained model. */
export function attentionPanel({ weights, asking, asked }: Anatomy, view: View, layer: number, head: number, trained: boolean): Panel {
  return heatmap({
    id: 'attention',
    title: message(`panel.attention.${view}`, { layer, head }),
    grid: { ...weights, min: 0, max: 1 },
    rowLabels: labels(asking),
    columnLabels: labels(asked),
    // No words for the axes: their row is needed for the symbols on a small screen.
    format: 'percent',
    digits: 0,
    ...(trained ? {} : { caption: 'caption.untrained' }),
  });
}

type Step = 'symbols' | 'withPlaces' | 'input' | 'queries' | 'keys' | 'scores' | 'weights' | 'values' | 'mixed' | 'output';
const STEPS: readonly Step[] = ['symbols', 'withPlaces', 'input', 'queries', 'keys', 'scores', 'weights', 'values', 'mixed', 'output'];

export function stepPanels(anatomy: Anatomy): Panel[] {
  return STEPS.map((step) => {
    const matrix: Matrix = anatomy[step];
    const across = step === 'scores' || step === 'weights' ? labels(anatomy.asked) : step === 'output' ? labels(allSymbols()) : undefined;
    return heatmap({
      id: `step.${step}`,
      title: message(`panel.step.${step}`, { rows: matrix.rows, columns: matrix.columns }),
      grid: step === 'weights' || step === 'output' ? { ...matrix, min: 0, max: 1 } : { ...matrix, scale: 'diverging' },
      rowLabels: labels(step === 'keys' || step === 'values' ? anatomy.asked : anatomy.asking),
      ...(across ? { columnLabels: across } : {}),
      x: across ? (step === 'output' ? 'axis.symbol' : 'axis.asked') : 'axis.feature',
    });
  });
}
