/** Token sampling beyond its claims: same seed same text, texts that differ, cuts that cut, prompts it cannot read, figures on the cards. */
import { describe, expect, test } from 'vitest';
import { gpt, math, Random } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import type { Frame, ParamValues, TextPanel, TokensPanel } from '../../src/lesson/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { tokenSampling } from './token-sampling.js';
import { assess, byDraw, following, search, write } from './writing.js';

const short = { length: 12, texts: 2 };
const run = (params: ParamValues, seed = 3) => runToEnd(tokenSampling, { ...short, ...params }, seed);

function texts(frame: Frame): string[] {
  const panel = frame.panels.find((candidate): candidate is TextPanel => candidate.kind === 'text');
  return (panel?.lines ?? []).flatMap(({ text }) => (typeof text === 'object' && 'raw' in text ? [text.raw] : []));
}

describe.each(['en', 'zh'] as const)('token sampling with the %s model', (model) => {
  test('the same seed writes the same, another seed does not', () => {
    const first = run({ model });
    expect(run({ model }).frame).toEqual(first.frame);
    expect(texts(run({ model }, 4).frame)[0]).not.toBe(texts(first.frame)[0]);
  });

  test('texts of one run are drawn independently, and a further text leaves the others as they are', () => {
    const [a, b] = texts(run({ model, temperature: 1.5, topK: 0, topP: 1 }).frame);
    expect(a).not.toBe(b);
    expect(texts(run({ model, temperature: 1.5, topK: 0, topP: 1, texts: 3 }).frame).slice(0, 2)).toEqual([a, b]);
  });

  test('top-k = 1 is greedy decoding', () => {
    const { metrics } = run({ model, topK: 1 });
    expect(metrics).toMatchObject({ kept: 1, entropy: 0, favourite: 1 });
    expect(metrics.repeats).toBe(metrics.greedyRepeats);
  });

  test('a beam of width 1 is greedy decoding', () => {
    const { metrics } = run({ model, beams: 1 });
    expect(metrics.beamSurprise).toBeCloseTo(metrics.greedySurprise, 6);
  });

  test('every drawn token is one that the cuts keep', () => {
    const style = { temperature: 1.2, topK: 5, topP: 0.8 };
    for (const { token, stages, probability } of write(loadGpt(model), '', 20, style, byDraw(new Random(5)))) {
      expect(stages.topP.probabilities[token]).toBeGreaterThan(0);
      expect(stages.topP.support).toBeLessThanOrEqual(5);
      expect(probability).toBe(stages.model.probabilities[token]);
    }
  });

  test('a searched text is assessed with the probabilities the search summed', () => {
    const languageModel = loadGpt(model);
    let beam: readonly number[] = [];
    for (const found of search(languageModel, '', 8, 3)) beam = found;
    const [best] = [...gpt.beamSearch(languageModel.start(''), { width: 3, steps: 8, exclude: languageModel.undrawable })].at(-1) ?? [];
    const written = [...write(languageModel, '', 8, { temperature: 1, topK: 0, topP: 1 }, following(beam))];
    expect(written.map(({ token }) => token)).toEqual(beam);
    // The search never writes the unknown character, so its probabilities are those without it, as are the ones at T = 1 here.
    const logProbability = written.reduce((sum, { stages, token }) => sum + math.log(stages.temperature.probabilities[token]), 0);
    expect(logProbability).toBeCloseTo(best.logProbability, 6);
  });

  test('a prompt is shown before what is written', () => {
    const prompt = model === 'en' ? 'Fellow citizens' : '春风';
    const panel = run({ model, prompt }).frame.panels.find((candidate): candidate is TokensPanel => candidate.kind === 'tokens');
    expect(panel?.tokens[0]).toEqual({ text: prompt, emphasis: 'muted' });
    expect(panel?.tokens).toHaveLength(1 + short.length);
  });
});

test('the verse model names the characters it does not know', () => {
  expect(() => run({ model: 'zh', prompt: '春风 hello' })).toThrowError(expect.objectContaining({ key: 'sampling.unknown' }));
});

test('repeated pairs: a b a b a b repeats three of five', () => {
  const pairs = [1, 2, 1, 2, 1, 2].map((token) => ({ token, probability: 0.5 }));
  expect(assess(pairs)).toEqual({ surprise: 1, repeats: 0.6, distinct: 1 / 3 });
});

test('the figures on the cards: four tokens at three temperatures, and two cuts', () => {
  const logits = [2, 1.2, 0.7, 0.1];
  const shown = (values: ArrayLike<number>) => Array.from(values, (p) => (p * 100).toFixed(1));
  const at = (temperature: number) => gpt.samplingStages(logits, { temperature }).temperature;
  expect(shown(at(0.5).probabilities)).toEqual(['77.0', '15.5', '5.7', '1.7']);
  expect(shown(at(1).probabilities)).toEqual(['53.4', '24.0', '14.6', '8.0']);
  expect(shown(at(2).probabilities)).toEqual(['38.8', '26.0', '20.2', '15.0']);
  expect([0.5, 1, 2].map((t) => at(t).entropy.toFixed(2))).toEqual(['1.04', '1.67', '1.91']);
  expect(shown(gpt.samplingStages(logits, { topK: 2 }).topP.probabilities)).toEqual(['69.0', '31.0', '0.0', '0.0']);
  expect(shown(gpt.samplingStages(logits, { topP: 0.9 }).topP.probabilities)).toEqual(['58.1', '26.1', '15.8', '0.0']);
});
