/** A linear spam filter on the words of a mail (and pairs of neighbouring words): logistic regression by gradient descent. */
import { F, nn, optim, Random, scope, tensor, text } from '../../src/core/index.js';
import type { Mail } from '../../src/data/spam.js';

export type Features = 'words' | 'pairs' | 'letters';

/**
 * Full batches and no division by the gradient's size: texts given several times change nothing, and a rounding error in a gradient of
 * zero stays one, which Adam would blow up to a full step.
 */
const TRAINING = { lr: 2, momentum: 0.9, weightDecay: 1e-3 };
const STEPS = 60;

/** What the filter sees of a text, each thing once. */
export function featuresOf(sample: string, features: Features): Set<string> {
  const words = text.rougeTokens(sample);
  if (features === 'letters') return new Set(words.flatMap((word) => text.ngrams([...` ${word} `], 3).map((letters) => letters.join(''))));
  return new Set(features === 'words' ? words : [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]);
}

/** Share of the test mails that a filter trained on some mails gets right. Words it never met it does not see. */
export function accuracy(training: readonly Mail[], test: readonly Mail[], features: Features): number {
  const seen = training.map((mail) => featuresOf(mail.text, features));
  const columns = new Map<string, number>();
  for (const set of seen) for (const feature of set) if (!columns.has(feature)) columns.set(feature, columns.size);
  const rows = (sets: readonly Set<string>[]): Float32Array => {
    const values = new Float32Array(sets.length * columns.size);
    sets.forEach((set, row) => {
      const known = [...set].flatMap((feature) => columns.get(feature) ?? []);
      // Long and short mails count alike.
      for (const column of known) values[row * columns.size + column] = 1 / Math.sqrt(known.length);
    });
    return values;
  };
  const model = new nn.Linear(columns.size, 2, { random: new Random(0) });
  for (const parameter of model.parameters()) parameter.data.fill(0);
  const optimizer = new optim.SGD(model.parameters(), TRAINING);
  const right = scope(() => {
    const x = tensor(rows(seen), [training.length, columns.size]);
    const labels = Int32Array.from(training, ({ label }) => label);
    for (let step = 0; step < STEPS; step++) {
      scope(() => {
        const loss = F.crossEntropy(model.forward(x), labels);
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
      });
    }
    const scores = model.forward(tensor(rows(test.map((mail) => featuresOf(mail.text, features))), [test.length, columns.size])).toArray();
    return test.filter(({ label }, i) => (scores[2 * i + 1] > scores[2 * i] ? 1 : 0) === label).length;
  });
  for (const parameter of model.parameters()) parameter.dispose();
  return right / test.length;
}
