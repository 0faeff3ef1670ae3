/** The summary of a level in lines: stars, predictions, claims with what checking them found, sources. */
import { UserError, type Claim } from '../../../lesson/index.js';
import { wrapSpans, type Line } from '../../../plot/index.js';
import { starsOf, stepsOf, type LessonProgress } from '../../../progress/index.js';
import { formatNumber } from '../../../words/numbers.js';
import type { RunFailure } from '../../../runtime/index.js';
import { fill, sayError } from '../../../words/say.js';
import { bar, stars, words as span } from '../../components/lines.js';
import { prose } from '../../components/prose.js';
import type { Game } from '../../game-context.js';
import { CLAIM_SEEDS, type ClaimChecks, type ClaimState } from '../../simulation/claim-checks.js';
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
    lines.push(...claimLines(view, claim, check.of(claim.id), index === cursor, game, cells));
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

function claimLines(view: LevelView, claim: Claim, state: ClaimState, chosen: boolean, game: Game, cells: number): readonly Line[] {
  const { signs } = game;
  const text = wrapSpans([span(view.words.claims[claim.id], chosen ? 'accent' : undefined)], cells - 4);
  const sign = state.kind === 'judged' ? (state.outcome.passed ? signs.right : signs.wrong) : signs.open;
  const role = state.kind === 'judged' ? (state.outcome.passed ? 'good' : 'bad') : 'dim';
  const rows = text.map((line, index): Line => [span(index === 0 ? `${chosen ? signs.pointer : ' '} ` : '    ', 'accent'), ...(index === 0 ? [span(`${sign} `, role)] : []), ...line]);
  const found = foundLine(state, view, game);
  return found === undefined ? rows : [...rows, [span('    '), ...found]];
}

function foundLine(state: ClaimState, view: LevelView, game: Game): Line | undefined {
  const { ui } = game.words;
  switch (state.kind) {
    case 'unchecked':
      return undefined;
    case 'stopped':
      return [span(ui['claim.stopped'], 'dim')];
    case 'failed':
      return [span(fill(ui['run.fault'], { message: failureMessage(state.failure, view, game) }), 'bad')];
    case 'checking':
      return [...bar(state.progress, 16, game.signs), span(` ${fill(ui['claim.checking'], { count: String(state.outcome?.seeds.length ?? 0), total: String(CLAIM_SEEDS.length) })}`, 'dim')];
    case 'judged': {
      const { held, seeds, margins } = state.outcome;
      const values = { held: String(held), total: String(seeds.length), least: formatNumber(Math.min(...margins)), most: formatNumber(Math.max(...margins)) };
      return [span(fill(ui['claim.judged'], values), 'dim')];
    }
  }
}

function failureMessage(failure: RunFailure | undefined, { speaker }: LevelView, game: Game): string {
  if (failure === undefined) return '';
  return failure.kind === 'fault' ? failure.message : sayError(new UserError(failure.key, failure.values), { ...speaker, language: game.language });
}

function hang(spans: Line, cells: number, sign: string): readonly Line[] {
  return wrapSpans(spans, cells - 2).map((line, index): Line => [span(index === 0 ? `${sign} ` : '  ', 'dim'), ...line]);
}
