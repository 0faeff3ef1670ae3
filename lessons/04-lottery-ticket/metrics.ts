/** The numbers of this level, made from the history of a run: accuracies are those of the last round that is complete. */
import type { Metrics } from '../../src/lesson/index.js';
import { earlyAccuracy, finalAccuracy, lastComplete, untrainedAccuracy, type History } from './history.js';
import { countKept } from './values.js';

/** What is not known yet is left out. */
export function metricsOf(history: History): Metrics {
  const { cost, rounds } = history;
  const known: Record<string, number | undefined> = { trainings: cost.trainings, costRatio: cost.ratio, idealCostRatio: cost.idealRatio, multiplyAdds: cost.multiplyAdds };
  const round = lastComplete(history);
  if (round) {
    const { ticket, signs, reinit, random } = round.curves;
    const dense = finalAccuracy(rounds[0].curves.ticket);
    const ticketAccuracy = finalAccuracy(ticket);
    Object.assign(known, {
      sparsity: 1 - round.kept,
      weightsKept: countKept(round.masks),
      denseAccuracy: dense,
      ticketAccuracy,
      sameSignsAccuracy: finalAccuracy(signs),
      reinitAccuracy: finalAccuracy(reinit),
      randomMaskAccuracy: finalAccuracy(random),
      accuracyDrop: dense !== undefined && ticketAccuracy !== undefined ? dense - ticketAccuracy : undefined,
      ticketEarlyAccuracy: earlyAccuracy(ticket),
      reinitEarlyAccuracy: earlyAccuracy(reinit),
      randomMaskEarlyAccuracy: earlyAccuracy(random),
      untrainedTicketAccuracy: untrainedAccuracy(ticket),
    });
  }
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
