/** A shipped language model reads: what each head attends to at every token, what its habits are, and what more context is worth. */
import { gpt, math, noGrad, scope, F, type Random } from '../../src/core/index.js';
import { heldOutText } from '../../src/data/held-out-text.js';
import { loadGpt, type GptLanguage } from '../../src/data/gpt.js';
import { UserError } from '../../src/lesson/index.js';

/** Tokens of the learner's text that are read at most; what follows is left out. */
export const MOST_TOKENS = 40;
/** How many of the last tokens the model may see, for the worth of context. */
export const WINDOWS = [1, 2, 4, 8, 16] as const;
const LONGEST = 16;
/** Held-out passages, and the tokens of each that are predicted: all with at least the longest window before them. */
const PASSAGES = 6;
const PREDICTED = 10;

export interface Passage {
  /** The mark of the beginning first. */
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly cut: boolean;
}

/**
 * The learner's text as tokens; an empty one is replaced by a passage that the model has never seen, drawn by the seed.
 * @throws UserError attention.unknown: characters outside the vocabulary; attention.short: fewer than two tokens
 */
export function passageOf(model: gpt.LanguageModel, language: GptLanguage, text: string, random: Random): Passage {
  const { tokenizer } = model;
  const given = text.trim();
  if ('unknownCharacters' in tokenizer) {
    const unknown = tokenizer.unknownCharacters(given);
    if (unknown.length > 0) throw new UserError('attention.unknown', { characters: unknown.join('') });
  }
  const all = model.promptTokens(given === '' ? random.choice([...heldOutText(language)]) : given);
  if (all.length < 3) throw new UserError('attention.short', {});
  const ids = all.slice(0, MOST_TOKENS + 1);
  return { ids, tokens: ids.map((id, i) => (i === 0 ? '^' : tokenizer.decode([id]))), cut: ids.length < all.length };
}

/** Habits of a head over the tokens read so far; distances in tokens, entropy in bits. */
export interface Habits {
  /** Mean share of attention on the token before, on the mark of the beginning, and on the token itself. */
  readonly previous: number;
  readonly start: number;
  readonly own: number;
  readonly entropy: number;
  /** Mean distance back. */
  readonly reach: number;
}

/** @param rows what each token attends to, [i + 1] for token i; the first, which has no choice, is left out */
export function habitsOf(rows: readonly ArrayLike<number>[]): Habits {
  const free = rows.slice(1);
  const mean = (of: (row: ArrayLike<number>) => number) => free.reduce((sum, row) => sum + of(row), 0) / Math.max(1, free.length);
  const over = (row: ArrayLike<number>, of: (share: number, distance: number) => number) => Array.from(row, (share, j) => of(share, row.length - 1 - j)).reduce((a, b) => a + b, 0);
  return {
    previous: mean((row) => row[row.length - 2]),
    start: mean((row) => row[0]),
    own: mean((row) => row[row.length - 1]),
    entropy: mean((row) => over(row, (share) => (share > 0 ? -share * math.log2(share) : 0))),
    reach: mean((row) => over(row, (share, distance) => share * distance)),
  };
}

/** Mean total variation between all pairs of heads, over the tokens: 0 all attend alike, 1 they never attend to the same token. */
export function differenceOf(heads: readonly (readonly ArrayLike<number>[])[]): number {
  let sum = 0;
  let pairs = 0;
  heads.forEach((a, i) =>
    heads.slice(0, i).forEach((b) =>
      a.slice(1).forEach((row, t) => {
        sum += Array.from(row, (share, j) => Math.abs(share - b[t + 1][j])).reduce((x, y) => x + y, 0) / 2;
        pairs++;
      }),
    ),
  );
  return pairs === 0 ? 0 : sum / pairs;
}

/** Bits the model needs for a token of held-out text when it sees only the last tokens, window by window: the same tokens for each. */
export function* contextWorth(language: GptLanguage, random: Random): Generator<{ readonly window: number; readonly bits: number }, void> {
  const model = loadGpt(language);
  const network = model.toModule({ random });
  network.eval();
  const start = model.tokenizer.endOfText;
  const long = heldOutText(language).map((text) => model.promptTokens(text).slice(1)).filter(({ length }) => length >= LONGEST + PREDICTED);
  const passages = random.shuffle([...long]).slice(0, PASSAGES);
  const places = passages.flatMap((ids) => Array.from({ length: PREDICTED }, (_, i) => ({ ids, at: LONGEST + i })));
  const targets = Int32Array.from(places, ({ ids, at }) => ids[at]);
  for (const window of WINDOWS) {
    const inputs = Int32Array.from(places.flatMap(({ ids, at }) => [start, ...ids.slice(at - window, at)]));
    const nats = scope(() =>
      noGrad(() => {
        const features = network.features(inputs, places.length).slice(1, window, window + 1).reshape([places.length, model.config.width]);
        return F.crossEntropy(features.matmul(network.tokenEmbedding.weight.t()), targets).item();
      }),
    );
    yield { window, bits: nats / math.log(2) };
  }
  for (const parameter of network.parameters()) parameter.dispose();
}
