/**
 * The task: is a mail spam? Only its first tokens are read. A seed draws which mails are for training and which for testing; the
 * language model has read addresses to Congress and not one mail.
 */
import { gpt, linalg, text, type Random } from '../../src/core/index.js';
import { loadSpam } from '../../src/data/spam.js';

/** Enough that one run tells ten points apart; 2.5 points of standard error at 80 %. */
export const TEST_MAILS = 240;

export interface Mail {
  /** endOfText first. */
  readonly ids: readonly number[];
  /** 1: spam. */
  readonly label: 0 | 1;
  /** What the ids say. */
  readonly text: string;
}

export interface Task {
  readonly train: readonly Mail[];
  readonly test: readonly Mail[];
}

export function drawTask(model: gpt.LanguageModel, size: { readonly trainMails: number; readonly tokens: number }, random: Random): Task {
  const all = random.shuffle([...loadSpam()]).slice(0, size.trainMails + TEST_MAILS);
  const mails = all.map(({ text: whole, label }): Mail => {
    const ids = model.promptTokens(whole).slice(0, size.tokens + 1);
    return { ids, label, text: model.tokenizer.decode(ids.slice(1)) };
  });
  return { train: mails.slice(TEST_MAILS), test: mails.slice(0, TEST_MAILS) };
}

/** Mails as rows of equal length; what stands behind the end of a short one is weighted 0 and, attention being causal, seen by nobody. */
export interface MailBatch {
  /** [B, T] */
  readonly ids: Int32Array;
  /** Share of each token in the mean over its mail, [B, T]. */
  readonly shares: Float32Array;
  readonly labels: Int32Array;
}

export function batchOf(mails: readonly Mail[]): MailBatch {
  const length = mails.reduce((longest, { ids }) => Math.max(longest, ids.length), 0);
  const ids = new Int32Array(mails.length * length);
  const shares = new Float32Array(mails.length * length);
  mails.forEach((mail, row) => {
    ids.set(mail.ids, row * length);
    shares.fill(1 / mail.ids.length, row * length, row * length + mail.ids.length);
  });
  return { ids, shares, labels: Int32Array.from(mails, ({ label }) => label) };
}

/** Which words of the training mails a mail has, [n, words]: the classical way to turn text into numbers. */
export function bagsOfWords({ train, test }: Task): { readonly train: linalg.Matrix; readonly test: linalg.Matrix } {
  const columns = new Map<string, number>();
  for (const mail of train) for (const word of text.wordTokens(mail.text)) if (!columns.has(word)) columns.set(word, columns.size);
  const bags = (mails: readonly Mail[]): linalg.Matrix => {
    const bag = linalg.matrix(mails.length, columns.size);
    mails.forEach((mail, row) => {
      for (const word of text.wordTokens(mail.text)) {
        const column = columns.get(word);
        if (column !== undefined) bag.data[row * bag.cols + column] = 1;
      }
    });
    return bag;
  };
  return { train: bags(train), test: bags(test) };
}
