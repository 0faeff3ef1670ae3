/**
 * Property tests draw the same cases on every run, so that a green commit stays green; `npm run test:full` draws new ones. A failure
 * prints its seed: ML_TUTOR_PROPERTY_SEED=N npm test repeats it.
 */
import fc from 'fast-check';

const { ML_TUTOR_PROPERTY_SEED: seed, ML_TUTOR_SEEDS: full } = process.env;
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
else if (full === undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 2026 });
