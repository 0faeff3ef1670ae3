import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}', 'lessons/**/*.test.ts'],
    // Simulations compute for seconds; on a shared two-core machine they may take several times that.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
