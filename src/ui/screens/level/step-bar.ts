/** The header of a level: its number and title at the left, its steps at the right with the present one in brackets. */
import type { Line } from '../../../plot/index.js';
import { STEPS, type Step } from '../../../progress/index.js';
import type { Catalogue } from '../../../words/index.js';
import { lineWidth, words as span } from '../../components/lines.js';
import type { Signs } from '../../signs.js';

/** Fewest cells of a title before the bar gives way. */
const TITLE_CELLS = 22;

/** All steps where they fit beside the title; else the steps beside the present one as dots with its place. */
export function stepBar(present: Step, titleCells: number, cells: number, words: Catalogue, signs: Signs): Line {
  const whole = STEPS.flatMap((step, index) => [
    ...(index > 0 ? [span(` ${signs.dot} `, 'frame')] : []),
    step === present ? span(`[${words.ui.steps[step]}]`, 'accent', true) : span(words.ui.steps[step], 'dim'),
  ]);
  if (lineWidth(whole) + 2 + Math.min(titleCells, TITLE_CELLS) <= cells) return whole;
  return [span(`[${words.ui.steps[present]}]`, 'accent', true), span(` ${STEPS.indexOf(present) + 1}/${STEPS.length}`, 'dim')];
}
