/** Rounds a trained model to six bits a weight, measures what is shipped, and writes it with its record. */
import { gpt, math, Random } from '../../src/core/index.js';
import type { GptLanguage, GptTraining } from '../../src/data/gpt.js';
import { writeDataFile } from '../data/data-file.js';
import type { Progress } from './checkpoint.js';
import { evaluate, ngramBaselines, round } from './evaluate.js';
import { readability } from './reading.js';
import type { TrainingSettings } from './settings.js';
import type { TokenData } from './tokens.js';

/** Eight bits would cost 0.28 MB more for each model and gain 0.005 nats a token; five would lose 0.01 to 0.02. */
const BITS = 6;

const PROMPTS: Readonly<Record<GptLanguage, readonly string[]>> = {
  en: ['', 'The people of the United States', 'We must', 'In the past year'],
  zh: ['', '明月', '春风', '白日依山尽，'],
};

/** A few continuations at temperature 0.7 and top-k 40, for the eye. */
export function samples(language: GptLanguage, config: gpt.GptConfig, weights: gpt.Weights, tokenizer: gpt.ModelTokenizer): string {
  const model = new gpt.LanguageModel(config, weights, tokenizer);
  return PROMPTS[language]
    .map((prompt, i) => `  ${prompt}|${model.continueText(prompt, new Random(1).split(i), { tokens: 60, temperature: 0.7, topK: 40 }).replace(/\n/g, '⏎')}`)
    .join('\n');
}

/** Writes the model as it stands and returns what was recorded. */
export function ship(
  language: GptLanguage,
  settings: TrainingSettings,
  model: gpt.Gpt,
  data: TokenData,
  rows: readonly gpt.EvaluationRow[],
  progress: Progress,
): string {
  const { tokenizer, corpus, heldOut } = data;
  const bytes = gpt.LanguageModel.toBytes(model.config, model.stateDict(), tokenizer, BITS);
  const float32 = evaluate(model, rows);
  const rounded = new gpt.Gpt(model.config, { random: new Random(0) });
  const shipped = gpt.LanguageModel.fromBytes(bytes);
  rounded.loadStateDict(shipped.weights);
  const quantized = evaluate(rounded, rows);
  for (const parameter of rounded.parameters()) parameter.dispose();

  // The characters the held-out tokens stand for, one for each end of a document.
  const characters = heldOut.reduce((sum, tokens) => sum + [...tokenizer.decode(tokens)].length + 1, 0);
  const training: GptTraining = {
    seed: settings.seed,
    steps: progress.step,
    batch: settings.batch,
    tokensSeen: progress.step * settings.batch * settings.context,
    wallSeconds: Math.round(progress.seconds),
    parameters: model.parameters().reduce((sum, parameter) => sum + parameter.size, 0),
    config: model.config,
    readable: round(readability(language, shipped, corpus.training), 4),
    heldOut: {
      documents: heldOut.length,
      tokens: quantized.tokens,
      characters,
      natsPerToken: round(quantized.natsPerToken, 4),
      natsPerTokenFloat32: round(float32.natsPerToken, 4),
      bitsPerCharacter: round((quantized.natsPerToken * quantized.tokens) / characters / math.log(2), 4),
      perplexity: round(math.exp(quantized.natsPerToken), 2),
      ngramNatsPerToken: ngramBaselines(data),
    },
  };
  const source = {
    source: corpus.record.source,
    package: corpus.record.package,
    version: corpus.record.version,
    licence: `MIT (weights of this project); trained on: ${corpus.record.licence}`,
    notes:
      `Decoder-only transformer trained from scratch by scripts/train-gpt.ts. Safetensors layout: matrices as whole numbers of ${BITS} bits in int8 with one float32 scale a row, the rest float32; configuration and tokenizer in its metadata.`,
    corpusSha256: corpus.record.sha256,
    training,
  };
  const { record, compressed } = writeDataFile(`gpt-${language}`, bytes, source);
  return `${JSON.stringify(record, null, 2)}\n${compressed} bytes on disk`;
}
