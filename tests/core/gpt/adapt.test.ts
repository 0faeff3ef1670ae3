// Fine-tuning few parameters of a fixed language model: soft prompt, prefix, adapters, low-rank adaptation.

import { describe, expect, test } from 'vitest';
import { gpt, nn, optim, Random, scope, text } from '../../../src/core/index.js';

const config: gpt.GptConfig = { vocabularySize: 12, context: 12, width: 16, layers: 2, heads: 2 };
const words = Int32Array.of(3, 7, 1, 9);
const inputs = Int32Array.of(2, 5, 8, 4, 6, 10, 11, 3, 1, 7);
const targets = Int32Array.of(5, 8, 4, 6, 0, 11, 3, 1, 7, 0);

function fixedModel(): gpt.Gpt {
  return new gpt.Gpt(config, { random: new Random(5), initialSpread: 0.3 }).freeze();
}

/** Logits of the given tokens after the words, all as plain tokens. */
function withWords(model: gpt.Gpt): number[] {
  const whole = model.forward(Int32Array.of(...words, ...inputs.subarray(0, 5)), 1).toArray();
  return [...whole.subarray(words.length * config.vocabularySize)];
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  const size = Array.from(expected).reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  for (let i = 0; i < expected.length; i++) expect(Math.abs(actual[i] - expected[i]) / size).toBeLessThan(1e-5);
}

interface Method {
  readonly learned: () => gpt.LearnedContext;
  readonly parameters: nn.Parameter[];
  readonly count: number;
}

const random = new Random(8);
const methods: Record<string, (model: gpt.Gpt) => Method> = {
  'soft prompt': () => {
    const prompt = new nn.SoftPrompt(3, 16, { random });
    return { learned: () => ({ prompt }), parameters: prompt.parameters(), count: 3 * 16 };
  },
  'prefix tuning': () => {
    const prefix = new nn.PrefixTuning(3, { layers: 2, width: 16, random });
    return { learned: () => ({ prefixes: prefix.prefixes() }), parameters: prefix.parameters(), count: 3 * 2 * 2 * 16 };
  },
  'prefix tuning by a network': () => {
    const prefix = new nn.PrefixTuning(3, { layers: 2, width: 16, hidden: 8, random });
    return { learned: () => ({ prefixes: prefix.prefixes() }), parameters: prefix.parameters(), count: 3 * 16 + 8 * 17 + 64 * 9 };
  },
  adapters: (model) => {
    nn.addAdapters(model.blocks, { size: 4, random });
    return { learned: () => ({}), parameters: model.trainableParameters(), count: 2 * 2 * (2 * 4 * 16 + 4 + 16) };
  },
  'low-rank adaptation': (model) => {
    nn.addLoRA(model.blocks, { rank: 2, random, sites: ['qkv', 'contract'] });
    return { learned: () => ({}), parameters: model.trainableParameters(), count: 2 * (2 * (16 + 48) + 2 * (64 + 16)) };
  },
};

describe.each(Object.entries(methods))('%s', (_name, make) => {
  test('trains its own parameters alone, and they lower the loss', () => {
    const model = fixedModel();
    const { learned, parameters, count } = make(model);
    expect(parameters.reduce((sum, { size }) => sum + size, 0)).toBe(count);
    const before = model.parameters().filter((parameter) => !parameters.includes(parameter)).map((parameter) => parameter.toArray());
    const optimizer = new optim.Adam(parameters, { lr: 0.02 });
    const losses: number[] = [];
    for (let step = 0; step < 60; step++) {
      losses.push(scope(() => {
        const loss = model.loss(inputs, targets, 2, learned());
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
        return loss.item();
      }));
    }
    expect(losses[59]).toBeLessThan(0.8 * losses[0]);
    expect(model.parameters().filter((parameter) => !parameters.includes(parameter)).map((parameter) => parameter.toArray())).toEqual(before);
  });
});

test('a soft prompt that begins as the embeddings of words is read as those words', () => {
  const model = fixedModel();
  const prompt = nn.SoftPrompt.from(model.tokenEmbedding.lookup(words), random);
  expectClose(model.forward(inputs.subarray(0, 5), 1, { prompt }).toArray(), withWords(model));
});

test('a prefix that begins as what the layers make of words is read as those words', () => {
  const model = fixedModel();
  const prefixes = nn.PrefixTuning.from(model.prefixesOf(words), random).prefixes();
  expectClose(model.forward(inputs.subarray(0, 5), 1, { prefixes }).toArray(), withWords(model));
});

test('prefix and prompt together: the prefix comes first', () => {
  const model = fixedModel();
  const prefixes = model.prefixesOf(words.subarray(0, 2));
  const prompt = nn.SoftPrompt.from(model.tokenEmbedding.lookup(words.subarray(2)), random);
  expectClose(model.forward(inputs.subarray(0, 5), 1, { prefixes, prompt }).toArray(), withWords(model));
});

test('adapters and low-rank adaptation begin as the model they adapt; merged, they are its plain layers again', () => {
  const model = fixedModel();
  const before = model.forward(inputs, 2).toArray();
  nn.addAdapters(model.blocks, { size: 3, random });
  expect(model.forward(inputs, 2).toArray()).toEqual(before);

  const other = fixedModel();
  const names = Object.keys(other.stateDict());
  for (const lora of nn.addLoRA(other.blocks, { rank: 2, random, sites: ['qkv', 'expand'] })) {
    random.fillNormal(lora.up.data, 0, 0.1);
  }
  const adapted = other.forward(inputs, 2).toArray();
  expect(adapted).not.toEqual(before);
  nn.mergeLoRA(other.blocks);
  expect(Object.keys(other.stateDict())).toEqual(names);
  expectClose(other.forward(inputs, 2).toArray(), adapted);
});

test('a shipped model as a module computes what its decoder does, and is not changed by training', () => {
  const tokenizer = new text.CharacterTokenizer([...'春夏秋冬风花雪月山水']);
  const language = new gpt.LanguageModel(config, fixedModel().stateDict(), tokenizer);
  const model = language.toModule({ random });
  const ids = language.promptTokens('春花秋月');
  const logits = model.forward(Int32Array.from(ids), 1).toArray();
  const last = language.start('春花秋月').logits;
  expectClose(logits.subarray((ids.length - 1) * config.vocabularySize), last);
  model.tokenEmbedding.weight.data.fill(0);
  expect(language.start('春花秋月').logits).toEqual(last);
});

test('errors name the rule', () => {
  const model = fixedModel();
  const short = new nn.SoftPrompt(8, 16, { random });
  expect(() => model.forward(inputs, 2, { prompt: short })).toThrow(/rows of 1 to 4 ids/);
  const prefix = new nn.PrefixTuning(2, { layers: 1, width: 16, random });
  expect(() => model.forward(inputs, 2, { prefixes: prefix.prefixes() })).toThrow(/prefix for each of 2 layers, got 1/);
  nn.addLoRA(model.blocks, { rank: 1, random });
  expect(() => nn.addLoRA(model.blocks, { rank: 1, random })).toThrow(/block 0 qkv is adapted already/);
  expect(() => new nn.Adapter(8, 0, { random })).toThrow(/positive integer, got 0/);
});
