/**
 * Drift detection from the errors of a deployed classifier: the Drift Detection Method (DDM) of Gama, Medas, Castillo and
 * Rodrigues, 2004, "Learning with Drift Detection", SBIA.
 */
import { expectLabels } from '../linalg/expect.js';

export type DriftState = 'stable' | 'warning' | 'drift';

export interface DriftDetectorOptions {
  /** Standard deviations above the best at which it warns, 2 unless given. */
  readonly warning?: number;
  /** ... and at which it says drift, 3 unless given. */
  readonly drift?: number;
  /** Predictions to see before it says anything, 30 unless given. */
  readonly minimum?: number;
}

/**
 * Watches the error rate p over all predictions since the last reset, with s = sqrt(p (1 - p) / n), and remembers where p + s was
 * least. Drift: p + s >= p_min + 3 s_min, warning likewise from 2 s_min on. Only a rising error is seen, and drift that does not
 * raise the error never is.
 */
export class DriftDetector {
  readonly #options: Required<DriftDetectorOptions>;
  #seen = 0;
  #errors = 0;
  #best = { rate: Infinity, deviation: Infinity };

  /** @throws RangeError unless 0 < warning < drift and minimum is a positive integer */
  constructor({ warning = 2, drift = 3, minimum = 30 }: DriftDetectorOptions = {}) {
    if (!(warning > 0 && warning < drift)) throw new RangeError(`DriftDetector: warning must be above 0 and below drift, got ${warning} and ${drift}`);
    if (!(Number.isInteger(minimum) && minimum >= 1)) throw new RangeError(`DriftDetector: minimum must be a positive integer, got ${minimum}`);
    this.#options = { warning, drift, minimum };
  }

  /** One prediction more. @param error  1 if it was wrong, else 0 @throws RangeError for anything else */
  look(error: number): DriftState {
    expectLabels('DriftDetector.look', [error], 2);
    this.#seen++;
    this.#errors += error;
    const { warning, drift, minimum } = this.#options;
    // Without an error the rate has no spread, and the first one would look like drift.
    if (this.#seen < minimum || this.#errors === 0) return 'stable';
    const rate = this.#errors / this.#seen;
    const deviation = Math.sqrt((rate * (1 - rate)) / this.#seen);
    if (rate + deviation < this.#best.rate + this.#best.deviation) this.#best = { rate, deviation };
    const { rate: least, deviation: unit } = this.#best;
    const level = rate + deviation;
    if (level >= least + drift * unit) return 'drift';
    return level >= least + warning * unit ? 'warning' : 'stable';
  }

  /** Forgets everything, as is due for a new model. */
  reset(): void {
    this.#seen = 0;
    this.#errors = 0;
    this.#best = { rate: Infinity, deviation: Infinity };
  }
}
