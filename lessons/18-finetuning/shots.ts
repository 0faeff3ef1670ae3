/**
 * Tasks for a prompt: examples, then a question whose answer is known. Each sequence is read once; after every example the question is
 * asked on a branch, so that the numbers of shots are compared on the same words.
 */
import { gpt, type Random } from '../../src/core/index.js';

export const TASKS = ['format', 'pairs', 'labels'] as const;
export type TaskName = (typeof TASKS)[number];

/** Nouns that are one token of the English model. */
const NOUNS = ('peace trade labor justice education health commerce agriculture industry security freedom progress water land money credit power force debt revenue '
  + 'silver gold children women science energy').split(' ');

export interface Sequence {
  readonly examples: readonly string[];
  readonly question: string;
  readonly answer: string;
  /** A wrong answer of the same kind; absent where only the format is asked. */
  readonly other?: string;
}

/** A sequence of a task with words of its own. */
export function drawSequence(task: TaskName, shots: number, random: Random): Sequence {
  const nouns = Array.from(random.sampleWithoutReplacement(NOUNS.length, Math.max(shots + 1, 4)), (i) => NOUNS[i]);
  switch (task) {
    case 'format': {
      const titles = nouns.map((noun) => ` the ${noun[0].toUpperCase()}${noun.slice(1)}`);
      return { examples: titles.slice(0, shots).map((title) => `${title} Department,`), question: titles[shots], answer: ' Department' };
    }
    case 'pairs': {
      const [first, second, third] = nouns;
      return { examples: Array.from({ length: shots }, () => ` ${first} and ${second},`), question: ` ${first} and`, answer: ` ${second}`, other: ` ${third}` };
    }
    case 'labels': {
      const [first, second, one, two] = nouns;
      const examples = Array.from({ length: shots }, (_, i) => (i % 2 === 0 ? ` ${first}: ${one};` : ` ${second}: ${two};`));
      return random.bernoulli(0.5)
        ? { examples, question: ` ${first}:`, answer: ` ${one}`, other: ` ${two}` }
        : { examples, question: ` ${second}:`, answer: ` ${two}`, other: ` ${one}` };
    }
  }
}

export interface Asked {
  /** ln P(answer), the mean over its tokens. */
  readonly logProbability: number;
  /** The right answer is more probable than the other. */
  readonly right?: boolean;
}

/** Asks the question after 0, 1, 2 ... examples. */
export function* ask(model: gpt.LanguageModel, sequence: Sequence): Generator<Asked, void> {
  let state = model.start('');
  for (let shots = 0; ; shots++) {
    const asked = read(model, state, sequence.question);
    const logProbability = answerScore(model, asked, sequence.answer);
    yield sequence.other === undefined ? { logProbability } : { logProbability, right: logProbability > answerScore(model, asked, sequence.other) };
    if (shots === sequence.examples.length) return;
    state = read(model, state, sequence.examples[shots]);
  }
}

/** The model after some more text. */
function read(model: gpt.LanguageModel, state: gpt.GptState, text: string): gpt.GptState {
  return [...model.tokenizer.encode(text)].reduce((after, token) => after.advance(token), state);
}

/** ln P of a text after a state, the mean over its tokens. */
export function answerScore(model: gpt.LanguageModel, state: gpt.GptState, text: string): number {
  const tokens = [...model.tokenizer.encode(text)];
  let sum = 0;
  let after = state;
  tokens.forEach((token, i) => {
    sum += gpt.logSoftmax(after.logits)[token];
    if (i + 1 < tokens.length) after = after.advance(token);
  });
  return sum / tokens.length;
}
