/**
 * Seven ways to make more text: on the learner's own words, and as training material for a spam filter that has few mails.
 * Wei and Zou (2019), "EDA: Easy Data Augmentation Techniques for Boosting Performance on Text Classification Tasks".
 */
import { stats } from '../../src/core/index.js';
import type { Random } from '../../src/core/index.js';
import { loadGpt } from '../../src/data/gpt.js';
import { loadSpam, type Mail } from '../../src/data/spam.js';
import { choice, defineSimulation, integer, message, real, text, toggle, UserError, type Metrics, type MetricSpec, type Panel } from '../../src/lesson/index.js';
import { accuracy } from './classifier.js';
import { gainPanel, tablePanel, variantPanels, type Result, type Variant } from './panels.js';
import { augmented, continuing, pivotOf, TECHNIQUES, type Continue, type Technique } from './techniques.js';
import { languageOf } from './words.js';

const TEST_MAILS = 300;
/** Of a labelled mail, which costs 1. */
const COST_OF_COPY = 0.25;
/** Of the progress bar, until the learner's own text is done. */
const OWN_SHARE = 0.1;
/** A model that writes is slow: one text a mail, whatever the copies. */
const SYNTHETIC_COPIES = 1;

const each = (kind: string, names: readonly string[], spec: MetricSpec): Record<string, MetricSpec> => Object.fromEntries(names.map((name) => [`${kind}.${name}`, spec]));

export const textAugmentation = defineSimulation({
  id: 'text-augmentation',
  version: 1,
  params: {
    text: text({
      default: 'We would like to help you buy a new house. Please call us today. The offer is free and ends soon.',
      defaultIn: { zh: '我们希望帮助您购买全新的房子。请今天给我们打电话。这项优惠免费，很快结束。' },
      maxLength: 400,
    }),
    rate: real({ min: 0.05, max: 0.6, step: 0.05, default: 0.15, format: 'percent', digits: 0 }),
    mails: integer({ min: 10, max: 200, step: 10, default: 30 }),
    copies: integer({ min: 1, max: 8, default: 4 }),
    features: choice(['words', 'pairs', 'letters']),
    testNoise: real({ min: 0, max: 0.6, step: 0.1, default: 0, format: 'percent', digits: 0 }),
    synthetic: toggle(true),
    repeats: integer({ min: 2, max: 20, default: 6 }),
  },
  metrics: {
    'accuracy.none': { format: 'percent', digits: 1, better: 'higher' },
    bestAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    cost: { digits: 0, better: 'lower' },
    ...each('gain', TECHNIQUES, { format: 'percent', digits: 1, better: 'higher', headline: false }),
    ...each('accuracy', TECHNIQUES, { format: 'percent', digits: 1, better: 'higher', headline: false }),
  },
  check({ text: sample }) {
    if (sample.trim() === '') throw new UserError('textAugmentation.noText', {});
  },
  *run({ params, random }) {
    const language = languageOf(params.text);
    const silent: Continue = () => '';
    const own = (techniques: readonly Technique[], proceed: Continue): Variant[] =>
      techniques.map((technique) => ({
        technique,
        text: augmented(technique, params.text, language, params.rate, random.split('own').split(technique), proceed),
        ...(technique === 'backTranslation' ? { pivot: pivotOf(params.text, language) } : {}),
      }));
    const simple = own(TECHNIQUES.filter((technique) => technique !== 'synthetic'), silent);
    yield { progress: 0, metrics: {}, panels: variantPanels(params.text, language, simple), note: 'note.loading' };
    const variants = [...simple, ...own(['synthetic'], continuing(loadGpt(language)))];
    const shown: readonly Panel[] = variantPanels(params.text, language, variants);
    yield { progress: OWN_SHARE, metrics: {}, panels: shown, note: message('note.repeat', { done: 0, all: params.repeats }) };

    const techniques = TECHNIQUES.filter((technique) => params.synthetic || technique !== 'synthetic');
    const proceed = params.synthetic ? continuing(loadGpt('en')) : silent;
    const scores: Record<Technique | 'none', number[]> = { none: [], synonyms: [], deletion: [], swap: [], shuffle: [], noise: [], backTranslation: [], synthetic: [] };
    for (let repeat = 0; repeat < params.repeats; repeat++) {
      const own = random.split('repeats').split(repeat);
      const { training, test } = split(params, own, proceed);
      scores.none.push(accuracy(training, test, params.features));
      for (const [i, technique] of techniques.entries()) {
        const more = copiesOf(technique, training, params, own.split(technique), proceed);
        scores[technique].push(accuracy([...training, ...more], test, params.features));
        const last = repeat === params.repeats - 1 && i === techniques.length - 1;
        const results = techniques.flatMap((name) => resultOf(name, scores) ?? []);
        const metrics = summary(scores.none, results, params.mails, params.copies);
        yield {
          progress: last ? 1 : OWN_SHARE + (1 - OWN_SHARE) * ((repeat + (i + 1) / techniques.length) / params.repeats),
          metrics,
          panels: [gainPanel(results), ...shown, tablePanel(metrics['accuracy.none'], results)],
          note: last ? 'note.done' : message('note.repeat', { done: repeat + 1, all: params.repeats }),
        };
      }
    }
  },
});

/** As many mails of either class to learn from, and others to be tested on, mistyped if asked for. */
function split({ mails, testNoise }: { readonly mails: number; readonly testNoise: number }, random: Random, proceed: Continue): { training: Mail[]; test: Mail[] } {
  const all = loadSpam();
  const pool = Array.from(random.split('order').permutation(all.length), (i) => all[i]);
  const training = ([0, 1] as const).flatMap((label) => pool.filter((mail) => mail.label === label).slice(0, mails / 2));
  const chosen = new Set(training);
  const test = pool.filter((mail) => !chosen.has(mail)).slice(0, TEST_MAILS);
  return { training, test: testNoise === 0 ? test : test.map((mail, i) => ({ ...mail, text: augmented('noise', mail.text, 'en', testNoise, random.split('test').split(i), proceed) })) };
}

function copiesOf(technique: Technique, training: readonly Mail[], { rate, copies }: { readonly rate: number; readonly copies: number }, random: Random, proceed: Continue): Mail[] {
  const count = technique === 'synthetic' ? SYNTHETIC_COPIES : copies;
  return training.flatMap((mail, i) => Array.from({ length: count }, (_, k) => ({ ...mail, text: augmented(technique, mail.text, 'en', rate, random.split(i).split(k), proceed) })));
}

/** Paired with the filter that got no copies; undefined before the first repeat. */
function resultOf(technique: Technique, scores: Readonly<Record<Technique | 'none', readonly number[]>>): Result | undefined {
  const own = scores[technique];
  if (own.length === 0) return undefined;
  const gains = own.map((score, i) => score - scores.none[i]);
  const error = gains.length > 1 ? Math.sqrt(stats.variance(gains) / gains.length) : undefined;
  return { technique, accuracy: stats.mean(own), gain: stats.mean(gains), error };
}

function summary(none: readonly number[], results: readonly Result[], mails: number, copies: number): Metrics {
  const plain = stats.mean(none);
  return {
    'accuracy.none': plain,
    bestAccuracy: Math.max(plain, ...results.map((result) => result.accuracy)),
    cost: mails * (1 + COST_OF_COPY * copies),
    ...Object.fromEntries(results.flatMap(({ technique, accuracy: own, gain }) => [[`accuracy.${technique}`, own], [`gain.${technique}`, gain]])),
  };
}

