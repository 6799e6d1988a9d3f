import fc from 'fast-check';

/**
 * Draws the same random examples in every run, so that a change is judged by what it changed.
 * `PROPERTY_SEED=random` draws others, `PROPERTY_RUNS=5000` more of them; a failure names its seed.
 */
const { PROPERTY_SEED: seed = '20261122', PROPERTY_RUNS: runs } = process.env;

fc.configureGlobal({
  ...(seed !== 'random' && { seed: Number(seed) }),
  ...(runs && { numRuns: Number(runs) }),
});
