/**
 * Token sampling: a small GPT continues the prompt. Every step shows the whole way from the model's distribution to the token
 * drawn; greedy decoding and beam search then write from the same prompt, to compare. The models: src/data/gpt.ts.
 */
import type { gpt, Random } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import { choice, defineSimulation, integer, message, real, text, UserError } from '../../src/lesson/index.js';
import { Desk, type Piece } from './desk.js';
import { byDraw, following, greedily, search, write } from './writing.js';

/** Where an empty prompt begins. */
const OPENINGS = { en: 'The people of the United States', zh: '床前明月光，' };

export const tokenSampling = defineSimulation({
  id: 'token-sampling',
  version: 1,
  params: {
    model: choice(['en', 'zh'], { defaultIn: { zh: 'zh' } }),
    prompt: text({ default: '', maxLength: 200 }),
    decoding: choice(['sample', 'greedy', 'beam']),
    temperature: real({ default: 0.8, min: 0.1, max: 2, step: 0.1, digits: 2 }),
    topK: integer({ default: 8, min: 0, max: 500 }),
    topP: real({ default: 0.9, min: 0.05, max: 1, step: 0.05, digits: 2 }),
    beams: integer({ default: 4, min: 1, max: 8 }),
    length: integer({ default: 40, min: 4, max: 120, step: 4 }),
    texts: integer({ default: 3, min: 1, max: 12 }),
  },
  metrics: {
    surprise: { digits: 2, better: 'lower' },
    repeats: { format: 'percent', better: 'lower' },
    entropy: { digits: 2 },
    kept: { digits: 1 },
    keptMass: { format: 'percent' },
    greedyRepeats: { format: 'percent', better: 'lower' },
    greedySurprise: { digits: 2, better: 'lower' },
    beamRepeats: { format: 'percent', better: 'lower' },
    beamSurprise: { digits: 2, better: 'lower' },
    modelEntropy: { digits: 2, headline: false },
    keptMost: { format: 'integer', headline: false },
    keptFewest: { format: 'integer', headline: false },
    favourite: { format: 'percent', headline: false },
    distinct: { format: 'percent', headline: false },
  },

  *run({ params, random }) {
    // Unpacking the model takes a moment the first time; the screen should not wait for it.
    yield { progress: 0, metrics: {}, panels: [], note: 'note.loading' };
    const model = loadGpt(params.model);
    const prompt = readable(model, params.prompt) || OPENINGS[params.model];
    const pieces = plan(params, random);
    const show = new Desk(model, prompt, params, pieces);

    for (const piece of pieces) {
      let choose = piece.choose;
      if (piece.way === 'beam') {
        const found = search(model, prompt, params.length, params.beams);
        let step = found.next();
        for (; !step.done; step = found.next()) yield show.searching(step.value.length);
        choose = following(step.value);
      }
      for (const next of write(model, prompt, params.length, params, choose)) {
        show.add(piece, next);
        // A text found by search is known already: only its assessment is wanted.
        if (piece.way !== 'beam') yield show.writing(piece);
      }
    }
    yield show.result();
  },
});

interface Plan {
  readonly decoding: Piece['way'];
  readonly texts: number;
  readonly beams: number;
}

/** What is written: the learner's choice first, then what it is compared with. */
function plan({ decoding, texts, beams }: Plan, random: Random): Piece[] {
  const sampled = Array.from({ length: decoding === 'sample' ? texts : 0 }, (_, i): Piece => {
    const text = i + 1;
    const title = message('panel.text', { text, texts });
    return { way: 'sample', number: text, title, choose: byDraw(random.split(`text ${text}`)) };
  });
  const greedy: Piece = { way: 'greedy', number: 1, title: 'panel.text.greedy', choose: greedily };
  const beam: Piece = { way: 'beam', number: 1, title: message('panel.text.beam', { beams }), choose: greedily };
  return decoding === 'beam' ? [beam, greedy] : [...sampled, greedy, beam];
}

/**
 * The prompt, if the model can read it.
 * @throws UserError sampling.unknown: characters outside the vocabulary
 */
function readable(model: gpt.LanguageModel, prompt: string): string {
  const { tokenizer } = model;
  if ('unknownCharacters' in tokenizer) {
    const unknown = tokenizer.unknownCharacters(prompt);
    if (unknown.length > 0) throw new UserError('sampling.unknown', { characters: unknown.join('') });
  }
  return prompt;
}
