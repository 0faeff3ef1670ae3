/**
 * Trains one of the two shipped language models from scratch on the project's own core, and writes src/data/files/gpt-<language>.
 * Run: npx tsx scripts/train-gpt.ts en|zh [--steps N] [--ship-every N]
 *
 * The corpora must be prepared first (scripts/data/sotu.ts, scripts/data/tang.ts). A checkpoint in .cache lets an interrupted
 * run go on, also with another number of steps as long as it has not begun to cool down; the same settings give the same weights,
 * bit for bit, with or without interruption.
 */
import { parseArgs } from 'node:util';
import { gpt, optim, Random, scope } from '../src/core/index.js';
import type { GptLanguage } from '../src/data/gpt.js';
import { loadCheckpoint, saveCheckpoint } from './gpt/checkpoint.js';
import { evaluate } from './gpt/evaluate.js';
import { learningRate, settings as all } from './gpt/settings.js';
import { samples, ship } from './gpt/ship.js';
import { tokenData } from './gpt/tokens.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { steps: { type: 'string' }, 'ship-every': { type: 'string' } },
});
const language = positionals[0];
if (language !== 'en' && language !== 'zh') throw new Error('usage: npx tsx scripts/train-gpt.ts en|zh [--steps N] [--ship-every N]');
await train(language);

async function train(language: GptLanguage): Promise<void> {
  const settings = { ...all[language], ...(values.steps ? { steps: Number(values.steps) } : {}) };
  const shipEvery = values['ship-every'] ? Number(values['ship-every']) : Infinity;
  const data = tokenData(settings);
  const rows = gpt.evaluationRows(data.heldOut, settings.context, data.tokenizer.endOfText);
  // A quick look on the way needs only part of the held-out text.
  const someRows = rows.filter((_, i) => i % Math.ceil(rows.length / 128) === 0);

  const random = new Random(settings.seed).split(language);
  const { context, width, layers, heads, dropout } = settings;
  const config: gpt.GptConfig = { vocabularySize: data.tokenizer.vocabularySize, context, width, layers, heads };
  const model = new gpt.Gpt(config, { random: random.split('model'), dropout });
  const matrices = new Set(model.matrices());
  const plain = model.parameters().filter((parameter) => !matrices.has(parameter));
  const { betas, weightDecay } = settings;
  const optimizers = [
    new optim.AdamW([...matrices], { betas, weightDecay }),
    new optim.AdamW(plain, { betas, weightDecay: 0 }),
  ];

  const progress = loadCheckpoint(language, settings, model, optimizers);
  let started = performance.now();
  let average = 0;
  let averaged = 0;
  for (let step = progress.step; step < settings.steps; step += 1) {
    const batch = gpt.drawBatch(data.sample, settings.batch, random.split('batches').split(step));
    for (const optimizer of optimizers) optimizer.lr = learningRate(settings, step);
    const loss = scope(() => {
      const value = model.loss(batch.inputs, batch.targets, batch.rows);
      for (const optimizer of optimizers) optimizer.zeroGrad();
      value.backward();
      optim.clipGradNorm(model.parameters(), settings.clipNorm);
      for (const optimizer of optimizers) optimizer.step();
      return value.item();
    });
    average += loss;
    averaged += 1;
    const done = step + 1;
    const shipNow = done % shipEvery === 0 && done < settings.steps;
    if (done % 50 === 0) {
      const seconds = progress.seconds + (performance.now() - started) / 1000;
      console.log(`${language} step ${done}/${settings.steps}  loss ${(average / averaged).toFixed(4)}  ${(seconds / done).toFixed(3)} s/step`);
      average = 0;
      averaged = 0;
    }
    if (done % 200 === 0 || done === settings.steps) {
      console.log(`${language} step ${done}  held out ${evaluate(model, someRows).natsPerToken.toFixed(4)} nats/token`);
      progress.seconds += (performance.now() - started) / 1000;
      started = performance.now();
      saveCheckpoint(language, settings, model, optimizers, { step: done, seconds: progress.seconds });
      console.log(samples(language, config, model.stateDict(), data.tokenizer));
    }
    if (shipNow) console.log(ship(language, settings, model, data, rows, { step: done, seconds: progress.seconds }));
  }
  // Also when the checkpoint was already there: the way to ship trained weights anew.
  console.log(ship(language, settings, model, data, rows, { step: settings.steps, seconds: progress.seconds }));
}
