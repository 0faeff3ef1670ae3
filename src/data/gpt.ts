/**
 * The two shipped language models: English after the State of the Union addresses, Chinese after Tang verse. Trained from
 * scratch by scripts/train-gpt.ts on the project's own core; how, and how well, is in files/gpt-en.json and files/gpt-zh.json.
 */
import { gpt } from '../core/index.js';
import { once, readPacked } from './packed.js';
import { readRecord, type Provenance } from './provenance.js';

export type GptLanguage = 'en' | 'zh';

/** What a model was trained with and what it reached. */
export interface GptTraining {
  readonly seed: number;
  readonly steps: number;
  readonly batch: number;
  readonly tokensSeen: number;
  readonly wallSeconds: number;
  readonly parameters: number;
  readonly config: gpt.GptConfig;
  /** Of text sampled at temperature 0.7 and top-k 40: the share of words that the corpus has (en), of lines with five characters (zh). */
  readonly readable: number;
  /** On every 25th document, which neither the model nor the tokenizer has seen. */
  readonly heldOut: {
    readonly documents: number;
    readonly tokens: number;
    readonly characters: number;
    /** Of the shipped weights, and of the float32 weights before rounding. */
    readonly natsPerToken: number;
    readonly natsPerTokenFloat32: number;
    readonly bitsPerCharacter: number;
    readonly perplexity: number;
    /** Interpolated Kneser-Ney models counted on the same training text: nats per token by order. */
    readonly ngramNatsPerToken: Readonly<Record<string, number>>;
  };
}

export interface GptRecord extends Provenance {
  readonly training: GptTraining;
}

const models: Readonly<Record<GptLanguage, () => gpt.LanguageModel>> = {
  en: once(() => gpt.LanguageModel.fromBytes(readPacked('gpt-en'))),
  zh: once(() => gpt.LanguageModel.fromBytes(readPacked('gpt-zh'))),
};

/** The model of a language, read once a process. */
export function loadGpt(language: GptLanguage): gpt.LanguageModel {
  return models[language]();
}

/** How the model of a language was made. */
export function gptRecord(language: GptLanguage): GptRecord {
  return readRecord(`gpt-${language}`) as GptRecord;
}
