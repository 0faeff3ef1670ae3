import { describe, expect, test } from 'vitest';
import { gpt, optim, Random, scope } from '../../../src/core/index.js';
import { fixture } from './fixture.js';

const { config, weights, ids, logits, loss, gradients } = fixture;
const T = config.context;
const inputs = Int32Array.from(ids.flatMap((row) => row.slice(0, T)));
const targets = Int32Array.from(ids.flatMap((row) => row.slice(1)));

function fixtureModel(): gpt.Gpt {
  const model = new gpt.Gpt(config, { random: new Random(1) });
  model.loadStateDict(weights);
  return model;
}

/** Largest difference relative to the largest value. */
function relativeError(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(actual[i] - value))) / largest;
}

describe('Gpt', () => {
  test('logits and loss agree with PyTorch within 1e-5', () => {
    const model = fixtureModel();
    expect(relativeError(model.forward(inputs, 2).toArray(), logits)).toBeLessThan(1e-5);
    expect(model.loss(inputs, targets, 2).item()).toBeCloseTo(loss, 5);
  });

  test('every gradient agrees with PyTorch within 1e-4', () => {
    const model = fixtureModel();
    model.loss(inputs, targets, 2).backward();
    for (const [name, parameter] of model.namedParameters()) {
      const gradient = parameter.grad;
      if (gradient === null) throw new Error(`${name} has no gradient`);
      expect(relativeError(gradient.toArray(), gradients[name]), name).toBeLessThan(1e-4);
    }
  });

  test('the decoder with its cache computes the same function within float32 rounding', () => {
    const small: gpt.GptConfig = { vocabularySize: 40, context: 16, width: 32, layers: 3, heads: 4 };
    const model = new gpt.Gpt(small, { random: new Random(3), initialSpread: 0.3 });
    const tokens = Array.from({ length: 16 }, (_, i) => (7 * i * i + 3) % 40);
    const expected = model.forward(Int32Array.from(tokens), 1).toArray();
    const decoder = new gpt.GptDecoder(small, model.stateDict(), 0);
    tokens.reduce<gpt.GptState | undefined>((state, token, t) => {
      const next = state ? state.advance(token) : decoder.start([token]);
      expect(relativeError(next.logits, [...expected.subarray(t * 40, (t + 1) * 40)])).toBeLessThan(1e-5);
      return next;
    }, undefined);
  });

  test('no token sees the ones after it', () => {
    const model = fixtureModel();
    const changed = Int32Array.from(inputs, (id, i) => (i === 4 ? (id + 1) % config.vocabularySize : id));
    const [before, after] = [inputs, changed].map((list) => model.forward(list, 2).toArray());
    const upTo = 4 * config.vocabularySize;
    expect(after.subarray(0, upTo)).toEqual(before.subarray(0, upTo));
    expect(after.subarray(upTo, upTo + config.vocabularySize)).not.toEqual(before.subarray(upTo, upTo + config.vocabularySize));
  });

  test('training learns a rule of its text, and resuming from saved state gives the same bits', () => {
    const small: gpt.GptConfig = { vocabularySize: 12, context: 8, width: 16, layers: 2, heads: 2 };
    const stream = Int32Array.from({ length: 400 }, (_, i) => 1 + ((i * 5) % 11));
    const sample = gpt.textRows(stream, Array.from({ length: 392 }, (_, i) => i), 8, 0);
    const begin = () => {
      const model = new gpt.Gpt(small, { random: new Random(5) });
      return { model, optimizer: new optim.AdamW(model.parameters(), { lr: 1e-2 }) };
    };
    const run = ({ model, optimizer }: ReturnType<typeof begin>, from: number, to: number): number => {
      let last = Infinity;
      for (let step = from; step < to; step += 1) {
        const batch = gpt.drawBatch(sample, 8, new Random(9).split(step));
        last = scope(() => {
          const value = model.loss(batch.inputs, batch.targets, batch.rows);
          optimizer.zeroGrad();
          value.backward();
          optimizer.step();
          return value.item();
        });
      }
      return last;
    };
    const whole = begin();
    run(whole, 0, 60);
    const half = begin();
    run(half, 0, 30);
    const resumed = begin();
    resumed.model.loadStateDict(half.model.stateDict());
    resumed.optimizer.loadStateDict(half.optimizer.stateDict());
    run(resumed, 30, 60);
    expect(resumed.model.stateDict()).toEqual(whole.model.stateDict());
    // The first token of a row cannot be known (log 11 nats over 8 places); everything after it can.
    expect(run(whole, 60, 120)).toBeLessThan(Math.log(11) / 8 + 0.1);
  });

  test('errors name the rule', () => {
    expect(() => new gpt.Gpt({ ...config, heads: 3 }, { random: new Random(1) })).toThrow(/do not divide/);
    expect(() => fixtureModel().forward(new Int32Array(14), 2)).toThrow(/2 rows of 1 to 6 ids/);
  });
});
