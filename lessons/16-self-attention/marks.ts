/** How well a recurrent encoder-decoder did in the exam: letters and whole sequences right by length, and where it looked. */
import { duePlace, type Sequences, type Task } from './reversal.js';
import type { Seq2Seq } from './seq2seq.js';

export interface Mark {
  readonly length: number;
  /** Share of letters right, and of sequences without a mistake. */
  readonly letters: number;
  readonly sequences: number;
  /** Share of letters right at each place of the answer. */
  readonly places: readonly number[];
  /** Mean attention of each place of the answer [row] to each place of the source; undefined without attention. */
  readonly map: readonly number[] | undefined;
  /** Mean share of attention on the place of the letter that is due and its two neighbours; undefined without attention. */
  readonly alignment: number | undefined;
  /** By how many places the most attended one lies behind (or before) the letter that is due, on average. */
  readonly offset: number | undefined;
  /** What was written to the first sequence of the exam. */
  readonly example: Int32Array;
}

/** From this share of letters on a length counts as mastered. */
export const MASTERED = 0.9;

export function examine(network: Seq2Seq, task: Task, exam: Sequences): Mark {
  const { rows, length, targets } = exam;
  const { letters, attention } = network.write(exam);
  const right = Array.from({ length }, () => 0);
  let sequences = 0;
  const map = attention.length > 0 ? Array.from({ length: length * length }, () => 0) : undefined;
  for (let row = 0; row < rows; row++) {
    let mistakes = 0;
    for (let t = 0; t < length; t++) {
      if (letters[row * length + t] === targets[row * length + t]) {
        right[t]++;
      } else {
        mistakes++;
      }
      if (map) for (let s = 0; s < length; s++) map[t * length + s] += attention[(row * length + t) * length + s] / rows;
    }
    if (mistakes === 0) sequences++;
  }
  return {
    length,
    letters: right.reduce((sum, count) => sum + count, 0) / (rows * length),
    sequences: sequences / rows,
    places: right.map((count) => count / rows),
    map,
    ...(map ? gaze(map, task, length) : { alignment: undefined, offset: undefined }),
    example: letters.slice(0, length),
  };
}

function gaze(map: readonly number[], task: Task, length: number): Pick<Mark, 'alignment' | 'offset'> {
  let near = 0;
  let offset = 0;
  for (let t = 0; t < length; t++) {
    const row = map.slice(t * length, (t + 1) * length);
    const due = duePlace(task, length, t);
    near += row.slice(Math.max(0, due - 1), due + 2).reduce((sum, share) => sum + share, 0) / length;
    offset += (row.indexOf(Math.max(...row)) - due) / length;
  }
  return { alignment: near, offset };
}

/** The longest length up to which every one is mastered; 0 if none is. */
export function reachOf(marks: readonly Mark[]): number {
  let reach = 0;
  for (const { length, letters } of marks) {
    if (letters < MASTERED) break;
    reach = length;
  }
  return reach;
}

export function markAt(marks: readonly Mark[], length: number): Mark | undefined {
  return marks.find((mark) => mark.length === length);
}
