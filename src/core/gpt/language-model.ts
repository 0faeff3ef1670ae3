/**
 * A trained model with its tokenizer: from the learner's words to next-token distributions, continuations and perplexities,
 * and to and from the bytes it ships as. Reading files is the business of src/data.
 */
import * as math from '../math/index.js';
import type { Random } from '../random/index.js';
import { BpeTokenizer } from '../text/bpe.js';
import type { Merge } from '../text/bpe-train.js';
import { CharacterTokenizer } from '../text/characters.js';
import type { Tokenizer } from '../text/tokenizer.js';
import type { GptConfig } from './config.js';
import { GptDecoder, type GptState } from './decoder.js';
import { Gpt, type GptOptions } from './model.js';
import { dequantize, quantize, type Weights } from './quantize.js';
import { decodeTensors, encodeTensors } from '../nn/safetensors.js';
import { drawToken, logSoftmax, samplingStages, type SamplingOptions, type SamplingStages } from './sampling.js';

/** One token of a continuation and how it came about. */
export interface GeneratedToken {
  readonly token: number;
  /** The distributions it was drawn from, cut by cut. */
  readonly stages: SamplingStages;
  /** The uniform number in [0, 1) that chose it. */
  readonly draw: number;
  /** The model after the token. */
  readonly state: GptState;
}

/** How well the model predicts a text, token by token. */
export interface TextScore {
  readonly tokens: readonly number[];
  /** Natural logarithm of P(token | those before it), one a token. */
  readonly logProbabilities: readonly number[];
  /** exp of minus their mean. */
  readonly perplexity: number;
}

export interface GenerateOptions extends SamplingOptions {
  /** Most tokens to add. */
  readonly tokens: number;
  /** Stop after drawing endOfText. */
  readonly stopAtEnd?: boolean;
}

export type ModelTokenizer = BpeTokenizer | CharacterTokenizer;

export class LanguageModel {
  readonly config: GptConfig;
  readonly weights: Weights;
  readonly tokenizer: ModelTokenizer;
  readonly decoder: GptDecoder;
  /** Ids that stand for no text of their own and should not be drawn: the unknown character. */
  readonly undrawable: readonly number[];

  constructor(config: GptConfig, weights: Weights, tokenizer: ModelTokenizer) {
    if (tokenizer.vocabularySize !== config.vocabularySize) {
      throw new RangeError(`LanguageModel: the tokenizer has ${tokenizer.vocabularySize} tokens, the model ${config.vocabularySize}`);
    }
    this.config = config;
    this.weights = weights;
    this.tokenizer = tokenizer;
    this.decoder = new GptDecoder(config, weights, tokenizer.endOfText);
    this.undrawable = tokenizer instanceof CharacterTokenizer ? [tokenizer.unknown] : [];
  }

  /** The same weights as a module, for fine-tuning; this model stays as it is. @param options the stream is for dropout alone */
  toModule(options: Pick<GptOptions, 'random' | 'dropout'>): Gpt {
    const model = new Gpt(this.config, options);
    model.loadStateDict(this.weights);
    return model;
  }

  /** Ids of a prompt as the model reads it, endOfText first. An empty prompt asks for the beginning of a text. */
  promptTokens(prompt: string): number[] {
    return promptTokens(this.tokenizer, prompt);
  }

  /** The model after a prompt. */
  start(prompt: string): GptState {
    return this.decoder.start(this.promptTokens(prompt));
  }

  /** Continues a prompt token by token. The unknown character is never drawn, on top of the ids in `exclude`. */
  *generate(prompt: string, random: Random, options: GenerateOptions): Generator<GeneratedToken, void> {
    const { tokens, stopAtEnd = false, exclude = [], ...sampling } = options;
    let state = this.start(prompt);
    for (let i = 0; i < tokens; i += 1) {
      const stages = samplingStages(state.logits, { ...sampling, exclude: [...this.undrawable, ...exclude] });
      const draw = random.uniform();
      const token = drawToken(stages.topP.probabilities, draw);
      state = state.advance(token);
      yield { token, stages, draw, state };
      if (stopAtEnd && token === this.tokenizer.endOfText) return;
    }
  }

  /** Text of a continuation of `length` tokens. */
  continueText(prompt: string, random: Random, options: GenerateOptions): string {
    return this.tokenizer.decode(Array.from(this.generate(prompt, random, options), ({ token }) => token));
  }

  /**
   * Log-probability of every token of a text, each predicted from those before it that the model still sees.
   * @throws RangeError if the text is empty
   */
  score(text: string): TextScore {
    const tokens = this.promptTokens(text).slice(1);
    if (tokens.length === 0) throw new RangeError('LanguageModel.score: expected a text with at least one token; give some words');
    let state = this.start('');
    const logProbabilities = tokens.map((token, i) => {
      const logProbability = logSoftmax(state.logits)[token];
      if (i + 1 < tokens.length) state = state.advance(token);
      return logProbability;
    });
    const mean = logProbabilities.reduce((sum, value) => sum + value, 0) / tokens.length;
    return { tokens, logProbabilities, perplexity: math.exp(-mean) };
  }

  /**
   * Weights of so many bits (2 to 8), tokenizer and configuration as one run of bytes.
   * @throws RangeError if the bits are none of those
   */
  static toBytes(config: GptConfig, weights: Weights, tokenizer: ModelTokenizer, bits = 8): Uint8Array {
    return encodeTensors({
      tensors: quantize(weights, bits),
      metadata: { config: JSON.stringify(config), tokenizer: JSON.stringify(storeTokenizer(tokenizer)) },
    });
  }

  /** Reads what toBytes() wrote. */
  static fromBytes(bytes: Uint8Array): LanguageModel {
    const { tensors, metadata } = decodeTensors(bytes);
    return new LanguageModel(
      JSON.parse(metadata.config) as GptConfig,
      dequantize(tensors),
      restoreTokenizer(JSON.parse(metadata.tokenizer) as StoredTokenizer),
    );
  }
}

/** Ids of a text that stands at the beginning of a row, endOfText first. */
export function promptTokens(tokenizer: Tokenizer, text: string): number[] {
  return [tokenizer.endOfText, ...tokenizer.encodeDocument(text)];
}

type StoredTokenizer =
  | { readonly kind: 'bpe'; readonly merges: readonly Merge[] }
  | { readonly kind: 'characters'; readonly characters: string };

function storeTokenizer(tokenizer: ModelTokenizer): StoredTokenizer {
  return tokenizer instanceof BpeTokenizer
    ? { kind: 'bpe', merges: tokenizer.merges }
    : { kind: 'characters', characters: tokenizer.characters.join('') };
}

function restoreTokenizer(stored: StoredTokenizer): ModelTokenizer {
  return stored.kind === 'bpe' ? new BpeTokenizer(stored.merges) : new CharacterTokenizer([...stored.characters]);
}
