/** The header of a level: its number and title at the left, its steps at the right with the present one in brackets. */
import type { Line } from '../../../plot/index.js';
import { STEPS, type Step } from '../../../progress/index.js';
import type { Catalogue } from '../../../words/index.js';
import { words as span } from '../../components/lines.js';
import type { Signs } from '../../signs.js';

/** All steps, and the present one with its place for where those do not fit. */
export function stepBars(present: Step, words: Catalogue, signs: Signs): readonly Line[] {
  const whole = STEPS.flatMap((step, index) => [
    ...(index > 0 ? [span(` ${signs.dot} `, 'frame')] : []),
    step === present ? span(`[${words.ui.steps[step]}]`, 'accent', true) : span(words.ui.steps[step], 'dim'),
  ]);
  return [whole, [span(`[${words.ui.steps[present]}]`, 'accent', true), span(` ${STEPS.indexOf(present) + 1}/${STEPS.length}`, 'dim')]];
}
