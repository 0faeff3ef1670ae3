/**
 * Word vectors trained before the learner's eyes on a quarter of a million words: Mikolov and others (2013), skip-gram and CBOW with
 * negative sampling. Beside them the two objectives that came after: fill in the hidden word, and guess the next.
 */
import { text } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, text as words, textPanel, toggle, UserError, type Frame, type Metrics, type Panel } from '../../src/lesson/index.js';
import { WordMap, type MapGroup } from './map.js';
import { Objectives, type Guessing } from './objectives.js';
import { blanksPanel, groupsPanel, lossPanel, mapPanel, neighboursPanel, perplexityPanel, sharpeningPanel, type Course } from './panels.js';
import { readSource, typedWords, type Source } from './source.js';
import { Yardstick } from './yardstick.js';

/** Multiplications between two frames: a twentieth of a second or less. */
const FRAME_WORK = 15e6;
/** Of the progress bar, where the other objectives are trained too. */
const MAIN_SHARE = 0.75;
const TRAINED_SHARE = 0.95;
/** On the map of a text that has none of the groups. */
const MAPPED_WORDS = 40;
/** Nats an example; guessing blindly costs 15 at most. */
const DIVERGED = 1000;
const MAP_GROUPS = new Set(['months', 'family', 'weapons', 'school', 'countries']);
const MAP_GROUP_WORDS = 7;

export const word2vec = defineSimulation({
  id: 'word2vec',
  version: 1,
  data: { kind: 'text' },
  params: {
    words: words({ default: 'nuclear, mother, china, school, republicans', maxLength: 200 }),
    mode: choice(['skip-gram', 'cbow']),
    window: integer({ min: 1, max: 10, default: 5 }),
    negatives: integer({ min: 1, max: 20, default: 5 }),
    dimension: integer({ min: 2, max: 128, step: 8, default: 48 }),
    subsample: real({ min: 0, max: 0.01, step: 0.0005, default: 0.001, digits: 4 }),
    learningRate: real({ min: 0.001, max: 0.3, step: 10 ** 0.25, scale: 'log', default: 0.05, digits: 3 }),
    epochs: integer({ min: 1, max: 20, default: 6 }),
    textShare: real({ min: 0.05, max: 1, step: 0.05, default: 1, format: 'percent', digits: 0 }),
    shuffled: toggle(false),
    objectives: toggle(true),
  },
  metrics: {
    neighbourPrecision: { format: 'percent', digits: 1, better: 'higher' },
    kindPrecision: { format: 'percent', digits: 1, better: 'higher' },
    topicPrecision: { format: 'percent', digits: 1, better: 'higher' },
    oppositesRank: { digits: 0 },
    examples: { format: 'integer', better: 'lower' },
    maskedPerplexity: { digits: 0, better: 'lower' },
    nextPerplexity: { digits: 0, better: 'lower' },
    loss: { digits: 3, better: 'lower', headline: false },
    startPrecision: { format: 'percent', digits: 2, headline: false },
    chancePrecision: { format: 'percent', digits: 2, headline: false },
    unigramPerplexity: { digits: 0, headline: false },
    maskedNeighbours: { format: 'percent', digits: 1, headline: false },
    nextNeighbours: { format: 'percent', digits: 1, headline: false },
    textLength: { format: 'integer', headline: false },
    vocabulary: { format: 'integer', headline: false },
  },
  check({ words }) {
    typedWords(words);
  },
  *run({ params, data, random }) {
    if (data?.kind === 'text') yield { progress: 0, metrics: {}, panels: [textPanel({ id: 'reading', title: 'panel.reading', lines: [{ text: message('reading.file', { file: data.name }) }] })] };
    const source = readSource(params, data, random.split('shuffle'));
    const yardstick = new Yardstick(source.vocabulary);
    const model = new text.Word2Vec(source.counts, { dimension: params.dimension, random: random.split('vectors') });
    const map = new WordMap(mapGroups(source, yardstick));
    const course: Course = { passes: [], kinds: [], topics: [], loss: [] };
    const objectives = params.objectives ? new Objectives(source, params.dimension, random.split('objectives')) : undefined;
    const beside = objectives?.usable === true;
    let metrics: Metrics = { textLength: source.length, vocabulary: source.vocabulary.length, chancePrecision: yardstick.chance };
    let panels: readonly Panel[] = [];

    /** Looks at the vectors as they are now. */
    const look = (examples: number, loss?: number): void => {
      const sense = yardstick.sense(model.input);
      const rank = yardstick.oppositesRank(model.input);
      if (yardstick.usable) metrics = { ...metrics, neighbourPrecision: sense.all, kindPrecision: sense.kinds, topicPrecision: sense.topics, startPrecision: metrics.startPrecision ?? sense.all };
      if (rank !== undefined) metrics = { ...metrics, oppositesRank: rank };
      if (loss !== undefined) metrics = { ...metrics, loss };
      metrics = { ...metrics, examples };
      course.kinds.push(sense.kinds);
      course.topics.push(sense.topics);
      course.loss.push(loss ?? (params.negatives + 1) * Math.LN2); // all scores are zero at first
      panels = [
        neighboursPanel(source, model.input),
        yardstick.usable ? sharpeningPanel(course, params.epochs, yardstick.chance) : lossPanel(course, params.epochs),
        mapPanel(map.draw(model.input), source.vocabulary),
        // After the map a panel too tall to share its page: the map needs it all.
        ...(yardstick.usable ? [lossPanel(course, params.epochs), groupsPanel(sense, yardstick.chance)] : []),
      ];
    };
    const frame = (progress: number, note: Frame['note'], guessing?: Guessing): Frame => ({
      progress,
      metrics,
      panels: guessing ? [...panels.slice(0, 4), perplexityPanel(guessing), blanksPanel(guessing), ...panels.slice(4)] : panels,
      note,
    });

    course.passes.push(0);
    look(0);
    yield frame(0, message('note.epoch', { epoch: 1, epochs: params.epochs }));
    const perFrame = FRAME_WORK / (params.dimension * (1 + params.negatives));
    let examples = 0;
    let batch = { examples: 0, loss: 0 };
    for (const step of model.train(source.documents, { ...params, shrink: true, random: random.split('examples') })) {
      examples += step.examples;
      batch = { examples: batch.examples + step.examples, loss: batch.loss + step.loss * step.examples };
      if (!(step.loss < DIVERGED)) throw new UserError('word2vec.diverged', { rate: params.learningRate, window: params.window });
      if (batch.examples < perFrame) continue;
      course.passes.push(step.progress * params.epochs);
      look(examples, batch.loss / batch.examples);
      batch = { examples: 0, loss: 0 };
      yield frame(step.progress * (beside ? MAIN_SHARE : 0.99), message('note.epoch', { epoch: step.epoch + 1, epochs: params.epochs }));
    }
    if (batch.examples > 0) {
      course.passes.push(params.epochs);
      look(examples, batch.loss / batch.examples);
    }
    let guessing: Guessing | undefined;
    if (objectives && beside) {
      let shown = 0;
      for (const progress of objectives.train()) {
        if (progress - shown < 0.04) continue;
        shown = progress;
        yield frame(MAIN_SHARE + progress * (TRAINED_SHARE - MAIN_SHARE), progress <= 0.5 ? 'note.masked' : 'note.next');
      }
      const judging = objectives.judge();
      let judged = judging.next();
      for (; !judged.done; judged = judging.next()) yield frame(TRAINED_SHARE + judged.value * (0.99 - TRAINED_SHARE), 'note.judging');
      guessing = judged.value;
      const { masked, next, unigram } = guessing.perplexity;
      metrics = { ...metrics, maskedPerplexity: masked, nextPerplexity: next, unigramPerplexity: unigram };
      if (yardstick.usable) metrics = { ...metrics, maskedNeighbours: yardstick.sense(objectives.vectors('masked')).all, nextNeighbours: yardstick.sense(objectives.vectors('next')).all };
      objectives.dispose();
    }
    model.dispose();
    yield frame(1, 'note.done', guessing);
  },
});

/** Five groups with a few words each; of a text without them, its common words. */
function mapGroups({ vocabulary, watched }: Source, yardstick: Yardstick): MapGroup[] {
  if (yardstick.usable) return yardstick.groups.filter(({ name }) => MAP_GROUPS.has(name)).map(({ name, ids }) => ({ name, ids: ids.slice(0, MAP_GROUP_WORDS) }));
  const known = watched.flatMap(({ id }) => id ?? []);
  const start = Math.max(0, Math.min(MAPPED_WORDS, vocabulary.length - MAPPED_WORDS));
  const common = vocabulary.slice(start, start + MAPPED_WORDS).map((_, i) => start + i).filter((id) => !known.includes(id));
  return [...(known.length > 0 ? [{ name: 'watched', ids: known }] : []), { name: 'common', ids: common }];
}
