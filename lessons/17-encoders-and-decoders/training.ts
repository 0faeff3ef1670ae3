/**
 * How each architecture is trained on what it is for: the encoder on symbols hidden from it (BERT), the decoder on the next symbol
 * (GPT), the encoder-decoder on writing the whole line for one with a gap (BART). Each step is one pass over 32 lines.
 */
import { F, optim, scope, type nn, type Random, type Tensor } from '../../src/core/index.js';
import { BLANK, DIGITS, END, START } from './language.js';
import type { EncoderDecoder, Stack } from './networks.js';
import { rowsOf } from './rows.js';

export const BATCH = 32;
const WARM_UP = 20;

/** Which symbols a model is asked for in a step: place in the rectangle, and answer. */
interface Asked {
  readonly places: number[];
  readonly answers: number[];
}

export interface Schooling {
  readonly steps: number;
  readonly learningRate: number;
}

/** Trains one model, step by step; counts what it is asked. */
export class Trainer {
  /** Symbols asked for, and symbols in the lines (ends included), since the beginning. */
  asked = 0;
  shown = 0;
  readonly #optimizer: optim.AdamW;
  readonly #schedule: optim.Schedule;
  #step = 0;

  constructor(
    readonly model: nn.Module,
    readonly lesson: (lines: readonly (readonly number[])[], random: Random) => { readonly scores: Tensor } & Asked,
    readonly lines: readonly (readonly number[])[],
    readonly schooling: Schooling,
    readonly random: Random,
  ) {
    this.#optimizer = new optim.AdamW(model.parameters(), { lr: schooling.learningRate, weightDecay: 0.01 });
    this.#schedule = optim.cosineSchedule(schooling.steps, { warmup: WARM_UP, floor: 0.05 });
  }

  /** One step; the mean loss of the symbols asked, in nats. */
  step(): number {
    this.#optimizer.lr = this.schooling.learningRate * this.#schedule(this.#step++);
    return scope(() => {
      const lines = Array.from({ length: BATCH }, () => this.random.choice(this.lines));
      const { scores, places, answers } = this.lesson(lines, this.random);
      this.asked += answers.length;
      this.shown += lines.reduce((sum, line) => sum + line.length + 1, 0);
      const loss = F.crossEntropy(scores.index(Int32Array.from(places)), Int32Array.from(answers));
      this.#optimizer.zeroGrad();
      loss.backward();
      optim.clipGradNorm(this.model.parameters(), 1);
      this.#optimizer.step();
      return loss.item();
    });
  }
}

/** Fill in: in each line a share of the symbols, drawn up to `most`, is hidden; what was hidden is asked for. */
export function fillLesson(model: Stack, most: number): Trainer['lesson'] {
  return (lines, random) => {
    const hidden = lines.map((line) => {
      const share = random.uniform(0, most);
      const some = line.map(() => random.uniform() < share);
      if (!some.includes(true)) some[random.integer(line.length)] = true;
      return some;
    });
    const input = rowsOf(lines.map((line, i) => line.map((id, j) => (hidden[i][j] ? BLANK : id))));
    const asked: Asked = { places: [], answers: [] };
    lines.forEach((line, i) => line.forEach((id, j) => hidden[i][j] && ask(asked, i * input.length + j, id)));
    return { scores: model.forward(input), ...asked };
  };
}

/** Continue: at every place the next symbol is asked for, all in one pass (teacher forcing). */
export function continueLesson(model: Stack): Trainer['lesson'] {
  return (lines) => {
    const input = rowsOf(lines.map((line) => [START, ...line]));
    return { scores: model.forward({ ...input, padding: null }), ...nextSymbols(lines, input.length) };
  };
}

/** Repair: the source is the line with a gap, the target the whole line, every next symbol asked for in one pass. */
export function repairLesson(model: EncoderDecoder): Trainer['lesson'] {
  return (lines, random) => {
    const target = rowsOf(lines.map((line) => [START, ...line]));
    return { scores: model.forward(rowsOf(lines.map((line) => withGap(line, random))), { ...target, padding: null }), ...nextSymbols(lines, target.length) };
  };
}

/**
 * One blank, which does not tell how much is missing: a third of the lines lack one symbol (half the time a digit of the number), a third
 * all behind the equals sign, a third all behind the first digit.
 */
function withGap(line: readonly number[], random: Random): number[] {
  const kind = random.integer(3);
  if (kind > 0) return [...line.slice(0, kind === 1 ? DIGITS + 1 : 1), BLANK];
  const place = random.integer(random.bernoulli(0.5) ? DIGITS : line.length);
  return line.map((id, j) => (j === place ? BLANK : id));
}

function nextSymbols(lines: readonly (readonly number[])[], length: number): Asked {
  const asked: Asked = { places: [], answers: [] };
  lines.forEach((line, i) => [...line, END].forEach((id, j) => ask(asked, i * length + j, id)));
  return asked;
}

function ask({ places, answers }: Asked, place: number, answer: number): void {
  places.push(place);
  answers.push(answer);
}
