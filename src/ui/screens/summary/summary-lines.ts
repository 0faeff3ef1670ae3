/** The summary of a level in lines: stars, predictions, claims with what checking them found, sources. */
import { wrapSpans, type Line } from '../../../plot/index.js';
import { starsOf, stepsOf, type LessonProgress } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { stars, words as span } from '../../components/lines.js';
import { prose } from '../../components/prose.js';
import type { Game } from '../../game-context.js';
import type { ClaimChecks } from '../../simulation/claim-checks.js';
import { claimLines } from '../../simulation/claim-lines.js';
import type { LevelView } from '../level/level-view.js';
import { simulationName } from '../level/simulation-name.js';

export interface SummaryPage {
  readonly lines: readonly Line[];
  /** Row of the chosen claim. */
  readonly pointed: number;
}

export function summaryPage(view: LevelView, remembered: LessonProgress | undefined, check: ClaimChecks, cursor: number, game: Game, cells: number): SummaryPage {
  const { ui } = game.words;
  const lines: Line[] = [...starLines(view, remembered, game), [], ...predictionLines(view, remembered, game, cells)];
  lines.push([span(ui['summary.claims'], 'accent', true)], ...prose(ui['summary.claims.help'], cells, game.charset, { fg: 'dim' }));
  let pointed = 0;
  view.lesson.claims.forEach((claim, index) => {
    if (index === cursor) pointed = lines.length;
    lines.push(...claimLines({ words: view.words, speaker: view.speaker, claim, state: check.of(claim.id), chosen: index === cursor }, game, cells));
  });
  if (view.lesson.reading.length > 0) {
    lines.push([], [span(ui['summary.reading'], 'accent', true)]);
    for (const { authors, year, title, venue } of view.lesson.reading) {
      lines.push(...hang([span(`${authors} (${year}). `), span(title, undefined, true), span(`. ${venue}`, 'dim')], cells, game.signs.dot));
    }
  }
  return { lines, pointed };
}

function starLines(view: LevelView, remembered: LessonProgress | undefined, game: Game): readonly Line[] {
  const { signs } = game;
  const { ui } = game.words;
  const won = starsOf(view.lesson, remembered);
  const earned: readonly (readonly [boolean, string])[] = [
    [won.quiz, ui['summary.star.quiz']],
    [won.challenge, ui['summary.star.challenge']],
    [won.distinction, ui['summary.star.distinction']],
  ];
  const steps = stepsOf(view.lesson, remembered).filter(({ step }) => step !== 'summary');
  return [
    [...stars(won.count, signs), span(`  ${fill(ui['summary.stars'], { stars: String(won.count) })}`, undefined, true)],
    ...earned.map(([has, text]): Line => [span(`${has ? signs.starFull : signs.starEmpty} `, has ? 'warn' : 'frame'), span(text, has ? undefined : 'dim')]),
    steps.flatMap(({ step, count, total, done }, index) => [
      span(index > 0 ? `  ${signs.dot}  ` : '', 'frame'),
      span(`${done ? signs.right : signs.open} ${ui.steps[step]} ${count}/${total}`, done ? 'good' : 'dim'),
    ]),
  ];
}

function predictionLines(view: LevelView, remembered: LessonProgress | undefined, game: Game, cells: number): readonly Line[] {
  const { ui } = game.words;
  const { signs } = game;
  const lines = view.lesson.predictions.flatMap(({ simulation }) => {
    const known = remembered?.predictions[simulation];
    const words = view.words.predictions[simulation];
    const name = view.lesson.simulations.length > 1 ? `${simulationName(view, simulation)}: ` : '';
    if (known === undefined) return hang([span(name), span(ui['summary.unpredicted'], 'dim')], cells, signs.open);
    const option = words.options[known.option] ?? known.option;
    if (known.outcome === undefined) return hang([span(name), span(fill(ui['summary.open'], { option }))], cells, signs.open);
    if (known.outcome === known.option) return hang([span(name), span(fill(ui['summary.predicted'], { option }), 'good')], cells, signs.right);
    return hang([span(name), span(fill(ui['summary.surprised'], { option, outcome: words.options[known.outcome] ?? known.outcome }))], cells, signs.wrong);
  });
  return lines.length === 0 ? [] : [[span(ui['summary.predictions'], 'accent', true)], ...lines, []];
}

function hang(spans: Line, cells: number, sign: string): readonly Line[] {
  return wrapSpans(spans, cells - 2).map((line, index): Line => [span(index === 0 ? `${sign} ` : '  ', 'dim'), ...line]);
}
