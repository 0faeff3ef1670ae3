/** The personal best in a challenge in one line: among runs on an equal footing alone, with the budget and the seed of the challenge. */
import { metricSpec, type Challenge, type Simulation } from '../../../lesson/index.js';
import type { Line } from '../../../plot/index.js';
import { personalBest, type PersonalBest, type RunRecord } from '../../../progress/index.js';
import type { Catalogue } from '../../../words/index.js';
import { fill, type Speaker } from '../../../words/say.js';
import { words as span } from '../../components/lines.js';
import type { Signs } from '../../signs.js';
import { metricLabel, showMetric } from '../../simulation/names.js';

export interface BestView {
  /** Absent where the challenge is about another simulation. */
  readonly challenge?: Challenge;
  readonly simulation: Simulation;
  readonly runs: readonly RunRecord[];
  readonly speaker: Speaker;
  readonly words: Catalogue;
  readonly signs: Signs;
}

export function bestRun({ challenge, simulation, runs }: Pick<BestView, 'challenge' | 'simulation' | 'runs'>): PersonalBest | undefined {
  return challenge && personalBest(challenge, simulation, [...runs].sort((a, b) => (a.finishedAt < b.finishedAt ? -1 : 1)));
}

/** How a run is called where there is little room. */
export function runTitle(run: RunRecord): string {
  return run.name ?? run.id;
}

/** @returns undefined where there is no such challenge; where there is no such run, that is said */
export function bestLine(view: BestView): Line | undefined {
  const { challenge, simulation, speaker, words, signs } = view;
  if (challenge === undefined) return undefined;
  const { ui } = words;
  const best = bestRun(view);
  if (best === undefined) return [span(fill(ui['shelf.best'], { best: ui['shelf.noBest'] }), 'dim')];
  const value = showMetric(best.value, metricSpec(simulation.metrics, best.metric), speaker);
  const among = fill(ui['shelf.bestAmong'], { metric: metricLabel(best.metric, speaker), value, id: runTitle(best.run), count: String(best.among) });
  return [span(`${signs.starFull} `, 'warn'), span(fill(ui['shelf.best'], { best: among }))];
}
