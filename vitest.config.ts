import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['tests/support/property-seed.ts'],
    include: ['tests/**/*.test.{ts,tsx}', 'lessons/**/*.test.ts'],
    // Simulations compute for seconds; on a shared two-core machine they may take several times that.
    // Vitest leaves a core to its main process, which has little to do here: with two cores half of the machine would rest.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
