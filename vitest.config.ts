import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['tests/support/property-seed.ts'],
    include: ['tests/**/*.test.{ts,tsx}', 'lessons/**/*.test.ts'],
    // Simulations compute for seconds; on a shared two-core machine they may take several times that.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
