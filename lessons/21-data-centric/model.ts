/** The model: one hidden layer, trained with the settings that tuning may choose. */
import { F, linalg, nn, noGrad, optim, scope, stats, tensor, type Random } from '../../src/core/index.js';
import { pixelsOf, type Labelled, type Problem } from './problem.js';

export interface Settings {
  readonly hidden: number;
  readonly lr: number;
  readonly weightDecay: number;
  readonly dropout: number;
  readonly epochs: number;
}

/** Reasonable, as most tutorials have it. */
const USUAL: Settings = { hidden: 32, lr: 5e-3, weightDecay: 0, dropout: 0, epochs: 30 };

/** Too small, too short: a model that has not been worked on. */
const RAW: Settings = { hidden: 16, lr: 2e-3, weightDecay: 0, dropout: 0, epochs: 15 };

export const MODELS = ['usual', 'raw'] as const;
export type Model = (typeof MODELS)[number];
export const settingsOf = (model: Model): Settings => (model === 'usual' ? USUAL : RAW);

/** What random search draws from. */
const CHOICES: { readonly [S in keyof Settings]: readonly number[] } = {
  hidden: [16, 32, 64],
  lr: [2e-3, 5e-3, 1e-2],
  weightDecay: [0, 0.3, 1, 2],
  dropout: [0, 0.25, 0.5],
  epochs: [10, 20, 30],
};
const BATCH = 32;

export function drawSettings(random: Random): Settings {
  const draw = (name: keyof Settings): number => random.split(name).choice(CHOICES[name]);
  return { hidden: draw('hidden'), lr: draw('lr'), weightDecay: draw('weightDecay'), dropout: draw('dropout'), epochs: draw('epochs') };
}

/** Trains anew and gives the class probabilities of other rows, [asked, classes]. */
export function trainAndPredict(problem: Problem, { rows, given }: Labelled, asked: Int32Array, settings: Settings, random: Random): linalg.Matrix {
  const { columns, names } = problem;
  const network = new nn.Sequential(
    new nn.Linear(columns, settings.hidden, { random: random.split('layer 0') }),
    new nn.ReLU(),
    new nn.Dropout(settings.dropout, { random: random.split('dropout') }),
    new nn.Linear(settings.hidden, names.length, { random: random.split('layer 1') }),
  );
  const optimizer = new optim.AdamW(network.parameters(), { lr: settings.lr, weightDecay: settings.weightDecay });
  const order = random.split('order');
  const probabilities = scope(() => {
    const x = tensor(pixelsOf(problem, rows), [rows.length, columns]);
    for (let epoch = 0; epoch < settings.epochs; epoch++) {
      for (const batch of optim.batches(rows.length, BATCH, order)) {
        scope(() => {
          const loss = F.crossEntropy(network.forward(x.index(batch)), Int32Array.from(batch, (i) => given[i]));
          optimizer.zeroGrad();
          loss.backward();
          optimizer.step();
        });
      }
    }
    network.eval();
    return noGrad(() => network.forward(tensor(pixelsOf(problem, asked), [asked.length, columns])).softmax().toArray());
  });
  network.dispose();
  return linalg.matrix(asked.length, names.length, Float64Array.from(probabilities));
}

/** Share of the asked rows whose most likely class is the label. */
export function score(problem: Problem, train: Labelled, asked: Int32Array, labels: ArrayLike<number>, settings: Settings, random: Random): number {
  return stats.accuracy(labels, stats.argmaxRows(trainAndPredict(problem, train, asked, settings, random)));
}
