/** What claims cannot show: writing with a cache is the model's own writing, taste is counted as told, the counts on the cards are the modules'. */
import { describe, expect, test } from 'vitest';
import { gpt, noGrad, Random, scope } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import { batchOf, drawTask, TEST_MAILS } from './mails.js';
import { Reader } from './methods.js';
import { Policy, textOf } from './policy.js';
import { trueScore } from './preferences.js';
import { drawSequence } from './shots.js';

const sizes = { lastBlocks: 1, places: 8, bottleneck: 8, rank: 4 };

describe('policy', () => {
  test('writes what the decoder of the shipped model writes from the same draws', () => {
    const model = loadGpt('zh');
    const policy = new Policy(model, '春', 6, new Random(1));
    const written = policy.write(2, new Random(5));
    const random = new Random(5);
    let states = [model.start('春'), model.start('春')];
    const expected: number[][] = [[], []];
    const exclude = [...model.undrawable, model.tokenizer.endOfText];
    for (let t = 0; t < 6; t++) {
      states = states.map((state, row) => {
        const token = gpt.drawToken(gpt.samplingStages(state.logits, { exclude }).topP.probabilities, random.uniform());
        expected[row].push(token);
        return state.advance(token);
      });
    }
    expect([textOf(written, 0), textOf(written, 1)]).toEqual(expected);
  });

  test('gives its own tokens the probability of the decoder', () => {
    const model = loadGpt('zh');
    const policy = new Policy(model, '', 4, new Random(1));
    const written = policy.write(1, new Random(2));
    const logs = scope(() => noGrad(() => policy.logProbabilities(policy.features(written), written).toArray()));
    const score = model.score(model.tokenizer.decode(textOf(written, 0)));
    logs.forEach((value, t) => expect(Math.abs(value - score.logProbabilities[t])).toBeLessThan(0.05)); // the two excluded ids make the rest a little likelier
  });
});

describe('the hidden reader', () => {
  const zh = (text: string): number => trueScore('zh', loadGpt('zh'), [...loadGpt('zh').tokenizer.encodeDocument(text)]);
  test('likes landscape once, dislikes repetition and broken metre', () => {
    expect(zh('春山一路行，秋水两人来。')).toBe(4);
    expect(zh('江江江水云，江江江水月。')).toBe(-2);
    expect(zh('山山山山山，山山山山山。')).toBe(1 - 9);
    expect(zh('春山一路行来秋水两人。')).toBe(4 - 2);
  });
  test('of prose: liked words each once, and repeated words of four letters cost', () => {
    const model = loadGpt('en');
    const en = (text: string): number => trueScore('en', model, [...model.tokenizer.encode(text)]);
    expect(en(' must work for the peace of the world')).toBe(3);
    expect(en(' world world world')).toBe(1 - 2);
  });
});

describe('fine-tuning', () => {
  const model = loadGpt('en');
  test.each([
    ['prompt', 8 * 128], ['prefix', 8 * 2 * 4 * 128], ['adapters', 8 * (2 * 8 * 128 + 8 + 128)], ['lora', 4 * 4 * (128 + 384)], ['full', 1_063_680],
  ] as const)('%s trains %d values beside the head', (method, count) => {
    expect(new Reader(method, model, sizes, new Random(1)).trainedCount()).toBe(count + 2 * 128 + 2);
  });

  test('adapters and LoRA begin as the pretrained model', () => {
    const batch = batchOf(drawTask(model, { trainMails: 4, tokens: 8 }, new Random(3)).train);
    const features = (method: 'full' | 'lora' | 'adapters'): Float32Array =>
      scope(() => noGrad(() => new Reader(method, model, sizes, new Random(1)).body.features(batch.ids, batch.labels.length).toArray()));
    const base = features('full');
    for (const method of ['lora', 'adapters'] as const) expect(features(method)).toEqual(base);
  });

  test('no mail is both for training and for testing', () => {
    const { train, test: held } = drawTask(model, { trainMails: 64, tokens: 20 }, new Random(1));
    expect([train.length, held.length]).toEqual([64, TEST_MAILS]);
    expect(train.filter((mail) => held.includes(mail))).toEqual([]);
  });
});

test('sequences of a task answer with words that the examples showed', () => {
  for (const task of ['pairs', 'labels'] as const) {
    const { examples, question, answer } = drawSequence(task, 4, new Random(2));
    expect(examples.some((example) => example.startsWith(question + answer))).toBe(true);
  }
});
