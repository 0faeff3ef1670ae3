/** The pictures of token sampling: the text, the candidates for the next token, the stages of the cut, entropy, and the texts side by side. */
import { bars, line, message, raw, table, textPanel as lines, tokens, type Bar, type Label, type Panel } from '../../src/lesson/index.js';
import { gpt, math, type text } from '../../src/core/index.js';
import type { Written } from './writing.js';

const SHOWN = 12;

/** The prompt, then what was written, shaded by the probability the model gave each token. */
export function textPanel(title: Label, prompt: string, written: readonly { token: number; probability: number }[], tokenizer: text.Tokenizer): Panel {
  return tokens({
    id: 'text',
    title,
    weight: 0.8,
    weightLabel: 'panel.text.weight',
    tokens: [
      { text: prompt, emphasis: 'muted' as const },
      ...written.map(({ token, probability }) => ({ text: tokenizer.decode([token]), weight: probability })),
    ],
  });
}

/** The most probable next tokens after temperature; the cuts decide which may be drawn, and with what probability. */
export function candidatesPanel({ stages, token }: Written, drawn: 'drawn' | 'chosen', tokenizer: text.Tokenizer): Panel {
  const { temperature, topP } = stages;
  const order = Array.from(gpt.byProbability(temperature.probabilities).subarray(0, SHOWN));
  if (!order.includes(token)) order[order.length - 1] = token;
  const bar = (id: number): Bar => {
    const after = percent(topP.probabilities[id]);
    const value = temperature.probabilities[id];
    if (id === token) return { label: tokenLabel(id, tokenizer), value, emphasis: 'primary', note: message(`note.${drawn}`, { after }) };
    if (topP.probabilities[id] === 0) return { label: tokenLabel(id, tokenizer), value, emphasis: 'muted', note: 'note.cut' };
    return { label: tokenLabel(id, tokenizer), value, note: message('note.kept', { after }) };
  };
  return bars({
    id: 'candidates',
    title: 'panel.candidates',
    weight: 1.6,
    value: { label: 'axis.probability', format: 'percent', min: 0 },
    bars: order.map(bar),
    caption: message('panel.candidates.caption', {
      left: topP.support,
      vocabulary: temperature.support,
      mass: percent(keptMass(stages)),
      entropy: topP.entropy.toFixed(2),
    }),
  });
}

/** How the distribution narrows, stage by stage. */
export function stagesPanel(stages: gpt.SamplingStages): Panel {
  const row = (stage: 'model' | 'temperature' | 'topK' | 'topP', mass: number) => ({
    cells: [`stage.${stage}`, stages[stage].support, mass, stages[stage].entropy],
  });
  return table({
    id: 'stages',
    title: 'panel.stages',
    columns: [
      { label: 'stage.name' },
      { label: 'stage.tokens', format: 'integer', align: 'right' },
      { label: 'stage.mass', format: 'percent', align: 'right' },
      { label: 'stage.entropy', digits: 2, align: 'right' },
    ],
    rows: [row('model', 1), row('temperature', 1), row('topK', 1 - stages.topK.removed), row('topP', keptMass(stages))],
  });
}

/** @param vocabularySize  all tokens equally probable is the highest entropy there can be */
export function entropyPanel(written: readonly Written[], length: number, vocabularySize: number): Panel {
  const x = written.map((_, i) => i + 1);
  return line({
    id: 'entropy',
    title: 'panel.entropy',
    x: { label: 'axis.position', min: 1, max: length, format: 'integer' },
    y: { label: 'axis.entropy', unit: 'unit.bits', min: 0, max: math.log2(vocabularySize) },
    series: [
      { id: 'before', label: 'series.before', x, y: written.map(({ stages }) => stages.model.entropy), emphasis: 'muted' },
      { id: 'after', label: 'series.after', x, y: written.map(({ stages }) => stages.topP.entropy), emphasis: 'primary' },
    ],
  });
}

/** A finished text and what it is like. */
export interface Finished {
  readonly way: 'sample' | 'greedy' | 'beam';
  /** Which of the sampled texts. */
  readonly number: number;
  readonly text: string;
  readonly surprise: number;
  readonly repeats: number;
}

/** All texts from one prompt, each under a line that says how it was written and what it is like. */
export function comparisonPanel(texts: readonly Finished[], prompt: string): Panel {
  return lines({
    id: 'texts',
    title: message('panel.texts', { prompt }),
    weight: 2,
    lines: texts.flatMap(({ way, number, text, surprise, repeats }) => [
      { text: message(`compare.${way}`, { number, surprise: surprise.toFixed(2), repeats: percent(repeats) }), emphasis: 'primary' as const },
      { text: raw(text.replace(/\s+/g, ' ').trim()) },
    ]),
  });
}

/** Probability, of the distribution after temperature, that both cuts together leave. */
export function keptMass({ topK, topP }: gpt.SamplingStages): number {
  return (1 - topK.removed) * (1 - topP.removed);
}

function percent(p: number): string {
  return `${(p * 100).toFixed(1)} %`;
}

/** A leading space is part of an English token; shown as _ so that "_the" and "the" can be told apart. */
function tokenLabel(id: number, tokenizer: text.Tokenizer): Label {
  return raw(tokenizer.label(id).replace(/^ /, '_'));
}
