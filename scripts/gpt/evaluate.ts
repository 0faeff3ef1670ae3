/** Held-out loss of a model, by its forward pass in batches; and of count-based models on the same tokens. */
import { F, gpt, noGrad, scope, text } from '../../src/core/index.js';
import { joined, type TokenData } from './tokens.js';

const BATCH = 32;

export interface HeldOutLoss {
  /** Tokens predicted: those of the documents and an endOfText after each. */
  readonly tokens: number;
  readonly natsPerToken: number;
}

/** Mean loss over evaluation rows; padding does not count. */
export function evaluate(model: gpt.Gpt, rows: readonly gpt.EvaluationRow[]): HeldOutLoss {
  model.eval();
  let sum = 0;
  let tokens = 0;
  for (let from = 0; from < rows.length; from += BATCH) {
    const some = rows.slice(from, from + BATCH);
    const batch = gpt.toBatch(some.map(({ row }) => row));
    const losses = noGrad(() => scope(() => {
      const logits = model.forward(batch.inputs, batch.rows);
      const flat = logits.reshape([batch.inputs.length, model.config.vocabularySize]);
      return F.crossEntropy(flat, batch.targets, { reduction: 'none' }).toArray();
    }));
    some.forEach(({ padding }, r) => {
      for (let t = 0; t < batch.length - padding; t += 1) sum += losses[r * batch.length + t];
      tokens += batch.length - padding;
    });
  }
  model.train();
  return { tokens, natsPerToken: sum / tokens };
}

/** Nats per token of interpolated Kneser-Ney models of orders 1 to 5, with their whole history, on the same held-out tokens. */
export function ngramBaselines({ training, heldOut, tokenizer }: TokenData): Record<string, number> {
  const train = joined(training, tokenizer.endOfText);
  const test = joined(heldOut, tokenizer.endOfText);
  const losses: Record<string, number> = {};
  for (const order of [1, 2, 3, 4, 5]) {
    losses[order] = round(new text.NgramModel(train, { order, vocabularySize: tokenizer.vocabularySize }).crossEntropy(test), 4);
  }
  return losses;
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
