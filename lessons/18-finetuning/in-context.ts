/**
 * In-context learning: no weight changes, only the prompt does. What do examples in the prompt change in the answer of the shipped small
 * model, task by task and shot by shot? And what does it make of the learner's own prompt?
 */
import { gpt } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import { choice, defineSimulation, integer, message, text, UserError, type Frame, type Label } from '../../src/lesson/index.js';
import { metricsOf, picturesOf, type Own, type Tally } from './in-context-panels.js';
import { answerScore, ask, drawSequence, TASKS } from './shots.js';

export const inContext = defineSimulation({
  id: 'in-context',
  version: 1,
  params: {
    shots: integer({ min: 1, max: 8, default: 8 }),
    sequences: integer({ min: 5, max: 200, step: 5, default: 25 }),
    prompt: text({ default: '', maxLength: 160 }),
    answer: text({ default: '', maxLength: 40 }),
    model: choice(['en', 'zh'], { defaultIn: { zh: 'zh' } }),
  },
  metrics: {
    formatGain: { digits: 2, better: 'higher' },
    pairsGain: { digits: 2, better: 'higher' },
    labelsGain: { digits: 2, better: 'higher' },
    pairsRight: { format: 'percent', better: 'higher' },
    labelsRight: { format: 'percent', better: 'higher' },
    ownLogProbability: { digits: 2, better: 'higher', headline: false },
    'logProbability.*': { digits: 2, headline: false },
  },

  *run({ params, random }) {
    const { shots, sequences } = params;
    const tally: Tally = { shots, logProbabilities: emptyTable(shots), right: emptyTable(shots) };
    let own: Own | undefined;
    const frame = (progress: number, note: Label): Frame => ({ progress, metrics: metricsOf(tally, own), panels: picturesOf(tally, own), note });
    yield frame(0, 'note.loading');
    if (params.prompt.trim() !== '') {
      own = readOwn(loadGpt(params.model), params.prompt, params.answer);
      yield frame(0, 'note.own');
    }
    const model = loadGpt('en');
    for (let number = 1; number <= sequences; number++) {
      for (const [i, task] of TASKS.entries()) {
        let count = 0;
        for (const { logProbability, right } of ask(model, drawSequence(task, shots, random.split(`${task} ${number}`)))) {
          tally.logProbabilities[task][count].push(logProbability);
          if (right !== undefined) tally.right[task][count].push(right ? 1 : 0);
          count++;
          if (count % 3 === 0) yield frame((number - 1 + i / TASKS.length) / sequences, message('note.sequence', { number, sequences }));
        }
        yield frame((number - 1 + (i + 1) / TASKS.length) / sequences, message('note.sequence', { number, sequences }));
      }
    }
  },
});

function emptyTable(shots: number): Tally['right'] {
  const rows = (): number[][] => Array.from({ length: shots + 1 }, () => []);
  return { format: rows(), pairs: rows(), labels: rows() };
}

/** @throws UserError incontext.unknown, incontext.long */
function readOwn(model: gpt.LanguageModel, prompt: string, answer: string): Own {
  if ('unknownCharacters' in model.tokenizer) {
    const unknown = model.tokenizer.unknownCharacters(prompt + answer);
    if (unknown.length > 0) throw new UserError('incontext.unknown', { characters: unknown.join('') });
  }
  const room = model.config.context;
  const tokens = model.promptTokens(prompt + answer).length;
  if (tokens > room) throw new UserError('incontext.long', { tokens, most: room });
  const state = model.start(prompt);
  const probabilities = gpt.softmax(state.logits);
  const next = [...gpt.byProbability(probabilities).subarray(0, 8)].map((token) => ({ text: model.tokenizer.label(token), probability: probabilities[token] }));
  return { prompt, answer, next, ...(answer === '' ? {} : { logProbability: answerScore(model, state, answer) }) };
}

