/**
 * Rows of tokens for training and evaluation. A text begins with endOfText, in training as in use: the model then knows where
 * it starts, and the token before a prompt is the one it was trained with.
 */
import type { Random } from '../random/index.js';

/** A batch: ids [rows, length] row by row, and for each the token that follows. */
export interface Batch {
  readonly rows: number;
  readonly length: number;
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
}

/** Draws one row of `length` + 1 tokens. */
export type RowSampler = (random: Random) => Int32Array;

/** A batch of rows drawn independently. */
export function drawBatch(sample: RowSampler, rows: number, random: Random): Batch {
  return toBatch(Array.from({ length: rows }, () => sample(random)));
}

/** Rows of equal length, each shifted by one against itself. */
export function toBatch(rows: readonly Int32Array[]): Batch {
  const length = rows[0].length - 1;
  const inputs = new Int32Array(rows.length * length);
  const targets = new Int32Array(rows.length * length);
  rows.forEach((row, i) => {
    if (row.length !== length + 1) throw new RangeError(`toBatch: row ${i} has ${row.length} tokens, the first ${length + 1}`);
    inputs.set(row.subarray(0, length), i * length);
    targets.set(row.subarray(1), i * length);
  });
  return { rows: rows.length, length, inputs, targets };
}

/**
 * For running text: `length` + 1 tokens from one of the given places, every place equally likely.
 * @param stream     documents joined, endOfText between them
 * @param starts     places where a row may begin (words, sentences); places too near the end are left out
 * @param endOfText  if given, every row begins with it, and the text follows: a row in the form of a prompt
 */
export function textRows(stream: Int32Array, starts: readonly number[], length: number, endOfText?: number): RowSampler {
  const front = endOfText === undefined ? [] : [endOfText];
  const taken = length + 1 - front.length;
  const usable = starts.filter((start) => start + taken <= stream.length);
  if (usable.length === 0) throw new RangeError(`textRows: no start leaves ${taken} tokens of the ${stream.length}; give a longer text`);
  return (random) => {
    const start = usable[random.integer(usable.length)];
    const row = new Int32Array(length + 1);
    row.set(front);
    row.set(stream.subarray(start, start + taken), front.length);
    return row;
  };
}

/**
 * For short documents: documents drawn at random one after another, endOfText before and between them, the last one cut at
 * the row's end.
 */
export function documentRows(documents: readonly Int32Array[], length: number, endOfText: number): RowSampler {
  if (documents.length === 0) throw new RangeError('documentRows: expected at least one document');
  return (random) => {
    const row = new Int32Array(length + 1).fill(endOfText);
    for (let filled = 1; filled <= length; ) {
      const document = documents[random.integer(documents.length)];
      row.set(document.subarray(0, length + 1 - filled), filled);
      filled += document.length + 1;
    }
    return row;
  };
}

/** One stretch of held-out text: the tokens to predict, and the first of them that counts. */
export interface EvaluationRow {
  readonly row: Int32Array;
  /** Number of tokens at the end of the row that are padding and not predicted. */
  readonly padding: number;
}

/** Documents cut into stretches of at most `length` tokens, each after endOfText and none overlapping, padded with endOfText; every token, and the endOfText after each document, is predicted once. */
export function evaluationRows(documents: readonly Int32Array[], length: number, endOfText: number): EvaluationRow[] {
  const rows: EvaluationRow[] = [];
  for (const document of documents) {
    const closed = new Int32Array(document.length + 1).fill(endOfText);
    closed.set(document);
    for (let start = 0; start < closed.length; start += length) {
      const piece = closed.subarray(start, start + length);
      const row = new Int32Array(length + 1).fill(endOfText);
      row.set(piece, 1);
      rows.push({ row, padding: length - piece.length });
    }
  }
  return rows;
}
