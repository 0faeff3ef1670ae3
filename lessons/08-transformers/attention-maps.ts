/**
 * Attention maps: the shipped small GPT reads the learner's sentence token by token, and shows what each head of each layer attends
 * to. Then, on text it has never seen, how much better it predicts the more of the text it may see.
 */
import { loadGpt } from '../../src/data/gpt.js';
import { choice, defineSimulation, integer, message, text, type Metrics } from '../../src/lesson/index.js';
import { habitsPanel, mapPanel, newestPanel, worthPanel, type Worth } from './attention-panels.js';
import { contextWorth, differenceOf, habitsOf, passageOf, WINDOWS, type Habits } from './reading.js';

const LAYERS = 4;
const HEADS = 4;

export const attentionMaps = defineSimulation({
  id: 'attention-maps',
  version: 1,
  params: {
    model: choice(['en', 'zh'], { defaultIn: { zh: 'zh' } }),
    text: text({ default: 'The people want peace, and the people keep it.', defaultIn: { zh: '床前明月光，疑是地上霜' }, maxLength: 200 }),
    layer: integer({ default: 3, defaultIn: { zh: 1 }, min: 1, max: LAYERS }),
    head: integer({ default: 2, defaultIn: { zh: 1 }, min: 1, max: HEADS }),
  },
  metrics: {
    previous: { format: 'percent' },
    start: { format: 'percent' },
    entropy: { digits: 2 },
    reach: { digits: 1 },
    difference: { format: 'percent' },
    shortBits: { digits: 2, better: 'lower' },
    longBits: { digits: 2, better: 'lower' },
    own: { format: 'percent', headline: false },
    mostPrevious: { format: 'percent', headline: false },
    mostStart: { format: 'percent', headline: false },
    longestReach: { digits: 1, headline: false },
    shortestReach: { digits: 1, headline: false },
    rowSumError: { format: 'scientific', headline: false },
    tokens: { format: 'integer', headline: false },
  },

  *run({ params, random }) {
    const { layer, head } = params;
    // Unpacking the model takes a moment the first time; the screen should not wait for it.
    yield { progress: 0, metrics: {}, panels: [], note: 'note.loading' };
    const model = loadGpt(params.model);
    const passage = passageOf(model, params.model, params.text, random.split('passage'));
    const heads: Float64Array[][] = Array.from({ length: LAYERS * HEADS }, () => []);
    const worth: Worth[] = [];
    let habits: Habits[] = [];
    let metrics: Metrics = {};
    const panels = () => [
      mapPanel(passage, heads[(layer - 1) * HEADS + head - 1], layer, head),
      // A curve needs room, so that on a small screen the map has the first page for itself and can name its tokens.
      worthPanel(worth),
      newestPanel(passage, heads[(layer - 1) * HEADS + head - 1]),
      habitsPanel(habits, HEADS, layer, head),
    ];

    let state = model.decoder.start([passage.ids[0]]);
    for (const [i, id] of passage.ids.entries()) {
      if (i > 0) state = state.advance(id);
      state.attention.forEach((rows, l) => rows.forEach((row, h) => heads[l * HEADS + h].push(row)));
      if (i === 0) continue;
      habits = heads.map(habitsOf);
      metrics = metricsOf(habits, heads, (layer - 1) * HEADS + head - 1);
      yield { progress: (0.7 * i) / passage.ids.length, metrics, panels: panels(), note: message('note.reading-token', { token: i, tokens: passage.ids.length - 1 }) };
    }
    for (const { window, bits } of contextWorth(params.model, random.split('context'))) {
      worth.push({ window, bits });
      metrics = { ...metrics, ...(window === WINDOWS[0] ? { shortBits: bits } : { longBits: bits }) };
      const last = window === WINDOWS[WINDOWS.length - 1];
      yield { progress: last ? 1 : 0.7 + (0.3 * worth.length) / WINDOWS.length, metrics, panels: panels(), note: last ? (passage.cut ? 'note.cut' : 'note.read') : message('note.window', { window }) };
    }
  },
});

function metricsOf(habits: readonly Habits[], heads: readonly (readonly Float64Array[])[], chosen: number): Metrics {
  const { previous, start, own, entropy, reach } = habits[chosen];
  const sums = heads.flatMap((rows) => rows.map((row) => Math.abs(row.reduce((sum, share) => sum + share, 0) - 1)));
  return {
    ...{ previous, start, own, entropy, reach },
    difference: differenceOf(heads),
    mostPrevious: Math.max(...habits.map((habit) => habit.previous)),
    mostStart: Math.max(...habits.map((habit) => habit.start)),
    longestReach: Math.max(...habits.map((habit) => habit.reach)),
    shortestReach: Math.min(...habits.map((habit) => habit.reach)),
    rowSumError: Math.max(...sums),
    tokens: heads[0].length - 1,
  };
}
