/** A claim of a level in lines: its sentence, and what checking it live has found. */
import { UserError, type Claim } from '../../lesson/index.js';
import type { LessonWords } from '../../lesson/words/types.js';
import { wrapSpans, type Line } from '../../plot/index.js';
import { formatNumber } from '../../words/numbers.js';
import type { RunFailure } from '../../runtime/index.js';
import { fill, sayError, type Speaker } from '../../words/say.js';
import { bar, words as span } from '../components/lines.js';
import type { Game } from '../game-context.js';
import type { ClaimState } from './claim-checks.js';

interface ClaimView {
  readonly words: LessonWords;
  readonly speaker: Speaker;
  readonly claim: Claim;
  readonly state: ClaimState;
  readonly chosen: boolean;
}

export function claimLines({ words, speaker, claim, state, chosen }: ClaimView, game: Game, cells: number): readonly Line[] {
  const { signs } = game;
  const text = wrapSpans([span(words.claims[claim.id], chosen ? 'accent' : undefined)], cells - 4);
  const sign = state.kind === 'judged' ? (state.outcome.passed ? signs.right : signs.wrong) : signs.open;
  const role = state.kind === 'judged' ? (state.outcome.passed ? 'good' : 'bad') : 'dim';
  const rows = text.map((line, index): Line => [span(index === 0 ? `${chosen ? signs.pointer : ' '} ` : '    ', 'accent'), ...(index === 0 ? [span(`${sign} `, role)] : []), ...line]);
  const found = foundLine(state, speaker, game);
  return found === undefined ? rows : [...rows, [span('    '), ...found]];
}

function foundLine(state: ClaimState, speaker: Speaker, game: Game): Line | undefined {
  const { ui } = game.words;
  switch (state.kind) {
    case 'unchecked':
      return undefined;
    case 'stopped':
      return [span(ui['claim.stopped'], 'dim')];
    case 'failed':
      return [span(fill(ui['run.fault'], { message: failureMessage(state.failure, speaker, game) }), 'bad')];
    case 'checking':
      // Only quarters are read aloud.
      if (game.plain) return [span(`${ui['run.running']} ${Math.floor(state.progress * 4) * 25} %`)];
      return [...bar(state.progress, 16, game.signs), span(` ${fill(ui['claim.checking'], { count: String(state.outcome?.seeds.length ?? 0), total: String(state.seeds) })}`, 'dim')];
    case 'judged': {
      const { held, seeds, margins } = state.outcome;
      const values = { held: String(held), total: String(seeds.length), least: formatNumber(Math.min(...margins)), most: formatNumber(Math.max(...margins)) };
      return [span(fill(ui['claim.judged'], values), 'dim')];
    }
  }
}

function failureMessage(failure: RunFailure | undefined, speaker: Speaker, game: Game): string {
  if (failure === undefined) return '';
  return failure.kind === 'fault' ? failure.message : sayError(new UserError(failure.key, failure.values), { ...speaker, language: game.language });
}
