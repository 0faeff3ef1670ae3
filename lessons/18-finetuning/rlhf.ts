/**
 * Reinforcement learning from preferences: the shipped model writes pairs of texts, a hidden reader prefers one of each, a reward model
 * learns from the pairs, and PPO tunes the model to please it, on a leash (beta) and, beside it, without one.
 */
import { stats } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import { choice, defineSimulation, integer, message, real, text, toggle, UserError, type Frame, type Label } from '../../src/lesson/index.js';
import { Policy, textOf } from './policy.js';
import { Ppo } from './ppo.js';
import { trueScore } from './preferences.js';
import { collect, fitRewardModel } from './reward-model.js';
import { emptyArms, metricsOf, picturesOf, type ArmName } from './rlhf-panels.js';

const OPENINGS = { en: 'We', zh: '' };
const LEARNING_RATE = 1.5e-3;
/** Share of the run that collecting preferences takes. */
const COLLECTING = 0.2;

export const rlhf = defineSimulation({
  id: 'rlhf',
  version: 1,
  params: {
    model: choice(['zh', 'en'], { defaultIn: { en: 'en' } }),
    // At 0.15 the English model strays too far for some seeds.
    beta: real({ min: 0, max: 2, step: 0.05, default: 0.15, defaultIn: { en: 0.3 }, digits: 2 }),
    compare: toggle(true),
    pairs: integer({ min: 16, max: 400, step: 16, default: 160 }),
    iterations: integer({ min: 4, max: 80, step: 4, default: 32 }),
    texts: integer({ min: 4, max: 48, step: 4, default: 12 }),
    prompt: text({ default: '', maxLength: 60 }),
  },
  metrics: {
    truth: { digits: 2, better: 'higher' },
    proxy: { digits: 2 },
    kl: { digits: 1 },
    freeTruth: { digits: 2, better: 'higher' },
    freeProxy: { digits: 2 },
    freeKl: { digits: 1 },
    agreement: { format: 'percent', better: 'higher' },
    startTruth: { digits: 2, headline: false },
    truthGain: { digits: 2, better: 'higher', headline: false },
    bestFreeTruth: { digits: 2, headline: false },
  },

  *run({ params, random }) {
    const arms = emptyArms(params);
    const frame = (progress: number, note: Label): Frame => ({ progress, metrics: metricsOf(arms), panels: picturesOf(arms), note });
    yield frame(0, 'note.loading');
    const language = params.model;
    const model = loadGpt(language);
    const prompt = params.prompt || OPENINGS[language];
    if ('unknownCharacters' in model.tokenizer && model.tokenizer.unknownCharacters(prompt).length > 0) {
      throw new UserError('rlhf.unknown', { characters: model.tokenizer.unknownCharacters(prompt).join('') });
    }
    const length = 12; // a couplet of Chinese verse
    if (model.promptTokens(prompt).length + length > model.config.context) throw new UserError('rlhf.long', { most: model.config.context - length - 1 });
    const reference = new Policy(model, prompt, length, random);

    const collecting = collect(reference, language, model, params.pairs, random.split('pairs'));
    let next = collecting.next();
    for (; !next.done; next = collecting.next()) yield frame(COLLECTING * next.value, message('note.collecting', { done: Math.floor(next.value * params.pairs), pairs: params.pairs }));
    const { features, truth } = next.value;
    const reward = fitRewardModel(reference, features, truth, random.split('reader'));
    arms.agreement = reward.agreement;
    arms.startTruth = stats.mean(truth);
    yield frame(COLLECTING, 'note.reward');

    const names: readonly ArmName[] = params.compare && params.beta > 0 ? ['leashed', 'free'] : ['leashed'];
    const learners = names.map((name) => ({
      name,
      ppo: new Ppo(new Policy(model, prompt, length, random), reference, { beta: name === 'free' ? 0 : params.beta, texts: params.texts, lr: LEARNING_RATE }),
      draws: random.split('writing'),
    }));
    for (let iteration = 1; iteration <= params.iterations; iteration++) {
      for (const { name, ppo, draws } of learners) {
        const rollout = ppo.rollout((written) => reward.score(written), draws);
        const scores = Array.from({ length: params.texts }, (_, row) => trueScore(language, model, textOf(rollout.written, row)));
        const written = Array.from({ length: Math.min(4, params.texts) }, (_, row) => ({ text: model.tokenizer.decode(textOf(rollout.written, row)), proxy: rollout.proxy[row], truth: scores[row] }));
        arms[name].push({ proxy: stats.mean(rollout.proxy), truth: stats.mean(scores), kl: stats.mean(rollout.drift), written });
        const progress = COLLECTING + (1 - COLLECTING) * ((iteration - 0.5) / params.iterations);
        const note = message('note.iteration', { iteration, iterations: params.iterations });
        yield frame(progress, note);
        ppo.update(rollout);
        yield frame(progress, note);
      }
    }
    yield frame(1, 'note.done');
  },
});
