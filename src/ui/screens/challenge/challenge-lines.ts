/** The challenge in words: checklist beside the plot, and the page with goal, hints, solution and debrief. */
import type { Metrics, Simulation } from '../../../lesson/index.js';
import { pad, width, wrapSpans, type Line } from '../../../plot/index.js';
import { fill } from '../../../words/say.js';
import { words as span } from '../../components/lines.js';
import { prose } from '../../components/prose.js';
import type { Game } from '../../game-context.js';
import { metricLabel, paramLabel, showMetric, showValue, specOf } from '../../simulation/names.js';
import type { LevelView } from '../level/level-view.js';
import { bestLine, bestRun, type BestView } from '../shelf/best-line.js';
import { checklist, HINTS, type ChallengeView, type CheckedCondition } from './challenge-state.js';

interface ChecklistView {
  readonly view: LevelView;
  readonly simulation: Simulation;
  readonly metrics?: Metrics;
  readonly game: Game;
}

export function checklistLines(parts: ChecklistView, cells: number): readonly Line[] {
  const { view, metrics, game } = parts;
  const { challenge } = view.lesson;
  const { ui } = game.words;
  return [
    [span(ui['challenge.pass'], 'title')],
    ...checklist(challenge.pass, metrics).flatMap((item) => conditionLines(item, parts, cells)),
    [span(ui['challenge.distinction'], 'title')],
    ...checklist(challenge.distinction, metrics).flatMap((item) => conditionLines(item, parts, cells)),
  ];
}

/** On one line where it fits, else the value under the name. */
function conditionLines({ condition, value, holds }: CheckedCondition, { view, simulation, game }: ChecklistView, cells: number): readonly Line[] {
  const { signs } = game;
  const speaker = { ...view.speaker, simulation: simulation.id };
  const spec = specOf(simulation, condition.metric);
  const sign = value === undefined ? signs.open : holds ? signs.right : signs.wrong;
  const role = value === undefined ? 'dim' : holds ? 'good' : 'bad';
  const bound = `${condition.relation === 'atLeast' ? signs.atLeast : signs.atMost} ${showMetric(condition.bound, spec, speaker)}`;
  const now = value === undefined ? '' : showMetric(value, spec, speaker);
  const label = metricLabel(condition.metric, speaker);
  const wanted = `${label} ${bound}`;
  if (width(wanted) + width(now) + 3 <= cells) return [[span(`${sign} `, role), span(pad(wanted, cells - 2 - width(now) - 1)), span(` ${now}`, role, true)]];
  return [
    [span(`${sign} `, role), span(pad(label, cells - 2, 'left', signs.ellipsis))],
    [span('  '), span(pad(bound, cells - 3 - width(now)), 'dim'), span(` ${now}`, role, true)],
  ];
}

/** Goal, checklist, the hints taken so far, then solution and debrief as they open. */
export function briefLines(parts: ChecklistView & { readonly state: ChallengeView; readonly own?: string }, cells: number): readonly Line[] {
  const { view, game, state, own } = parts;
  const { ui } = game.words;
  const words = view.words.challenge;
  const section = (title: string, source: string): readonly Line[] => [[], [span(title, 'accent', true)], ...prose(source, cells, game.charset)];
  const grade = state.distinguished ? ui['challenge.distinguished'] : state.passed ? ui['challenge.passed'] : undefined;
  return [
    [span(ui['challenge.goal'], 'accent', true)],
    ...prose(words.goal, cells, game.charset),
    [],
    ...checklistLines(parts, Math.min(cells, 60)),
    ...bestLines(parts, cells),
    ...(grade === undefined ? [] : [[], [span(`${game.signs.starFull} ${grade}`, 'good', true)]]),
    ...(state.passed ? [...ownLines(own, game, cells), ...section(ui['challenge.debrief'], words.debrief)] : []),
    ...words.hints.slice(0, state.hints).flatMap((hint, index) => section(fill(ui['challenge.hint'], { index: String(index + 1), total: String(HINTS) }), hint)),
    ...(state.solutionSeen ? [...section(ui['challenge.solution'], words.solution), [], ...solutionLines(view, parts.simulation)] : []),
    ...(state.hints === 0 && !state.passed ? [[], ...prose(ui['challenge.noHints'], cells, game.charset, { fg: 'dim' })] : []),
  ];
}

/** Once there is a run to speak of. */
function bestLines({ view, simulation, game }: ChecklistView, cells: number): readonly Line[] {
  const best: BestView = { challenge: view.lesson.challenge, simulation, runs: game.progress.runs, speaker: { ...view.speaker, simulation: simulation.id }, words: game.words, signs: game.signs };
  return bestRun(best) === undefined ? [] : [[], ...wrapSpans(bestLine(best) ?? [], cells)];
}

/** What the learner says about it, or the invitation to: before the debrief, for explaining it oneself is worth more than reading it. */
function ownLines(own: string | undefined, game: Game, cells: number): readonly Line[] {
  const { ui } = game.words;
  if (own === undefined) return [[], ...wrapSpans([span(ui['own.invite'], 'dim')], cells)];
  return [[], [span(ui['own.title'], 'accent', true)], ...wrapSpans([span(own)], cells)];
}

/** The parameters of the worked solution, with its seed. */
function solutionLines(view: LevelView, simulation: Simulation): readonly Line[] {
  const { challenge } = view.lesson;
  const speaker = { ...view.speaker, simulation: simulation.id };
  const values = Object.entries(challenge.solution).map(([name, value]) => [paramLabel(name, speaker), showValue(name, simulation.params[name], value, speaker)]);
  return [...values, [paramLabel('seed', speaker), String(challenge.seed)]].map(([label, value]): Line => [span(`  ${label}  `, 'dim'), span(value, undefined, true)]);
}
