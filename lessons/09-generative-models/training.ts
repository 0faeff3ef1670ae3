/** Trains one model with looks at it on the way, and scores it in the end. */
import { tensor, type Random } from '../../src/core/index.js';
import type { Matrix } from '../../src/core/linalg/index.js';
import type { FamilyId, GenerativeModel } from './families/family.js';
import { distanceTo, likelihoodOf, samplesOf, scoreSamples, type LikelihoodScore, type Score } from './score.js';
import { SAMPLES, type Task } from './task.js';

const BATCH = 128;
/** Points looked at while training goes on. */
const LOOK = 350;

/** What is known of a model's training up to now. */
export interface Trace {
  readonly family: FamilyId;
  /** Share of the training done at each look, 0 to 1. */
  readonly at: number[];
  readonly distance: number[];
  /** Mean loss since the look before. */
  readonly loss: number[];
  samples: Matrix;
  score?: Score;
  likelihood?: LikelihoodScore;
  readonly networkCalls: number;
}

/** @param looks  how often the generator stops on the way */
export function* train(family: FamilyId, model: GenerativeModel, task: Task, { effort, looks, random }: { effort: number; looks: number; random: Random }): Generator<Trace, Trace> {
  const steps = Math.max(looks, Math.round(model.steps * effort));
  const batches = random.split('batches');
  const trace: Trace = { family, at: [], distance: [], loss: [], samples: samplesOf(model, LOOK, random.split('samples')), networkCalls: model.networkCalls };
  yield trace;
  let sum = 0;
  let since = 0;
  for (let step = 0, look = 1; step < steps; step++) {
    const batch = drawBatch(task.train, batches);
    sum += model.step(batch, step / steps);
    since++;
    batch.dispose();
    if (step + 1 < Math.round((look * steps) / looks)) continue;
    look++;
    trace.samples = samplesOf(model, LOOK, random.split('samples')); // the same noise each time: what moves is the model
    trace.at.push((step + 1) / steps);
    trace.distance.push(distanceTo(trace.samples, task));
    trace.loss.push(sum / since);
    [sum, since] = [0, 0];
    yield trace;
  }
  trace.samples = samplesOf(model, SAMPLES, random.split('final'));
  trace.score = scoreSamples(trace.samples, task);
  trace.likelihood = likelihoodOf(model, task);
  return trace;
}

/** The largest rise of the distance from one look to the next in the second half of training: 0 for one that only gets better. */
export function largestRise({ at, distance }: Trace): number {
  let rise = 0;
  for (let i = 1; i < at.length; i++) if (at[i - 1] >= 0.5) rise = Math.max(rise, distance[i] - distance[i - 1]);
  return rise;
}

function drawBatch({ rows, data }: Matrix, random: Random) {
  const batch = new Float32Array(2 * BATCH);
  for (let i = 0; i < BATCH; i++) {
    const row = random.integer(rows);
    batch[2 * i] = data[2 * row];
    batch[2 * i + 1] = data[2 * row + 1];
  }
  return tensor(batch, [BATCH, 2]);
}
