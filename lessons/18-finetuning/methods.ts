/**
 * The ways from one pretrained model to a classifier, as data and as modules: what each of them adds to the model, and which
 * parameters it trains. The body is the same in all; so is the head, a linear layer on the mean of a mail's features.
 */
import { gpt, nn, noGrad, tensor, type Parameter, type Random, type Tensor } from '../../src/core/index.js';
import type { MailBatch } from './mails.js';

/** `words` and `scratch` are baselines: no language model at all, and the same network with weights drawn anew. */
export const METHODS = ['words', 'scratch', 'features', 'last', 'full', 'prompt', 'prefix', 'adapters', 'lora'] as const;
export type Method = (typeof METHODS)[number];
/** Those that train by gradient steps. */
export type Trained = Exclude<Method, 'words' | 'features'>;

export const SELECTIONS = ['all', 'classic', 'efficient', 'features', 'last', 'full', 'prompt', 'prefix', 'adapters', 'lora'] as const;
export type Selection = (typeof SELECTIONS)[number];

/** The methods of a selection in the order of the table; the bag of words costs nothing and is always there. */
export function selected(selection: Selection): readonly Method[] {
  switch (selection) {
    case 'all':
      return METHODS;
    case 'classic':
      return ['words', 'scratch', 'features', 'last', 'full'];
    case 'efficient':
      return ['words', 'prompt', 'prefix', 'adapters', 'lora'];
    default:
      return ['words', selection];
  }
}

export interface Sizes {
  /** Blocks that fine-tuning I trains beside the head, counted from the top. */
  readonly lastBlocks: number;
  /** Places of the soft prompt and of the prefix. */
  readonly places: number;
  /** Width of the adapters' bottleneck. */
  readonly bottleneck: number;
  /** Of LoRA. */
  readonly rank: number;
}

/**
 * Learning rate of each method; the few parameters of a prompt need much larger steps than a whole network. Chosen once on other
 * splits than those of the claims.
 */
const RATES: Readonly<Record<Trained, number>> = { scratch: 1e-3, last: 2e-3, full: 1e-3, prompt: 2e-2, prefix: 4e-2, adapters: 1e-2, lora: 1e-2 };
const HEAD_RATE = 1e-2;
const CLASSES = 2;

/** A network that reads mails, and what is trained of it. */
export class Reader {
  readonly body: gpt.Gpt;
  readonly head: nn.Linear;
  readonly rate: number;
  readonly headRate = HEAD_RATE;
  readonly #context: () => gpt.LearnedContext;
  readonly #added: readonly nn.Module[];

  constructor(method: Trained, model: gpt.LanguageModel, sizes: Sizes, random: Random) {
    const { layers, width } = model.config;
    const own = random.split(method);
    this.body = method === 'scratch' ? new gpt.Gpt(model.config, { random: own }) : model.toModule({ random: own });
    this.head = new nn.Linear(width, CLASSES, { random: own, init: 'zeros' });
    this.rate = RATES[method];
    let context: () => gpt.LearnedContext = () => ({});
    let added: readonly nn.Module[] = [];
    if (method !== 'scratch' && method !== 'full') this.body.freeze();
    switch (method) {
      case 'last':
        this.body.blocks.slice(layers - sizes.lastBlocks).forEach((block) => block.freeze(false));
        break;
      case 'prompt': {
        const prompt = nn.SoftPrompt.from(this.body.tokenEmbedding.lookup(someTokens(model, sizes.places, own)), own);
        [context, added] = [() => ({ prompt }), [prompt]];
        break;
      }
      case 'prefix': {
        const prefix = nn.PrefixTuning.from(this.body.prefixesOf(someTokens(model, sizes.places, own)), own);
        [context, added] = [() => ({ prefixes: prefix.prefixes() }), [prefix]];
        break;
      }
      case 'adapters':
        nn.addAdapters(this.body.blocks, { size: sizes.bottleneck, random: own });
        break;
      case 'lora':
        nn.addLoRA(this.body.blocks, { rank: sizes.rank, random: own });
        break;
      case 'scratch':
      case 'full':
    }
    this.#context = context;
    this.#added = added;
  }

  /** Parameters that are trained, without the head. */
  trained(): Parameter[] {
    return [this.body, ...this.#added].flatMap((module) => module.trainableParameters());
  }

  /** Values that are trained, the head's among them. */
  trainedCount(): number {
    return [...this.trained(), ...this.head.parameters()].reduce((total, parameter) => total + parameter.size, 0);
  }

  /** Values in all weights, trained or not. */
  totalCount(): number {
    return [this.body, this.head, ...this.#added].reduce((total, module) => total + module.parameterCount(), 0);
  }

  /** Scores of the two classes, [B, 2]. */
  forward(batch: MailBatch): Tensor {
    return this.head.forward(meanFeatures(this.body, batch, this.#context()));
  }
}

/** The mean of a mail's features, [B, d]. */
export function meanFeatures(body: gpt.Gpt, { ids, shares, labels }: MailBatch, context: gpt.LearnedContext = {}): Tensor {
  const rows = labels.length;
  const features = body.features(ids, rows, context); // [B, T, d]
  return features.mul(tensor(shares, [rows, ids.length / rows, 1])).sum(1);
}

/** The same, of a body that stays as it is. */
export function frozenFeatures(body: gpt.Gpt, batch: MailBatch): Float32Array {
  return noGrad(() => meanFeatures(body, batch).toArray());
}

/** Words for a prompt to begin as: common tokens, drawn. */
function someTokens(model: gpt.LanguageModel, count: number, random: Random): Int32Array {
  const COMMON = 256;
  return Int32Array.from({ length: count }, () => COMMON + random.integer(model.config.vocabularySize - COMMON));
}
